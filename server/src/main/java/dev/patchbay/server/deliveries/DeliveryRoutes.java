package dev.patchbay.server.deliveries;

import dev.patchbay.engine.audit.AuditLog;
import dev.patchbay.engine.delivery.Acceptance;
import dev.patchbay.engine.delivery.Deliveries;
import dev.patchbay.engine.delivery.DeliveryDraft;
import dev.patchbay.engine.delivery.DeliveryStatus;
import dev.patchbay.engine.delivery.IdempotencyKey;
import dev.patchbay.engine.delivery.Replay;
import dev.patchbay.engine.delivery.Replays;
import dev.patchbay.engine.security.Authorizer;
import dev.patchbay.engine.security.Right;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Issue;
import dev.patchbay.sdk.schema.Path;
import dev.patchbay.sdk.schema.RouteTexts;
import dev.patchbay.server.connectors.ExecutionJson;
import dev.patchbay.server.deliveries.DeliveryAudit.Action;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.Route;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@code /api/patchbay/deliveries}: accept, see, take back, send again. Thread-safe. */
public final class DeliveryRoutes {

    private static final String PATH = "/api/patchbay/deliveries";
    private static final int FIRST_ERROR = 400;
    private static final String KEY_HEADER = "Idempotency-Key";
    private static final String REPEATED_HEADER = "idempotency-replayed";
    static final String MAY_NOT = "Unauthorized to get actions";

    private final Deliveries deliveries;
    private final Replays replays;
    private final Authorizer rights;
    private final DeliveryAudit audit;

    private DeliveryRoutes(
            Deliveries deliveries, Replays replays, Authorizer rights, DeliveryAudit audit) {
        this.deliveries = deliveries;
        this.replays = replays;
        this.rights = rights;
        this.audit = audit;
    }

    /** The routes. */
    public static List<Route> routes(
            Deliveries deliveries, Replays replays, Authorizer rights, AuditLog audit) {
        DeliveryRoutes routes =
                new DeliveryRoutes(deliveries, replays, rights, new DeliveryAudit(audit));
        return List.of(
                route("POST", "", "Accept deliveries", routes::accept)
                        .withBody(DeliverySchemas.ACCEPT)
                        .withDoor(routes::fullQueue),
                route("GET", "", "Get deliveries, newest first", routes.reading(routes::list))
                        .withQuery(DeliverySchemas.LIST),
                route(
                                "POST",
                                "/_replay",
                                "Replay dead letters",
                                routes.writing(Action.REPLAY, routes::range))
                        .withBody(DeliverySchemas.REPLAY_RANGE),
                route("GET", "/{id}", "Get a delivery", routes.reading(routes::get)),
                route(
                        "GET",
                        "/{id}/attempts",
                        "Get the attempts of a delivery",
                        routes.reading(routes::attempts)),
                route(
                        "POST",
                        "/{id}/_cancel",
                        "Take a delivery back",
                        routes.writing(Action.CANCEL, routes::cancel)),
                route(
                                "POST",
                                "/{id}/_replay",
                                "Replay a dead letter",
                                routes.writing(Action.REPLAY, routes::replay))
                        .withBody(DeliverySchemas.REPLAY));
    }

    private static Route route(String method, String path, String summary, Route.Handler handler) {
        return Route.of(method, PATH + path, Route.Access.PUBLIC, summary, handler);
    }

    private Route.Handler reading(Function<Exchange, Answer> work) {
        return exchange ->
                rights.may(exchange.requireCaller(), Right.CONNECTOR_READ, exchange.spaceId())
                        ? work.apply(exchange)
                        : Answer.error(403, MAY_NOT);
    }

    /** As {@link #reading}; what is refused, by whatever, is a failure in the audit log. */
    private Route.Handler writing(Action action, Function<Exchange, Answer> work) {
        return exchange -> {
            Answer answer = reading(work).handle(exchange);
            if (audit.enabled() && answer.status() >= FIRST_ERROR) {
                String why = message(answer);
                Optional<String> id = exchange.optionalPathParam("id");
                id.ifPresentOrElse(
                        one -> audit.failed(exchange, action, one, why),
                        () -> audit.failed(exchange, action, why));
            }
            return answer;
        };
    }

