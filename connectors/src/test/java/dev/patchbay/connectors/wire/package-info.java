/** Plays case files: the request in, what reached the vendor, its answer, the answer out. */
@NullMarked
package dev.patchbay.connectors.wire;

import org.jspecify.annotations.NullMarked;
