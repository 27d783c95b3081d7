package dev.patchbay.server.deliveries;

import static dev.patchbay.sdk.schema.Schemas.any;
import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.enumeration;
import static dev.patchbay.sdk.schema.Schemas.integer;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.record;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.engine.delivery.Deliveries;
import dev.patchbay.engine.delivery.DeliveryDraft;
import dev.patchbay.engine.delivery.DeliveryQuery;
import dev.patchbay.engine.delivery.DeliveryState;
import dev.patchbay.engine.delivery.Replays;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Refinement;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schemas;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;

/** Bodies and queries of the routes, and what is made of them. Stateless. */
final class DeliverySchemas {

    static final int LONGEST_LANE = 256;
    static final int DEFAULT_PAGE = 100;
    static final int LARGEST_PAGE = 1_000;

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private static final Schema TIME =
            string().refined(
                            Refinement.of(
                                    text -> time(text.stringValue()).isPresent(),
                                    "expected an ISO 8601 time with its offset"));

    private static final Schema LANE =
            string(1, LONGEST_LANE)
                    .refined(
                            Refinement.of(
                                    text -> isPlain(text.stringValue()),
                                    "value holds a control character or half of a surrogate"
                                            + " pair"));

    private static final Schema PARAMS = record(any());

    /** The body of an acceptance. */
    static final Schema ACCEPT =
            object(
                    member(
                            "deliveries",
                            array(
                                    object(
                                            member("connector_id", string(1)),
                                            member("params", PARAMS),
                                            member("variables", PARAMS.optional()),
                                            member("lane", LANE.optional()),
                                            member("not_before", TIME.optional()),
                                            member("expires_at", TIME.optional())),
                                    1,
                                    Deliveries.MOST_AT_ONCE)));

    /** The body of a preview. */
    static final Schema PREVIEW =
            object(
                            member("connector_id", string(1).optional()),
                            member("connector_type_id", string(1).optional()),
                            member("params", PARAMS),
                            member("variables", PARAMS.withDefault(Json.object())))
                    .refined(
                            Refinement.of(
                                    body ->
                                            body.has("connector_id")
                                                    != body.has("connector_type_id"),
                                    "exactly one of [connector_id] and [connector_type_id] must be"
                                            + " given"));

    /** The body of a replay; no body at all is an empty one. */
    static final Schema REPLAY =
            object(member("params", PARAMS.optional())).coerced(DeliverySchemas::emptyForNone);

    private static final Schema LIMIT =
            integer(1, LARGEST_PAGE).coerced(Schemas::numberFromText).withDefault(DEFAULT_PAGE);

    /** Filters of the list. */
    static final Schema LIST =
            object(
                    member(
                            "state",
                            enumeration(
                                            Arrays.stream(DeliveryState.values())
                                                    .map(DeliveryState::label)
                                                    .toArray(String[]::new))
                                    .optional()),
                    member("connector_id", string(1).optional()),
                    member("lane", string(1).optional()),
                    member("reason", string(1).optional()),
                    member("from", TIME.optional()),
                    member("to", TIME.optional()),
                    member("before", string(1).optional()),
                    member("limit", LIMIT));

    /** Which dead letters are replayed. */
    static final Schema REPLAY_RANGE =
            object(
                            member("connector_id", string(1).optional()),
                            member("lane", string(1).optional()),
                            member("reason", string(1).optional()),
                            member("from", TIME.optional()),
                            member("to", TIME.optional()),
                            member(
                                    "limit",
                                    integer(1, Replays.MOST_AT_ONCE)
                                            .withDefault(Replays.MOST_AT_ONCE)))
                    .coerced(DeliverySchemas::emptyForNone);

    private DeliverySchemas() {}

    private static JsonNode emptyForNone(JsonNode raw) {
        return raw.isNull() ? Json.object() : raw;
    }

    private static boolean isPlain(String text) {
        return text.codePoints()
                .noneMatch(point ->
                        Character.isISOControl(point)
                                || (point >= Character.MIN_SURROGATE
                                        && point <= Character.MAX_SURROGATE));
    }

    private static Optional<Instant> time(String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            return time.isBefore(FIRST) || time.isAfter(LAST)
                    ? Optional.empty()
                    : Optional.of(time);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A delivery of a body that passed {@link #ACCEPT}. */
    static DeliveryDraft draft(JsonNode body) {
        return new DeliveryDraft(
                body.path("connector_id").stringValue(),
                (ObjectNode) body.path("params"),
                body.get("variables") instanceof ObjectNode variables
                        ? Optional.of(variables)
                        : Optional.empty(),
                text(body, "lane"),
                text(body, "not_before").flatMap(DeliverySchemas::time),
                text(body, "expires_at").flatMap(DeliverySchemas::time));
    }

    /** What passed {@link #LIST} or {@link #REPLAY_RANGE}. */
    static DeliveryQuery query(String spaceId, JsonNode given) {
        return new DeliveryQuery(
                spaceId,
                text(given, "state").flatMap(DeliveryState::of),
                text(given, "connector_id"),
                text(given, "lane"),
                text(given, "reason"),
                text(given, "from").flatMap(DeliverySchemas::time),
                text(given, "to").flatMap(DeliverySchemas::time),
                text(given, "before"),
                given.path("limit").intValue());
    }

    static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.path(name).stringValue(null));
    }
}
