package dev.patchbay.server.http;

import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a handler answers.
 *
 * @param contentType empty = no body and no content type
 * @param headers win over the headers that every answer carries
 */
public record Answer(int status, String contentType, Headers headers, Body body) {

    /** Kibana's JSON content type. */
    public static final String JSON = "application/json; charset=utf-8";

    private static final byte[] NOTHING = {};

    /** What follows the headers. */
    public sealed interface Body permits Bytes, Stream {}

    /** All of it at hand: sent in one write, with its length, compressed when that pays. */
    public record Bytes(byte[] bytes) implements Body {
        @Override
        public String toString() {
            return bytes.length + " bytes";
        }
    }

    /** Written while it comes up; each flush reaches the client. */
    public record Stream(Writer writer) implements Body {}

    /** Writes a stream. */
    @FunctionalInterface
    public interface Writer {
        /** Writes it all; called once, on the request's virtual thread. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** 200 with JSON. */
    public static Answer json(JsonNode body) {
        return json(200, body);
    }

    /** JSON with any status. */
    public static Answer json(int status, JsonNode body) {
        return bytes(status, JSON, Json.writeBytes(body));
    }

    /** A text with a content type. */
    public static Answer text(int status, String contentType, String text) {
        return bytes(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes, which are not copied, with a content type. */
    public static Answer bytes(int status, String contentType, byte[] bytes) {
        return new Answer(status, contentType, Headers.EMPTY, new Bytes(bytes));
    }

    /** A stream with a content type. */
    public static Answer stream(int status, String contentType, Writer writer) {
        return new Answer(status, contentType, Headers.EMPTY, new Stream(writer));
    }

    /** 204. */
    public static Answer noContent() {
        return new Answer(204, "", Headers.EMPTY, new Bytes(NOTHING));
    }

    /** A redirect. */
    public static Answer redirect(int status, String location) {
        return new Answer(status, "", Headers.of("location", location), new Bytes(NOTHING));
    }

    /** Kibana's error envelope (contract/actions-api.md, section 1.3). */
    public static Answer error(int status, String message) {
        return json(
                status,
                Json.object()
                        .put("statusCode", status)
                        .put("error", ReasonPhrases.of(status))
                        .put("message", message));
    }

    /** With a header, in place of those of the same name. */
    public Answer withHeader(String name, String value) {
        return new Answer(status, contentType, headers.with(name, value), body);
    }

    /** With a header beside those of the same name. */
    public Answer withAddedHeader(String name, String value) {
        List<Headers.Field> fields = new ArrayList<>(headers.fields());
        fields.add(new Headers.Field(name, value));
        return new Answer(status, contentType, new Headers(fields), body);
    }
}
