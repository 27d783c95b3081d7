/** The expressions of {@code EvalMath} (contract/templating.md, section 8). */
@NullMarked
package dev.patchbay.engine.template.math;

import org.jspecify.annotations.NullMarked;
