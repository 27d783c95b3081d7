/** The program: its command line and how its parts are put together. */
@NullMarked
package dev.patchbay.server;

import org.jspecify.annotations.NullMarked;
