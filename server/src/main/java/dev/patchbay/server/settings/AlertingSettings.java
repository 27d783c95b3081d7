package dev.patchbay.server.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code xpack.alerting.*} as far as it touches actions (contract/settings.md, section 5).
 *
 * @param maxActions actions that one run may generate
 * @param actionOverrides limits of single types within a run; the first with the id wins
 * @param maxAlerts alerts of one run
 * @param runTimeout empty = the type's own, else 5 m
 * @param runTimeoutOverrides by rule type; the first with the id wins
 * @param maxScheduledPerMinute runs per minute beyond which rules are neither created nor enabled
 * @param minimumInterval at most one day
 * @param enforceMinimumInterval whether a shorter interval is refused
 * @param cancelAlertsOnTimeout whether a run that timed out schedules no action
 * @param apiKeyInvalidationInterval how often keys of deleted rules are looked for
 * @param apiKeyRemovalDelay how long such a key is kept
 */
public record AlertingSettings(
        int maxActions,
        List<ActionLimit> actionOverrides,
        int maxAlerts,
        Optional<Duration> runTimeout,
        List<RunTimeout> runTimeoutOverrides,
        int maxScheduledPerMinute,
        Duration minimumInterval,
        boolean enforceMinimumInterval,
        boolean cancelAlertsOnTimeout,
        Duration apiKeyInvalidationInterval,
        Duration apiKeyRemovalDelay,
        Duration healthCheckInterval) {

    /** Limit of one connector type within a run. */
    public record ActionLimit(String id, Optional<Integer> max) {}

    /** Time limit of one rule type. */
    public record RunTimeout(String id, Optional<Duration> timeout) {}
}
