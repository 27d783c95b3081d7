/** {@code .email}: mail over SMTP and through Microsoft Graph. */
@NullMarked
package dev.patchbay.connectors.messaging.email;

import org.jspecify.annotations.NullMarked;
