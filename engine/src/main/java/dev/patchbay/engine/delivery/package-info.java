/**
 * Deliveries: what is accepted is stored, ends in exactly one state, and keeps the order of its
 * lane (ADR 12).
 */
@NullMarked
package dev.patchbay.engine.delivery;

import org.jspecify.annotations.NullMarked;
