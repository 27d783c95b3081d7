/** The ways out of one attempt, as the engine opens them and a connector uses them (ADR 4). */
@NullMarked
package dev.patchbay.sdk.transport;

import org.jspecify.annotations.NullMarked;
