/** {@code .http}: any HTTP request, answered with what came back. */
@NullMarked
package dev.patchbay.connectors.webhook.http;

import org.jspecify.annotations.NullMarked;