    private static String message(Answer error) {
        return error.body() instanceof Answer.Bytes(byte[] bytes)
                ? Json.read(bytes).path("message").stringValue("")
                : "";
    }

    /**
     * Refuses at the door when there is no room for even one, so that a flood costs little of what
     * the queue needs to drain. A repeated key has its answer all the same, and the audit log names
     * the connectors: both need the body.
     */
    private Optional<Answer> fullQueue(Exchange exchange) {
        return audit.enabled() || exchange.headers().first(KEY_HEADER).isPresent()
                ? Optional.empty()
                : deliveries.full().map(full -> queueFull(full.retryAfter()));
    }

    private Answer accept(Exchange exchange) {
        JsonNode body = exchange.requireBody();
        Optional<String> key = exchange.headers().first(KEY_HEADER);
        if (key.filter(DeliveryRoutes::isBadKey).isPresent()) {
            return Answer.error(
                    400,
                    "[request headers.idempotency-key]: must have 1 to "
                            + IdempotencyKey.LONGEST
                            + " characters");
        }
        List<DeliveryDraft> drafts = new ArrayList<>();
        body.path("deliveries").forEach(one -> drafts.add(DeliverySchemas.draft(one)));
        if (audit.enabled()) {
            drafts.stream()
                    .map(DeliveryDraft::connectorId)
                    .distinct()
                    .forEach(id -> audit.accepting(exchange, id));
        }
        Acceptance acceptance =
                deliveries.accept(
                        exchange.requireCaller(),
                        exchange.spaceId(),
                        drafts,
                        key.map(text -> IdempotencyKey.of(text, body)));
        Answer answer = answer(acceptance);
        if (audit.enabled()) {
            told(exchange, drafts, acceptance, answer);
        }
        return answer;
    }

    /** What was accepted once is not told twice. */
    private void told(
            Exchange exchange, List<DeliveryDraft> drafts, Acceptance acceptance, Answer answer) {
        switch (acceptance) {
            case Acceptance.Accepted(var all, boolean repeated) -> {
                if (!repeated) {
                    all.forEach(one -> audit.done(exchange, Action.ACCEPT, one.id()));
                }
            }
            case Acceptance.Refused(int index, var _) ->
                    audit.refused(exchange, drafts.get(index).connectorId(), message(answer));
            case Acceptance.Invalid _,
                    Acceptance.QueueFull _,
                    Acceptance.TooMany _,
                    Acceptance.KeyReused _ ->
                    audit.failed(exchange, Action.ACCEPT, message(answer));
        }
    }

    private static Answer answer(Acceptance acceptance) {
        return switch (acceptance) {
            case Acceptance.Accepted accepted -> accepted(accepted);
            case Acceptance.Refused(int _, var why) -> ExecutionJson.answer(why);
            case Acceptance.Invalid(int index, String member, String text) ->
                    Answer.error(
                            400, "[request body.deliveries." + index + "." + member + "]: " + text);
            case Acceptance.QueueFull(Duration after) -> queueFull(after);
            case Acceptance.TooMany(int size, long most) ->
                    Answer.error(
                            400,
                            RouteTexts.print(
                                    "request body",
                                    List.of(
                                            new Issue.TooBig(
                                                    Path.ROOT.key("deliveries"),
                                                    "array",
                                                    most,
                                                    size))));
            case Acceptance.KeyReused _ ->
                    Answer.error(409, "The idempotency key was used for another request");
        };
    }

    private static boolean isBadKey(String key) {
        return key.isEmpty() || key.length() > IdempotencyKey.LONGEST;
    }

    private static Answer accepted(Acceptance.Accepted accepted) {
        ObjectNode json = Json.object();
        ArrayNode all = json.putArray("deliveries");
        for (Acceptance.One one : accepted.deliveries()) {
            ObjectNode node = all.addObject().put("id", one.id());
            if (!one.warnings().isEmpty()) {
                node.set("warnings", DeliveryJson.warnings(one.warnings()));
            }
        }
        Answer answer = Answer.json(202, json);
        return accepted.repeated() ? answer.withHeader(REPEATED_HEADER, "true") : answer;
    }

