package dev.patchbay.server.connectors;

import static dev.patchbay.sdk.schema.Schemas.enumeration;
import static dev.patchbay.sdk.schema.Schemas.integer;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.engine.eventlog.EventQuery;
import dev.patchbay.sdk.schema.Refinement;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schemas;

import tools.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the filters of the event log. Stateless. */
final class EventQueries {

    static final int DEFAULT_LIMIT = 100;
    static final int MOST = 10_000;

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})(s|m|h|d)");
    private static final Schema TIME =
            string().refined(
                            Refinement.of(
                                    text -> time(text.stringValue(), Instant.EPOCH).isPresent(),
                                    "expected an ISO 8601 time or how long ago, such as [1h]"));
    private static final Schema FLAG = enumeration("false", "true");

    /** Filters of {@code GET /api/patchbay/events}. */
    static final Schema EVENTS =
            object(
                    member("from", TIME.optional()),
                    member("to", TIME.optional()),
                    member("connector", string(1).optional()),
                    member("type", string(1).optional()),
                    member("outcome", enumeration("success", "failure").optional()),
                    member("reason", string(1).optional()),
                    member("before", string(1).optional()),
                    member(
                            "limit",
                            integer(1, MOST)
                                    .coerced(Schemas::numberFromText)
                                    .withDefault(DEFAULT_LIMIT)),
                    member("format", enumeration("json", "ndjson").optional()),
                    member("all_spaces", FLAG.withDefault("false")));

    /** Filters of {@code GET /api/patchbay/connectors/health}. */
    static final Schema HEALTH =
            object(
                    member("since", TIME.withDefault("1h")),
                    member("all_spaces", FLAG.withDefault("false")));

    private EventQueries() {}

    /**
     * The query of a request that passed {@link #EVENTS}.
     *
     * @param spaceId empty = all spaces
     */
    static EventQuery of(JsonNode query, Optional<String> spaceId, Instant now) {
        return new EventQuery(
                text(query, "from").flatMap(text -> time(text, now)),
                text(query, "to").flatMap(text -> time(text, now)),
                spaceId,
                text(query, "connector"),
                text(query, "type"),
                text(query, "outcome").map("success"::equals),
                text(query, "reason"),
                text(query, "before"),
                query.path("limit").intValue());
    }

    /** Since when health is asked for. */
    static Instant since(JsonNode query, Instant now) {
        return time(query.path("since").stringValue(), now).orElseThrow();
    }

    static boolean allSpaces(JsonNode query) {
        return query.path("all_spaces").stringValue("").equals("true");
    }

    private static Optional<String> text(JsonNode query, String name) {
        return Optional.ofNullable(query.path(name).stringValue(null));
    }

    /** ISO 8601 in UTC, or how long ago. */
    static Optional<Instant> time(String text, Instant now) {
        try {
            Matcher ago = AGO.matcher(text);
            if (!ago.matches()) {
                return Optional.of(Instant.parse(text));
            }
            long count = Long.parseLong(ago.group(1));
            return Optional.of(
                    now.minus(
                            switch (ago.group(2)) {
                                case "s" -> Duration.ofSeconds(count);
                                case "m" -> Duration.ofMinutes(count);
                                case "h" -> Duration.ofHours(count);
                                default -> Duration.ofDays(count);
                            }));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
