/** Who calls and what the caller may do (contract/security-and-spaces.md). */
@NullMarked
package dev.patchbay.engine.security;

import org.jspecify.annotations.NullMarked;
