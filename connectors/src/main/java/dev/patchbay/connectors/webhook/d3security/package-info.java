/** {@code .d3security}: events for D3 Security. */
@NullMarked
package dev.patchbay.connectors.webhook.d3security;

import org.jspecify.annotations.NullMarked;
