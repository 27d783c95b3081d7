/** SQLite: one writer with group commit, a few readers, checkpoints apart, one server at a time. */
@NullMarked
package dev.patchbay.store.sqlite;

import org.jspecify.annotations.NullMarked;
