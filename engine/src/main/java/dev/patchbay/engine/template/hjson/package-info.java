/** Hjson for {@code ParseHjson} (contract/templating.md, section 7.4). */
@NullMarked
package dev.patchbay.engine.template.hjson;

import org.jspecify.annotations.NullMarked;
