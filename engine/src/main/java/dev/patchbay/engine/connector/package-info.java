/** Stored, preconfigured and listed connectors, and the registry of types. */
@NullMarked
package dev.patchbay.engine.connector;

import org.jspecify.annotations.NullMarked;
