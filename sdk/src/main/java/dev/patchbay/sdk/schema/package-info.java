/**
 * The schema algebra (ADR 1): immutable nodes that declare a type's config, secrets and params, a
 * route's body, and kibana.yml; one interpreter; printers that turn its issues into each of
 * Kibana's grammars.
 */
@NullMarked
package dev.patchbay.sdk.schema;

import org.jspecify.annotations.NullMarked;
