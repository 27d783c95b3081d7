/** What the variables of rule actions are (contract/templating.md, section 6). */
@NullMarked
package dev.patchbay.engine.template.variables;

import org.jspecify.annotations.NullMarked;
