/** {@code .webhook}: one HTTP request to anywhere. */
@NullMarked
package dev.patchbay.connectors.webhook.webhook;

import org.jspecify.annotations.NullMarked;
