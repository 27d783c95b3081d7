/** {@code logging.*} of kibana.yml on Logback: appenders, layouts, levels. */
@NullMarked
package dev.patchbay.server.logging;

import org.jspecify.annotations.NullMarked;
