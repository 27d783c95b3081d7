package dev.patchbay.sdk.outcome;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Optional;

/** What one attempt led to. */
public sealed interface Outcome {

    /** It worked; {@code data} is empty when the type returns nothing. */
    record Ok(Optional<JsonNode> data) implements Outcome {}

    /**
     * It did not work.
     *
     * @param message headline
     * @param serviceMessage the remote detail
     * @param retryAfter when the target wants to be asked again, from every type that learned it
     */
    record Failed(
            Reason reason,
            String message,
            Optional<String> serviceMessage,
            WireRetry wireRetry,
            ErrorSource source,
            Effect effect,
            Optional<Instant> retryAfter)
            implements Outcome {

        /** The headline of everything that an executor throws in Kibana. */
        public static final String THROWN = "an error occurred while running the action";

        /** A failure that a classic type returns: source user, no wire retry, nothing done. */
        public static Failed of(Reason reason, String message) {
            return new Failed(
                    reason,
                    message,
                    Optional.empty(),
                    WireRetry.ABSENT,
                    ErrorSource.USER,
                    Effect.NONE,
                    Optional.empty());
        }

        /**
         * What Kibana makes of an exception: {@link #THROWN}, retry true, the text as service
         * message.
         */
        public static Failed thrown(Reason reason, String serviceMessage, ErrorSource source) {
            return new Failed(
                    reason,
                    THROWN,
                    Optional.of(serviceMessage),
                    WireRetry.YES,
                    source,
                    Effect.NONE,
                    Optional.empty());
        }

        /** With another headline. */
        public Failed withMessage(String headline) {
            return new Failed(
                    reason, headline, serviceMessage, wireRetry, source, effect, retryAfter);
        }

        /** With another reason. */
        public Failed withReason(Reason newReason) {
            return new Failed(
                    newReason, message, serviceMessage, wireRetry, source, effect, retryAfter);
        }

        /** With a remote detail. */
        public Failed withServiceMessage(String text) {
            return new Failed(
                    reason, message, Optional.of(text), wireRetry, source, effect, retryAfter);
        }

        /** With what the wire says. */
        public Failed withWireRetry(WireRetry retry) {
            return new Failed(reason, message, serviceMessage, retry, source, effect, retryAfter);
        }

        /** With what has been done. */
        public Failed withEffect(Effect newEffect) {
            return new Failed(
                    reason, message, serviceMessage, wireRetry, source, newEffect, retryAfter);
        }

        /** With the time the target asked for. */
        public Failed withRetryAfter(Optional<Instant> time) {
            return new Failed(reason, message, serviceMessage, wireRetry, source, effect, time);
        }
    }

    /** Success with data. */
    static Ok ok(JsonNode data) {
        return new Ok(Optional.of(data));
    }

    /** Success without data. */
    static Ok ok() {
        return new Ok(Optional.empty());
    }
}
