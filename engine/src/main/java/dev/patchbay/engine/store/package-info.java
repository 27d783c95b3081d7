/** Transactions: the base that every port of the engine stands on. */
@NullMarked
package dev.patchbay.engine.store;

import org.jspecify.annotations.NullMarked;
