/**
 * What operators and their tools ask the server itself: status, probes, metrics, the OpenAPI
 * document.
 */
@NullMarked
package dev.patchbay.server.operations;

import org.jspecify.annotations.NullMarked;
