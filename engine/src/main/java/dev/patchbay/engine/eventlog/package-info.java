/** The record of every attempt. */
@NullMarked
package dev.patchbay.engine.eventlog;

import org.jspecify.annotations.NullMarked;
