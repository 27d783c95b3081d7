/** The database: how it is opened, and the ports of the engine that it hands out. */
@NullMarked
package dev.patchbay.store;

import org.jspecify.annotations.NullMarked;
