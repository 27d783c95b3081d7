/**
 * Dates as JavaScript and moment read and write them, for {@code FormatDate}
 * (contract/templating.md, section 7.2).
 */
@NullMarked
package dev.patchbay.engine.template.date;

import org.jspecify.annotations.NullMarked;
