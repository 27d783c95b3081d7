/** {@code Intl.NumberFormat} for {@code FormatNumber} (contract/templating.md, section 7.3). */
@NullMarked
package dev.patchbay.engine.template.number;

import org.jspecify.annotations.NullMarked;
