package dev.patchbay.engine.execution;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.secret.SecretValues;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces secrets by value in what leaves an execution (contract/actions-api.md, section 6.7,
 * "Redaction"). Prepared once for a set of secrets; the last set that an attempt has grown to, such
 * as by an access token, is kept too. Thread-safe.
 */
final class Redactor {

    /** What stands in place of a secret. */
    static final String REDACTED = "[redacted]";

    /** A URL in a URL in a URL. */
    private static final int MOST_ENCODINGS = 3;

    private record Grown(Set<String> added, Redactor redactor) {}

    private final PatternSet patterns;
    private volatile @Nullable Grown grown;

    /** For these values. */
    Redactor(Set<String> values) {
        patterns = new PatternSet(SecretForms.of(values));
    }

    /** The redactor for all values of an invocation that began with this one's. */
    Redactor with(SecretValues values) {
        Set<String> added = values.added();
        if (added.isEmpty()) {
            return this;
        }
        Grown last = grown;
        if (last != null && last.added().equals(added)) {
            return last.redactor();
        }
        Redactor redactor = new Redactor(values.all());
        grown = new Grown(added, redactor);
        return redactor;
    }

    /** A text without secrets. */
    String redact(String text) {
        String result = PatternSet.replace(text, patterns.places(text), REDACTED);
        if (result.indexOf('%') < 0) {
            return result;
        }
        PercentDecoded decoded = PercentDecoded.of(result);
        for (int depth = 1; depth <= MOST_ENCODINGS && decoded.differs(); depth++) {
            int[] places = patterns.places(decoded.text());
            if (places.length > 0) {
                return redact(PatternSet.replace(result, decoded.original(places), REDACTED));
            }
            decoded = decoded.again();
        }
        return result;
    }

    /** An outcome whose texts and data hold no secret. */
    Outcome redact(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Ok(Optional<JsonNode> data) ->
                    data.isEmpty() ? outcome : Outcome.ok(redact(data.get()));
            case Outcome.Failed failed -> redact(failed);
        };
    }

    private Outcome redact(Outcome.Failed failed) {
        String message = redact(failed.message());
        Optional<String> service = failed.serviceMessage().map(this::redact);
        return new Outcome.Failed(
                failed.reason(),
                message,
                service,
                failed.wireRetry(),
                failed.source(),
                failed.effect(),
                failed.retryAfter());
    }

    /** A value without secrets in its strings and keys; the same instance when there is none. */
    JsonNode redact(JsonNode node) {
        return switch (node) {
            case StringNode string -> {
                String text = string.stringValue();
                String redacted = redact(text);
                yield redacted.equals(text) ? node : StringNode.valueOf(redacted);
            }
            case ObjectNode object -> redact(object);
            case ArrayNode array -> redact(array);
            default -> node;
        };
    }

    private ObjectNode redact(ObjectNode object) {
        ObjectNode copy = Json.object();
        boolean changed = false;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String key = redact(member.getKey());
            JsonNode value = redact(member.getValue());
            changed |= value != member.getValue() || !key.equals(member.getKey());
            copy.set(key, value);
        }
        return changed ? copy : object;
    }

    private ArrayNode redact(ArrayNode array) {
        ArrayNode copy = Json.array();
        boolean changed = false;
        for (JsonNode item : array) {
            JsonNode value = redact(item);
            changed |= value != item;
            copy.add(value);
        }
        return changed ? copy : array;
    }
}
