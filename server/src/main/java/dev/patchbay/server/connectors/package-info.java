/** Kibana's Actions API and what Patchbay adds to it: routes, bodies, audit events. */
@NullMarked
package dev.patchbay.server.connectors;

import org.jspecify.annotations.NullMarked;
