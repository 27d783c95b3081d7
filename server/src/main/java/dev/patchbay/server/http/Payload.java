package dev.patchbay.server.http;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/** What came of reading a request's body. */
sealed interface Payload {

    /** JSON; empty when there was no body. */
    record JsonValue(Optional<JsonNode> value) implements Payload {}

    /** Bytes that the handler reads itself. */
    record Raw(byte[] bytes) implements Payload {}

    /** More than the limit. */
    record TooLarge(long limit) implements Payload {}

    /** A media type or content encoding that is not read. */
    record UnsupportedType(String type) implements Payload {}

    /** Not one JSON value in UTF-8, or too deep. */
    record Malformed() implements Payload {}

    /** No room for a body of this size in time. */
    record Crowded() implements Payload {}

    /** Not complete in time. */
    record Late() implements Payload {}

    /** Cut off, or broken framing: the connection cannot be used any more. */
    record Broken() implements Payload {}
}
