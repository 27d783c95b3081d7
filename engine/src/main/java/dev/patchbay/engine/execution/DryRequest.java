package dev.patchbay.engine.execution;

import dev.patchbay.sdk.http.Headers;

import java.util.Optional;

/**
 * A request that a dry run did not send, without secrets.
 *
 * @param url redacted by value
 * @param headers as the connector sets them, redacted by value and by name; the client adds its own
 * @param body as text; empty when there is none
 * @param handshake whether it belongs to getting ready
 */
public record DryRequest(
        String method, String url, Headers headers, Optional<String> body, boolean handshake) {}
