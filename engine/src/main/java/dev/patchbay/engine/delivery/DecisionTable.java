package dev.patchbay.engine.delivery;

import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/** The table of ADR 2, a method for each column. The wire's retry is never read. Stateless. */
public final class DecisionTable {

    /** Further attempts after a bug of ours. */
    private static final int INTERNAL_AGAIN = 3;

    /** Further attempts after an answer that was too long. */
    private static final int TOO_LARGE_AGAIN = 1;

    private static final Decision DONE = new Decision.Done();
    private static final Decision AGAIN = new Decision.Again();
    private static final Decision DEAD = new Decision.Dead(Optional.empty());

    private DecisionTable() {}

    /**
     * What an outcome decides.
     *
     * @param idempotency of the operation that was attempted
     * @param inARow how many of the latest attempts, this one among them, failed for this reason
     */
    public static Decision of(Outcome outcome, Idempotency idempotency, int inARow) {
        return switch (outcome) {
            case Outcome.Ok _ -> DONE;
            case Failed failed ->
                    switch (failed.effect()) {
                        case Effect.None _ -> none(failed, inARow);
                        case Effect.Applied _ -> DONE;
                        case Effect.Partial(JsonNode checkpoint) -> partial(failed, checkpoint);
                        case Effect.Unknown _ ->
                                switch (idempotency) {
                                    case SAFE, KEYED, REPEATABLE -> harmless(failed, inARow);
                                    case EFFECTFUL -> effectful(failed);
                                    case NEVER_TWICE -> neverTwice(failed);
                                };
                    };
        };
    }

    private static Decision none(Failed failed, int inARow) {
        return switch (failed.reason()) {
            case AUTHENTICATION, TIMEOUT, NETWORK, TLS -> AGAIN;
            case RATE_LIMITED, SERVER_ERROR -> againAt(failed);
            case INTERNAL -> inARow <= INTERNAL_AGAIN ? AGAIN : DEAD;
            case CONFIGURATION, NOT_FOUND, CLIENT_ERROR, BLOCKED, TOO_LARGE -> DEAD;
        };
    }

    private static Decision partial(Failed failed, JsonNode checkpoint) {
        return switch (failed.reason()) {
            case AUTHENTICATION, RATE_LIMITED, SERVER_ERROR, TIMEOUT, NETWORK, TLS, INTERNAL ->
                    new Decision.Resume(checkpoint, failed.retryAfter());
            case CONFIGURATION, NOT_FOUND, CLIENT_ERROR, BLOCKED, TOO_LARGE ->
                    new Decision.Dead(Optional.of(checkpoint));
        };
    }

    private static Decision harmless(Failed failed, int inARow) {
        return switch (failed.reason()) {
            case AUTHENTICATION, TIMEOUT, NETWORK, TLS -> AGAIN;
            case RATE_LIMITED, SERVER_ERROR -> againAt(failed);
            case INTERNAL -> inARow <= INTERNAL_AGAIN ? AGAIN : DEAD;
            case TOO_LARGE -> inARow <= TOO_LARGE_AGAIN ? AGAIN : DEAD;
            case CONFIGURATION, NOT_FOUND, CLIENT_ERROR, BLOCKED -> DEAD;
        };
    }

    private static Decision effectful(Failed failed) {
        return switch (failed.reason()) {
            case RATE_LIMITED -> againAt(failed);
            case SERVER_ERROR, TIMEOUT, NETWORK, TLS -> new Decision.Twice(failed.retryAfter());
            case AUTHENTICATION,
                    CONFIGURATION,
                    NOT_FOUND,
                    CLIENT_ERROR,
                    BLOCKED,
                    TOO_LARGE,
                    INTERNAL ->
                    DEAD;
        };
    }

    /** A lost call is preferred to a doubled one. */
    private static Decision neverTwice(Failed failed) {
        return effectful(failed) instanceof Decision.Twice ? DEAD : effectful(failed);
    }

    private static Decision againAt(Failed failed) {
        return new Decision.AgainAt(failed.retryAfter());
    }

    /** Whether a failure says that the target itself is not well (ADR 2, the breaker). */
    public static boolean countsForBreaker(Reason reason) {
        return switch (reason) {
            case NETWORK, TIMEOUT, SERVER_ERROR, RATE_LIMITED -> true;
            case CONFIGURATION,
                    AUTHENTICATION,
                    NOT_FOUND,
                    CLIENT_ERROR,
                    TLS,
                    BLOCKED,
                    TOO_LARGE,
                    INTERNAL ->
                    false;
        };
    }
}
