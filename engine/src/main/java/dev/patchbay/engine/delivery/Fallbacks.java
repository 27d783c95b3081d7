package dev.patchbay.engine.delivery;

import dev.patchbay.engine.execution.Admission;
import dev.patchbay.engine.execution.Attempts;
import dev.patchbay.engine.template.ParamsRenderer;
import dev.patchbay.engine.template.TemplateVariables;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IsoTime;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a delivery goes when it is dead: a new delivery of the same caller, in a lane of the same
 * name, to another connector of the same space ({@code patchbay.delivery.fallback}). The dead
 * letter stays, and each of the two names the other. Thread-safe; blocking.
 */
public final class Fallbacks {

    /** No connector has one. */
    public static final Fallbacks NONE = new Fallbacks();

    private static final Logger LOG = LoggerFactory.getLogger("deliveries");

    /** A last attempt at the end of a rule's time is not made right after the one before. */
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

    private final FallbackRules rules;
    private final Optional<Parts> parts;

    /** What a fallback is made with. */
    private record Parts(
            DeliveryStore store,
            Attempts attempts,
            ParamsRenderer renderer,
            DeliverySeal seal,
            DeliveryIds ids,
            Clock clock) {}

    private Fallbacks() {
        rules = new FallbackRules(List.of());
        parts = Optional.empty();
    }

    /** By these rules. */
    public Fallbacks(
            FallbackRules rules,
            DeliveryStore store,
            Attempts attempts,
            ParamsRenderer renderer,
            DeliverySeal seal,
            DeliveryIds ids,
            Clock clock) {
        this.rules = rules;
        parts = Optional.of(new Parts(store, attempts, renderer, seal, ids, clock));
    }

    /**
     * The pause before the next attempt where a rule lets a delivery be tried for a shorter time
     * than the schedule: the last attempt is at the end of that time.
     *
     * @param planned by the schedule
     * @param wish the least pause that the target asked for
     */
    Optional<Duration> pause(
            Delivery delivery, Optional<Duration> planned, Duration sinceFirst, Duration wish) {
        Optional<Duration> most =
                rules.of(delivery.connectorId(), delivery.typeId()).flatMap(FallbackRule::after);
        if (most.isEmpty() || planned.isEmpty()) {
            return planned;
        }
        Duration left = most.get().minus(sinceFirst);
        if (planned.get().compareTo(left) <= 0) {
            return planned;
        }
        return left.compareTo(LEAST_PAUSE) < 0 || left.compareTo(wish) < 0
                ? Optional.empty()
                : Optional.of(left);
    }

    /**
     * What takes over when this is written; empty when the delivery goes on, did not die, or
     * nothing can take over, which is logged.
     */
    Optional<NewDelivery> of(ClaimedDelivery claimed, Completion completion) {
        if (!(completion instanceof Completion.Ended ended)
                || ended.state() != DeliveryState.DEAD
                || parts.isEmpty()) {
            return Optional.empty();
        }
        Delivery dead = claimed.delivery();
        return rules.of(dead.connectorId(), dead.typeId())
                .flatMap(rule -> made(parts.get(), rule, claimed, ended));
    }

    private static Optional<NewDelivery> made(
            Parts parts, FallbackRule rule, ClaimedDelivery claimed, Completion.Ended ended) {
        Delivery dead = claimed.delivery();
        if (wasThere(parts.store(), dead, rule.to())) {
            return without(dead, rule, "it has been there");
        }
        DeliverySeal.Open opened =
                parts.seal().open(dead, DeliverySeal.Part.PARAMS, claimed.sealedParams());
        Optional<ObjectNode> params =
                opened instanceof DeliverySeal.Open.Value(ObjectNode value)
                        ? Optional.of(value)
                        : Optional.empty();
        if (params.isEmpty() && rule.params().isEmpty()) {
            return without(dead, rule, "its params cannot be decrypted");
        }
        return switch (parts.attempts()
                .admit(
                        Deliveries.question(
                                dead.caller(),
                                dead.spaceId(),
                                rule.to(),
                                rule.params().or(() -> params).orElseThrow()))) {
            case Admission.Stopped(var why) -> without(dead, rule, why.getClass().getSimpleName());
            case Admission.Admitted(ConnectorType type) -> {
                ObjectNode mapped =
                        rule.params()
                                .map(template ->
                                        parts.renderer()
                                                .render(
                                                        type,
                                                        Optional.of(rule.to()),
                                                        template,
                                                        variables(dead, ended, params))
                                                .params())
                                .or(() -> params)
                                .orElseThrow();
                yield sealed(parts, rule, dead, type, mapped);
            }
        };
    }

    private static Optional<NewDelivery> without(Delivery dead, FallbackRule rule, String why) {
        LOG.warn("dead delivery {} does not go on to connector {}: {}", dead.id(), rule.to(), why);
        return Optional.empty();
    }

    /** Types of stored connectors are known only now, so a loop may be seen only now. */
    private static boolean wasThere(DeliveryStore store, Delivery dead, String connector) {
        Set<String> seen = new HashSet<>();
        Optional<String> at = Optional.of(dead.id());
        while (at.isPresent() && seen.add(at.get())) {
            Optional<DeliveryStatus> one = store.find(dead.spaceId(), at.get());
            if (one.filter(s -> s.delivery().connectorId().equals(connector)).isPresent()) {
                return true;
            }
            at = one.flatMap(DeliveryStatus::fallbackOf);
        }
        return false;
    }

    private static TemplateVariables variables(
            Delivery dead, Completion.Ended ended, Optional<ObjectNode> params) {
        ObjectNode facts =
                Json.object()
                        .put("id", dead.id())
                        .put("connector_id", dead.connectorId())
                        .put("connector_type_id", dead.typeId())
                        .put("space_id", dead.spaceId())
                        .put("accepted_at", IsoTime.text(dead.acceptedAt()))
                        .put("attempts", ended.log().count());
        dead.lane().ifPresent(lane -> facts.put("lane", lane));
        ended.reason().ifPresent(reason -> facts.put("reason", reason));
        ended.log()
                .last()
                .flatMap(AttemptLog.Entry::error)
                .ifPresent(error -> facts.put("error", error));
        ObjectNode variables = Json.object();
        variables.set("delivery", facts);
        variables.set("params", params.orElseGet(Json::object));
        return TemplateVariables.of(variables);
    }

    private static Optional<NewDelivery> sealed(
            Parts parts, FallbackRule rule, Delivery dead, ConnectorType type, ObjectNode params) {
        byte[] text = Json.writeBytes(params);
        if (text.length > Deliveries.LARGEST_PARAMS) {
            return without(dead, rule, "its params are too long");
        }
        Delivery instead =
                new Delivery(
                        parts.ids().next(),
                        dead.spaceId(),
                        rule.to(),
                        type.id(),
                        dead.lane(),
                        dead.caller(),
                        parts.clock().now(),
                        Optional.empty(),
                        dead.expiresAt(),
                        Optional.empty());
        return Optional.of(
                new NewDelivery(
                        instead,
                        parts.seal().seal(instead, DeliverySeal.Part.PARAMS, text),
                        Optional.empty()));
    }
}
