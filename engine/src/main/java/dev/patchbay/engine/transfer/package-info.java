/** Connectors that go from one server to another, with and without their secrets. */
@NullMarked
package dev.patchbay.engine.transfer;

import org.jspecify.annotations.NullMarked;
