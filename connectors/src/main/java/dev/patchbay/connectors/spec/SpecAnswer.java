package dev.patchbay.connectors.spec;

import dev.patchbay.connectors.shared.HttpFacts;
import dev.patchbay.connectors.shared.HttpTexts;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.outcome.WireRetry;
import dev.patchbay.sdk.schema.Path;
import dev.patchbay.sdk.time.Clock;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an answer means.
 *
 * @param statuses of a success; empty: 200–299
 * @param body what a success must hold beside
 * @param failures looked at in order, before the success
 * @param error the vendor's words; empty: the {@code message} of the answer
 * @param result what a success gives; empty: the whole answer
 */
record SpecAnswer(
        List<Integer> statuses,
        Optional<SpecCondition> body,
        List<SpecFailure> failures,
        Optional<Template> error,
        Optional<TemplateTree> result) {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    static SpecAnswer parse(JsonNode operation, Scope scope, Path where) {
        JsonNode success = operation.path("success");
        JsonNode rules = operation.path("failures");
        List<SpecFailure> failures = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            failures.add(SpecFailure.parse(rules.get(i), scope, where.key("failures").index(i)));
        }
        return new SpecAnswer(
                success.path("status").valueStream().map(JsonNode::asInt).toList(),
                success.has("body")
                        ? Optional.of(
                                SpecCondition.parse(
                                        success.get("body"),
                                        "response",
                                        scope,
                                        where.key("success").key("body")))
                        : Optional.empty(),
                failures,
                operation.has("error")
                        ? Optional.of(
                                Template.parse(
                                        operation.get("error").asString(),
                                        scope,
                                        where.key("error")))
                        : Optional.empty(),
                operation.has("result")
                        ? Optional.of(
                                TemplateTree.parse(
                                        operation.get("result"), scope, where.key("result")))
                        : Optional.empty());
    }

    /** The failure that the answer is, if it is one. */
    Optional<Failed> failure(Values values, HttpReply reply, SpecTexts texts, boolean reads) {
        Clock clock = values.invocation().clock();
        for (SpecFailure rule : failures) {
            if (rule.holds(values, reply.status())) {
                return Optional.of(ruled(rule, values, reply, texts, clock));
            }
        }
        if (!(statuses.isEmpty() ? reply.ok() : statuses.contains(reply.status()))) {
            return Optional.of(refused(values, reply, texts, clock, reads));
        }
        if (body.filter(condition -> !condition.holds(values)).isPresent()) {
            return Optional.of(strange(values, reply, texts, reads));
        }
        return Optional.empty();
    }

    /** A success that is not the vendor's: nobody knows what it means, or who has answered. */
    Failed strange(Values values, HttpReply reply, SpecTexts texts, boolean reads) {
        return HttpFacts.of(reply, values.invocation().clock(), texts.invalidResponse())
                .withReason(Reason.CLIENT_ERROR)
                .withEffect(reads ? Effect.NONE : Effect.UNKNOWN)
                .withServiceMessage(words(values, reply));
    }

    /** What a success gives. */
    Outcome success(Values values) {
        return result.isEmpty()
                ? Outcome.ok(values.body())
                : new Outcome.Ok(result.get().fill(values));
    }

    private Failed ruled(
            SpecFailure rule, Values values, HttpReply reply, SpecTexts texts, Clock clock) {
        Optional<Instant> asked = rule.retryAfter(values, clock.now());
        Failed failed =
                HttpFacts.of(reply, clock, texts.invalidResponse())
                        .withReason(rule.reason())
                        .withEffect(rule.effect())
                        .withServiceMessage(words(values, reply));
        Optional<Instant> known = asked.or(failed::retryAfter);
        return switch (rule.reason()) {
            case RATE_LIMITED, SERVER_ERROR ->
                    known.map(WireRetry.At::new)
                            .map(at ->
                                    failed.withMessage(texts.retryAt(at.text())).withWireRetry(at))
                            .orElseGet(() ->
                                    failed.withMessage(texts.retryLater())
                                            .withWireRetry(WireRetry.YES))
                            .withRetryAfter(known);
            default -> failed.withRetryAfter(known);
        };
    }

    private Failed refused(
            Values values, HttpReply reply, SpecTexts texts, Clock clock, boolean reads) {
        int status = reply.status();
        Failed failed =
                status == TOO_MANY_REQUESTS || status >= SERVER_ERRORS
                        ? HttpFacts.later(reply, clock, texts.notNow())
                        : HttpFacts.of(reply, clock, texts.invalidResponse());
        failed = failed.withServiceMessage(words(values, reply));
        if (status < 300) {
            failed = failed.withEffect(Effect.UNKNOWN);
        }
        return reads ? failed.withEffect(Effect.NONE) : failed;
    }

    private String words(Values values, HttpReply reply) {
        if (error.isEmpty()) {
            return HttpTexts.answer(reply);
        }
        String words = error.get().text(values).orElse("").strip();
        return words.isEmpty() ? HttpTexts.status(reply) : HttpTexts.status(reply) + ": " + words;
    }
}
