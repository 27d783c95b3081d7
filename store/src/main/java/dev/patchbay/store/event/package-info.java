/** The event log, partitioned by day on both databases. */
@NullMarked
package dev.patchbay.store.event;

import org.jspecify.annotations.NullMarked;
