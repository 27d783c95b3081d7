/** Numbers and white space as JavaScript has them, which templates show. */
@NullMarked
package dev.patchbay.engine.template.js;

import org.jspecify.annotations.NullMarked;
