package dev.patchbay.connectors.shared;

import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.http.RetryAfter;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.ErrorSource;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.outcome.WireRetry;
import dev.patchbay.sdk.time.Clock;

import java.time.Instant;
import java.util.Optional;

/**
 * Fills the facts of ADR 2 into a failure: reason and effect from the status or from what the
 * transport saw, and the time that the target asks for, whatever the wire says of it. Stateless.
 */
public final class HttpFacts {

    private static final int TOO_MANY_REQUESTS = 429;

    private HttpFacts() {}

    /** A failure that a type returns for an answer. */
    public static Failed of(HttpReply reply, Clock clock, String message) {
        return facts(reply, clock, Failed.of(Reason.ofStatus(reply.status()), message));
    }

    /** A failure that a type returns because there was no answer. */
    public static Failed of(HttpFailure failure, String message) {
        return Failed.of(failure.reason(), message).withEffect(failure.effect());
    }

    /** A failure for an answer that Kibana throws, blamed on the user. */
    public static Failed thrown(HttpReply reply, Clock clock, String serviceMessage) {
        return thrown(reply, clock, serviceMessage, ErrorSource.USER);
    }

    /** A failure for an answer that Kibana throws. */
    public static Failed thrown(
            HttpReply reply, Clock clock, String serviceMessage, ErrorSource source) {
        Reason reason = Reason.ofStatus(reply.status());
        return facts(reply, clock, Failed.thrown(reason, serviceMessage, source));
    }

    /**
     * A failure that asks to come again: {@code <headline>, retry at <time>} for a 429 that names a
     * time, otherwise {@code <headline>, retry later} (section 1.6).
     */
    public static Failed later(HttpReply reply, Clock clock, String headline) {
        Optional<Instant> asked = RetryAfter.of(reply.headers(), clock.now());
        if (reply.status() == TOO_MANY_REQUESTS && asked.isPresent()) {
            WireRetry.At at = new WireRetry.At(asked.get());
            return of(reply, clock, headline + ", retry at " + at.text())
                    .withWireRetry(at)
                    .withRetryAfter(asked);
        }
        return of(reply, clock, headline + ", retry later").withWireRetry(WireRetry.YES);
    }

    /**
     * A 2xx that a type takes for a failure was answered by the target, or by something in front of
     * it; whoever reads a refusal in it says so.
     */
    private static Effect effect(HttpReply reply) {
        return reply.ok() ? Effect.UNKNOWN : Effect.ofStatus(reply.status());
    }

    private static Failed facts(HttpReply reply, Clock clock, Failed failed) {
        return failed.withEffect(effect(reply))
                .withRetryAfter(RetryAfter.of(reply.headers(), clock.now()));
    }
}
