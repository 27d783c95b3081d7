package dev.patchbay.connectors.shared.subaction;

import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Schema;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/**
 * One request of a sub-action. Immutable.
 *
 * @param method upper case
 * @param url as the type makes it; the framework normalises it
 * @param basic the value of a Basic {@code Authorization}, which {@code headers} may replace
 * @param headers over {@code Content-Type: application/json}
 * @param body a string is a text body; a GET has none, every other method {@code {}} when there is
 *     none
 * @param answer what a 2xx must hold
 * @param lookup whether the call only reads, on the way to the one that acts
 */
public record SubActionCall(
        String method,
        String url,
        Optional<String> basic,
        Headers headers,
        Optional<JsonNode> body,
        Schema answer,
        boolean lookup) {

    /** A GET. */
    public static SubActionCall get(String url, Schema answer) {
        return of("GET", url, Optional.empty(), answer);
    }

    /** A POST; an empty string is no body. */
    public static SubActionCall post(String url, JsonNode body, Schema answer) {
        return of("POST", url, Optional.of(body), answer);
    }

    /** Any method. */
    public static SubActionCall of(
            String method, String url, Optional<JsonNode> body, Schema answer) {
        return new SubActionCall(method, url, Optional.empty(), Headers.EMPTY, body, answer, false);
    }

    /** With one header more. */
    public SubActionCall withHeader(String name, String value) {
        return new SubActionCall(
                method, url, basic, headers.with(name, value), body, answer, lookup);
    }

    /** With Basic credentials. */
    public SubActionCall withBasic(String authorization) {
        return new SubActionCall(
                method, url, Optional.of(authorization), headers, body, answer, lookup);
    }

    /** As a call that only finds out what the next one needs. */
    public SubActionCall asLookup() {
        return new SubActionCall(method, url, basic, headers, body, answer, true);
    }

    Headers allHeaders() {
        Headers all = Headers.of("Content-Type", "application/json");
        if (basic.isPresent()) {
            all = all.with("Authorization", basic.get());
        }
        for (Headers.Field field : headers.fields()) {
            all = all.with(field.name(), field.value());
        }
        return all;
    }

    JsonNode content() {
        return body.filter(node -> !node.isNull())
                .filter(node -> !(node.isString() && node.stringValue().isEmpty()))
                .orElseGet(Json::object);
    }

    /** Method only: URL, headers and body may hold secrets. */
    @Override
    public String toString() {
        return "SubActionCall[" + method + "]";
    }
}
