/**
 * Templates in the params of rule actions and deliveries: Kibana's Mustache dialect
 * (contract/templating.md), the variables they see, and the walk over a type's params.
 */
@NullMarked
package dev.patchbay.engine.template;

import org.jspecify.annotations.NullMarked;
