/** Encryption at rest: key ring, envelope, canonical text. */
@NullMarked
package dev.patchbay.engine.secret;

import org.jspecify.annotations.NullMarked;
