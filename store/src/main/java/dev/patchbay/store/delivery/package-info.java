/** Deliveries in SQL. */
@NullMarked
package dev.patchbay.store.delivery;

import org.jspecify.annotations.NullMarked;
