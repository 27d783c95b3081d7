/** {@code .server-log}: a line in this server's own log. */
@NullMarked
package dev.patchbay.connectors.messaging.serverlog;

import org.jspecify.annotations.NullMarked;
