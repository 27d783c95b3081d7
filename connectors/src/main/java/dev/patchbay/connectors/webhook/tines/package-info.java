/** {@code .tines}: stories of Tines. */
@NullMarked
package dev.patchbay.connectors.webhook.tines;

import org.jspecify.annotations.NullMarked;
