/**
 * Connector types described as data (ADR 18): a YAML file is checked, compiled into the same
 * declaration that a class makes, and runs on the same road.
 */
@NullMarked
package dev.patchbay.connectors.spec;

import org.jspecify.annotations.NullMarked;
