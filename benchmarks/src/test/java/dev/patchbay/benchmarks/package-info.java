/** The harness measures only what it is told to; these tests check its own parts. */
@NullMarked
package dev.patchbay.benchmarks;

import org.jspecify.annotations.NullMarked;
