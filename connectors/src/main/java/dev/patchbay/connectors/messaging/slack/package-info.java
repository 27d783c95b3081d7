/** {@code .slack}: Slack's incoming webhooks. */
@NullMarked
package dev.patchbay.connectors.messaging.slack;

import org.jspecify.annotations.NullMarked;
