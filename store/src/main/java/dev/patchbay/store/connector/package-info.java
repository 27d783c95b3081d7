/** Connectors and their tokens in SQL that both databases understand. */
@NullMarked
package dev.patchbay.store.connector;

import org.jspecify.annotations.NullMarked;
