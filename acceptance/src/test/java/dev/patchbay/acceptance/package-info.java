/** The packaged server as its users meet it: a process, a port, a data directory. */
@NullMarked
package dev.patchbay.acceptance;

import org.jspecify.annotations.NullMarked;
