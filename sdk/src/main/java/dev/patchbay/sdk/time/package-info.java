/** The one place where time, randomness and ids come from. */
@NullMarked
package dev.patchbay.sdk.time;

import org.jspecify.annotations.NullMarked;
