/** PostgreSQL: a pool of connections that were checked for durability. */
@NullMarked
package dev.patchbay.store.postgres;

import org.jspecify.annotations.NullMarked;
