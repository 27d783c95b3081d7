/** Spaces (contract/security-and-spaces.md, section 1). */
@NullMarked
package dev.patchbay.engine.space;

import org.jspecify.annotations.NullMarked;
