/** The routes of deliveries, {@code /api/patchbay/deliveries}. */
@NullMarked
package dev.patchbay.server.deliveries;

import org.jspecify.annotations.NullMarked;
