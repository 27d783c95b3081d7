package dev.patchbay.engine.execution;

import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.ErrorSource;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.outcome.WireRetry;
import dev.patchbay.sdk.time.Clock;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Limits of executions by type, all connectors of a type together. A direct execution beyond them
 * is refused; a delivery is told when to come again (contract/settings.md, section 2.7).
 * Thread-safe.
 *
 * @param windows by type id
 */
public record RateLimits(Map<String, RateWindow> windows) {

    /** Nothing is limited. */
    public static final RateLimits NONE = new RateLimits(Map.of());

    private static final String EXCEEDED = "Action execution rate limit exceeded";

    public RateLimits {
        windows = Map.copyOf(windows);
    }

    /** Time until an execution of the type would be let in; zero when it is not limited. */
    public Duration untilRoom(String typeId) {
        RateWindow window = windows.get(typeId);
        return window == null ? Duration.ZERO : window.untilRoom();
    }

    /** Counts an execution, or says why it may not run now. */
    Optional<Failed> refusal(String typeId, Clock clock) {
        RateWindow window = windows.get(typeId);
        return window == null || window.enter()
                ? Optional.empty()
                : Optional.of(
                        new Failed(
                                Reason.RATE_LIMITED,
                                EXCEEDED,
                                Optional.empty(),
                                WireRetry.NO,
                                ErrorSource.USER,
                                Effect.NONE,
                                Optional.of(clock.now().plus(window.untilRoom()))));
    }
}