    private static Answer queueFull(Duration after) {
        return Answer.error(429, "The queue of deliveries is full")
                .withHeader("retry-after", Long.toString(after.toSeconds()));
    }

    private Answer list(Exchange exchange) {
        ObjectNode json = Json.object();
        ArrayNode all = json.putArray("deliveries");
        deliveries
                .list(DeliverySchemas.query(exchange.spaceId(), exchange.query()))
                .forEach(one -> all.add(DeliveryJson.status(one)));
        return Answer.json(json);
    }

    private Answer get(Exchange exchange) {
        return found(exchange, status -> Answer.json(DeliveryJson.status(status)));
    }

    private Answer attempts(Exchange exchange) {
        return found(exchange, status -> Answer.json(DeliveryJson.attempts(status.log())));
    }

    private Answer found(Exchange exchange, Function<DeliveryStatus, Answer> answer) {
        return deliveries
                .find(exchange.spaceId(), exchange.pathParam("id"))
                .map(answer)
                .orElseGet(() -> notFound(exchange));
    }

    private static Answer notFound(Exchange exchange) {
        return Answer.error(404, "Delivery [" + exchange.pathParam("id") + "] not found");
    }

    private Answer cancel(Exchange exchange) {
        audit.started(exchange, Action.CANCEL, exchange.pathParam("id"));
        return switch (deliveries.cancel(exchange.spaceId(), exchange.pathParam("id"))) {
            case DONE, REQUESTED -> get(exchange);
            case TOO_LATE ->
                    Answer.error(
                            409, "Delivery [" + exchange.pathParam("id") + "] has ended already");
            case NOT_FOUND -> notFound(exchange);
        };
    }

    private Answer replay(Exchange exchange) {
        Optional<ObjectNode> params =
                exchange.requireBody().get("params") instanceof ObjectNode given
                        ? Optional.of(given)
                        : Optional.empty();
        String id = exchange.pathParam("id");
        audit.started(exchange, Action.REPLAY, id);
        Replay replay = replays.replay(exchange.requireCaller(), exchange.spaceId(), id, params);
        if (replay instanceof Replay.Accepted) {
            audit.done(exchange, Action.REPLAY, id);
        }
        return answer(id, replay);
    }

    private static Answer answer(String deadId, Replay replay) {
        return switch (replay) {
            case Replay.Accepted(String id) ->
                    Answer.json(202, Json.object().put("id", id).put("replay_of", deadId));
            case Replay.NotDead _ -> Answer.error(404, "Dead delivery [" + deadId + "] not found");
            case Replay.Refused(var why) -> ExecutionJson.answer(why);
            case Replay.Unreadable _ ->
                    Answer.error(
                            409,
                            "The params of delivery ["
                                    + deadId
                                    + "] cannot be decrypted: give new ones");
            case Replay.TooLarge _ ->
                    Answer.error(
                            400,
                            "[request body.params]: must not be longer than "
                                    + Deliveries.LARGEST_PARAMS
                                    + " bytes");
            case Replay.QueueFull(Duration after) -> queueFull(after);
        };
    }

    private Answer range(Exchange exchange) {
        Map<String, Replay> results =
                replays.replay(
                        exchange.requireCaller(),
                        DeliverySchemas.query(exchange.spaceId(), exchange.requireBody()));
        ObjectNode json = Json.object();
        ArrayNode done = json.putArray("replayed");
        ArrayNode failed = json.putArray("failed");
        results.forEach((deadId, result) -> {
            if (result instanceof Replay.Accepted(String id)) {
                audit.done(exchange, Action.REPLAY, deadId);
                done.addObject().put("id", id).put("replay_of", deadId);
            } else {
                String why = message(answer(deadId, result));
                audit.failed(exchange, Action.REPLAY, deadId, why);
                failed.addObject().put("id", deadId).put("message", why);
            }
        });
        return Answer.json(202, json);
    }
}
