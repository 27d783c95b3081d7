package dev.patchbay.connectors.spec;

import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.schema.Path;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a vendor means by an answer that the status alone does not say: a 200 that says no, a 403
 * that is a limit.
 *
 * @param statuses empty: any
 * @param seconds where the wait is named, in seconds
 * @param epoch where the time is named, in seconds since 1970
 */
record SpecFailure(
        List<Integer> statuses,
        List<SpecCondition> conditions,
        Reason reason,
        Effect effect,
        Optional<Ref> seconds,
        Optional<Ref> epoch) {

    /** Longer than any vendor asks for; keeps times in range. */
    private static final BigDecimal LONGEST = BigDecimal.valueOf(10_000_000_000L);

    static SpecFailure parse(JsonNode rule, Scope scope, Path where) {
        JsonNode when = rule.path("when");
        Path at = where.key("when");
        List<SpecCondition> conditions = new ArrayList<>();
        if (when.has("body")) {
            conditions.add(
                    SpecCondition.parse(when.get("body"), "response", scope, at.key("body")));
        }
        if (when.has("header")) {
            conditions.add(
                    SpecCondition.parse(when.get("header"), "header", scope, at.key("header")));
        }
        List<Integer> statuses = when.path("status").valueStream().map(JsonNode::asInt).toList();
        if (statuses.isEmpty() && conditions.isEmpty()) {
            throw new SpecFault(at, "a rule without a condition");
        }
        JsonNode after = rule.path("retryAfter");
        return new SpecFailure(
                statuses,
                conditions,
                reason(rule.path("reason").asString()),
                switch (rule.path("effect").asString()) {
                    case "applied" -> Effect.APPLIED;
                    case "unknown" -> Effect.UNKNOWN;
                    default -> Effect.NONE;
                },
                ref(after, "seconds", scope, where.key("retryAfter")),
                ref(after, "epoch", scope, where.key("retryAfter")));
    }

    private static Reason reason(String label) {
        for (Reason reason : Reason.values()) {
            if (reason.label().equals(label)) {
                return reason;
            }
        }
        throw new IllegalArgumentException(label);
    }

    private static Optional<Ref> ref(JsonNode after, String name, Scope scope, Path where) {
        return after.has(name)
                ? Optional.of(scope.ref(after.get(name).asString(), where.key(name)))
                : Optional.empty();
    }

    boolean holds(Values values, int status) {
        return (statuses.isEmpty() || statuses.contains(status))
                && conditions.stream().allMatch(condition -> condition.holds(values));
    }

    /** When the target wants to be asked again; fractions of a second count as a whole one. */
    Optional<Instant> retryAfter(Values values, Instant now) {
        return seconds.flatMap(ref -> number(values.of(ref)))
                .map(now::plusSeconds)
                .or(() -> epoch.flatMap(ref -> number(values.of(ref))).map(Instant::ofEpochSecond));
    }

    private static Optional<Long> number(JsonNode value) {
        try {
            BigDecimal number = new BigDecimal(Values.text(value).strip());
            return number.signum() < 0 || number.compareTo(LONGEST) > 0
                    ? Optional.empty()
                    : Optional.of(number.setScale(0, RoundingMode.CEILING).longValueExact());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
