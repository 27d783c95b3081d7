/** Mail over SMTP as a connector sees it (ADR 15). */
@NullMarked
package dev.patchbay.sdk.mail;

import org.jspecify.annotations.NullMarked;
