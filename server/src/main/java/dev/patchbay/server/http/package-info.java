/** The HTTP edge: routes, the order of checks, envelopes. */
@NullMarked
package dev.patchbay.server.http;

import org.jspecify.annotations.NullMarked;
