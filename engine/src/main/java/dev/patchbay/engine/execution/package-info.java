/** The attempt road: load, authorize, decrypt, validate, attempt, redact, record. */
@NullMarked
package dev.patchbay.engine.execution;

import org.jspecify.annotations.NullMarked;
