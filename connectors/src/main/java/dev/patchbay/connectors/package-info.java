/** The built-in connector types, found by {@code ServiceLoader}. */
@NullMarked
package dev.patchbay.connectors;

import org.jspecify.annotations.NullMarked;
