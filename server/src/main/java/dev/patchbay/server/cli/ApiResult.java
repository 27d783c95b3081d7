package dev.patchbay.server.cli;

import tools.jackson.databind.JsonNode;

/** What came of asking the server. */
public sealed interface ApiResult {

    /** A 2xx with JSON. */
    record Done(JsonNode json) implements ApiResult {}

    /** Another answer; {@code text} is what the server says of it. */
    record Refused(int status, String text) implements ApiResult {}

    /** No usable answer. */
    record Unreachable(String text) implements ApiResult {}
}
