package dev.patchbay.connectors.messaging.index;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What became of each document: those that are indexed stay so, and a delivery goes on with the
 * others (ADR 2). Stateless.
 */
final class Indexed {

    private static final String INDEXED = "indexed";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private Indexed() {}

    /** Numbers of the documents that no earlier attempt has indexed. */
    static List<Integer> left(int documents, Optional<JsonNode> checkpoint) {
        Set<Integer> done = new HashSet<>(done(checkpoint));
        return IntStream.range(0, documents).filter(each -> !done.contains(each)).boxed().toList();
    }

    /** A failure without answers for single documents: what was indexed before stays so. */
    static Failed kept(Failed failed, Optional<JsonNode> checkpoint) {
        List<Integer> done = done(checkpoint);
        return failed.effect().equals(Effect.NONE) && !done.isEmpty()
                ? failed.withEffect(partial(done))
                : failed;
    }

    /** A bulk answer that says that there were errors. */
    static Failed failure(JsonNode answer, List<Integer> sent, Optional<JsonNode> checkpoint) {
        List<JsonNode> items = answer.path("items").valueStream().map(Indexed::result).toList();
        List<Integer> done = new ArrayList<>(done(checkpoint));
        for (int i = 0; i < Math.min(items.size(), sent.size()); i++) {
            if (!items.get(i).has("error")) {
                done.add(sent.get(i));
            }
        }
        return Failed.of(reason(items), IndexTexts.NOT_INDEXED)
                .withServiceMessage(text(items))
                .withEffect(done.isEmpty() ? untold(items.size() < sent.size()) : partial(done));
    }

    /** Nothing is known of a document that the answer leaves out. */
    private static Effect untold(boolean leftOut) {
        return leftOut ? Effect.UNKNOWN : Effect.NONE;
    }

    /** An item names its operation first. */
    private static JsonNode result(JsonNode item) {
        return item.valueStream().findFirst().orElse(Json.object());
    }

    private static String text(List<JsonNode> items) {
        String reasons = joined(items.stream().map(item -> item.path("error").path("reason")));
        String causes =
                joined(
                        items.stream()
                                .map(item -> item.path("error").path("caused_by").path("reason")));
        if (reasons.isEmpty()) {
            return IndexTexts.NO_REASON;
        }
        return causes.isEmpty() ? reasons : reasons + " (" + causes + ")";
    }

    private static String joined(Stream<JsonNode> texts) {
        return texts.filter(JsonNode::isString)
                .map(JsonNode::asString)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(";"));
    }

    /** One document that may succeed later is worth another attempt. */
    private static Reason reason(List<JsonNode> items) {
        List<Integer> statuses =
                items.stream()
                        .filter(item -> item.has("error"))
                        .map(item -> item.path("status").asInt(0))
                        .toList();
        if (statuses.contains(TOO_MANY_REQUESTS)) {
            return Reason.RATE_LIMITED;
        }
        if (statuses.stream().anyMatch(status -> status >= SERVER_ERRORS)) {
            return Reason.SERVER_ERROR;
        }
        return statuses.isEmpty() ? Reason.CLIENT_ERROR : Reason.ofStatus(statuses.getFirst());
    }

    private static List<Integer> done(Optional<JsonNode> checkpoint) {
        return checkpoint
                .map(node -> node.path(INDEXED))
                .filter(JsonNode::isArray)
                .map(list -> list.valueStream().map(JsonNode::asInt).toList())
                .orElse(List.of());
    }

    private static Effect partial(List<Integer> done) {
        ObjectNode checkpoint = Json.object();
        ArrayNode list = checkpoint.putArray(INDEXED);
        done.forEach(list::add);
        return new Effect.Partial(checkpoint);
    }
}
