package dev.patchbay.engine.delivery;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The attempts of a delivery, oldest first, kept in its row. Immutable.
 *
 * @param count all that were made; {@code entries} may be fewer
 * @param entries the first and the latest, {@link #MOST_KEPT} at most
 */
public record AttemptLog(int count, List<Entry> entries) {

    /** Nothing was attempted yet. */
    public static final AttemptLog EMPTY = new AttemptLog(0, List.of());

    /** Entries that are kept. The schedule makes some fourteen attempts. */
    public static final int MOST_KEPT = 32;

    /** UTF-16 units of a kept error text; the event log has more of it. */
    public static final int LONGEST_ERROR = 300;

    public AttemptLog {
        entries = List.copyOf(entries);
    }

    /**
     * One attempt.
     *
     * @param millis how long it took
     * @param reason label; empty when it succeeded
     * @param effect label; empty when it succeeded
     * @param error redacted, cut to {@link #LONGEST_ERROR}
     * @param repeats whether it may have done again what an earlier one had done
     */
    public record Entry(
            Instant startedAt,
            long millis,
            Optional<String> reason,
            Optional<String> effect,
            Optional<String> error,
            boolean repeats) {

        public Entry {
            error = error.map(Entry::cut);
        }

        private static String cut(String text) {
            if (text.length() <= LONGEST_ERROR) {
                return text;
            }
            int end =
                    Character.isHighSurrogate(text.charAt(LONGEST_ERROR - 2))
                            ? LONGEST_ERROR - 2
                            : LONGEST_ERROR - 1;
            return text.substring(0, end) + "…";
        }
    }

    /** With one attempt more. */
    public AttemptLog plus(Entry entry) {
        List<Entry> all = new ArrayList<>(entries);
        all.add(entry);
        if (all.size() > MOST_KEPT) {
            all.remove(1);
        }
        return new AttemptLog(count + 1, all);
    }

    /** When the first one began. */
    public Optional<Instant> firstAt() {
        return entries.stream().findFirst().map(Entry::startedAt);
    }

    /** The latest one. */
    public Optional<Entry> last() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
    }

    /** How many of the latest attempts in a row failed for this reason. */
    public int latestInARow(String reason) {
        int found = 0;
        for (Entry entry : entries.reversed()) {
            if (!entry.reason().equals(Optional.of(reason))) {
                break;
            }
            found++;
        }
        return found;
    }

    /** As the store keeps it, beside {@link #count()}. */
    public String text() {
        ArrayNode array = Json.array();
        for (Entry entry : entries) {
            ObjectNode node =
                    array.addObject()
                            .put("at", entry.startedAt().toEpochMilli())
                            .put("ms", entry.millis());
            entry.reason().ifPresent(reason -> node.put("reason", reason));
            entry.effect().ifPresent(effect -> node.put("effect", effect));
            entry.error().ifPresent(error -> node.put("error", error));
            if (entry.repeats()) {
                node.put("repeats", true);
            }
        }
        return Json.write(array);
    }

    /** What {@link #text()} wrote. */
    public static AttemptLog of(int count, String text) {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode node : Json.read(text)) {
            entries.add(
                    new Entry(
                            Instant.ofEpochMilli(node.path("at").longValue()),
                            node.path("ms").longValue(),
                            text(node, "reason"),
                            text(node, "effect"),
                            text(node, "error"),
                            node.path("repeats").booleanValue(false)));
        }
        return new AttemptLog(count, entries);
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.path(name).stringValue(null));
    }
}
