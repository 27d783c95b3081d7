package dev.patchbay.server.security;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.http.Answer;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the members of a body of Elasticsearch's dialect; the first thing that does not fit is
 * remembered, and everything after it reads as absent. One instance reads one body.
 */
final class EsBody {

    private final EsAnswers answers;
    private final ObjectNode body;
    private @Nullable Answer refusal;

    private EsBody(EsAnswers answers, ObjectNode body) {
        this.answers = answers;
        this.body = body;
    }

    /**
     * Of an object with these members and no others.
     *
     * @param what what fails to be parsed, such as {@code add user request}
     */
    static EsBody of(EsAnswers answers, Optional<JsonNode> sent, String what, Set<String> known) {
        JsonNode node = sent.orElse(null);
        EsBody read =
                new EsBody(answers, node instanceof ObjectNode object ? object : Json.object());
        if (node == null) {
            read.refuse("request body is required");
        } else if (!(node instanceof ObjectNode)) {
            read.refuse("expected an object, but found token [" + token(node) + "]");
        }
        for (String name : read.body.propertyNames()) {
            if (!known.contains(name)) {
                read.refuse("failed to parse " + what + ". unexpected field [" + name + "]");
            }
        }
        return read;
    }

    /** The first refusal. */
    Optional<Answer> refusal() {
        return Optional.ofNullable(refusal);
    }

    boolean has(String name) {
        return body.hasNonNull(name);
    }

    /** Whatever it is, unchecked; {@code null} is absence. */
    Optional<JsonNode> any(String name) {
        return Optional.ofNullable(value(name)).filter(value -> !value.isNull());
    }

    /** A string; {@code null} is absence. */
    Optional<String> string(String name) {
        JsonNode value = value(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            wrongType(name, "string", value);
            return Optional.empty();
        }
        return Optional.of(value.stringValue());
    }

    boolean bool(String name, boolean absent) {
        JsonNode value = value(name);
        if (value == null) {
            return absent;
        }
        if (value.isString()) {
            String text = value.stringValue();
            if (text.equals("true") || text.equals("false")) {
                return text.equals("true");
            }
        }
        if (!value.isBoolean()) {
            wrongType(name, "boolean", value);
            return absent;
        }
        return value.booleanValue();
    }

    /** An array of strings, or one text with commas. */
    Optional<List<String>> strings(String name) {
        JsonNode value = value(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        List<String> strings = new ArrayList<>();
        if (value.isString()) {
            for (String part : value.stringValue().split(",", -1)) {
                if (!part.isBlank()) {
                    strings.add(part.strip());
                }
            }
            return Optional.of(strings);
        }
        if (!value.isArray()) {
            wrongType(name, "array", value);
            return Optional.empty();
        }
        for (JsonNode item : value) {
            if (!item.isString()) {
                wrongType(name, "string", item);
                return Optional.empty();
            }
            strings.add(item.stringValue());
        }
        return Optional.of(strings);
    }

    Optional<ObjectNode> object(String name) {
        JsonNode value = value(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!(value instanceof ObjectNode object)) {
            wrongType(name, "object", value);
            return Optional.empty();
        }
        return Optional.of(object);
    }

    /** The items of an array; anything else is refused. */
    List<JsonNode> items(String name) {
        JsonNode value = value(name);
        List<JsonNode> items = new ArrayList<>();
        if (value == null || value.isNull()) {
            return items;
        }
        if (!value.isArray()) {
            wrongType(name, "array", value);
            return items;
        }
        value.forEach(items::add);
        return items;
    }

    /** Refuses with a {@code parse_exception}. */
    void refuse(String reason) {
        refuse(answers.error(400, EsAnswers.PARSE, reason));
    }

    /** Refuses, unless something else came first. */
    void refuse(Answer answer) {
        if (refusal == null) {
            refusal = answer;
        }
    }

    private @Nullable JsonNode value(String name) {
        return refusal == null ? body.get(name) : null;
    }

    private void wrongType(String name, String expected, JsonNode got) {
        refuse(
                "expected field ["
                        + name
                        + "] to be of type "
                        + expected
                        + ", but found ["
                        + token(got)
                        + "] instead");
    }

    private static String token(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "START_OBJECT";
            case ARRAY -> "START_ARRAY";
            case STRING -> "VALUE_STRING";
            case BOOLEAN -> "VALUE_BOOLEAN";
            case NULL -> "VALUE_NULL";
            default -> "VALUE_NUMBER";
        };
    }
}
