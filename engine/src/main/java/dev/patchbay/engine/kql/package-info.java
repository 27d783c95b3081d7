/**
 * The part of Kibana's query language that filters need: {@code and or not}, values, phrases,
 * wildcards, ranges, parentheses, nested objects. Parsed once, then a predicate over JSON documents
 * or, node by node, whatever a store makes of it.
 */
@NullMarked
package dev.patchbay.engine.kql;

import org.jspecify.annotations.NullMarked;
