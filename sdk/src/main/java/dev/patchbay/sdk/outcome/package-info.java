/** What an attempt leads to: values, never exceptions (ADR 2). */
@NullMarked
package dev.patchbay.sdk.outcome;

import org.jspecify.annotations.NullMarked;
