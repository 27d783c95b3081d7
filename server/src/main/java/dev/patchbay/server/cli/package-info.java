/** Commands that talk to a running server over its HTTP API. */
@NullMarked
package dev.patchbay.server.cli;

import org.jspecify.annotations.NullMarked;
