/** {@code .torq}: starts a workflow of Torq. */
@NullMarked
package dev.patchbay.connectors.webhook.torq;

import org.jspecify.annotations.NullMarked;
