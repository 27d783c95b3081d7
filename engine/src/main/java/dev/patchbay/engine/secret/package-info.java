/**
 * Encryption at rest: key ring, envelope, canonical text (contract/actions-api.md, section 14; ADR
 * 0005).
 */
@NullMarked
package dev.patchbay.engine.secret;

import org.jspecify.annotations.NullMarked;
