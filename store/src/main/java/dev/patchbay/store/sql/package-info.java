/** What the adapters of the ports see of a database, whichever it is. */
@NullMarked
package dev.patchbay.store.sql;

import org.jspecify.annotations.NullMarked;
