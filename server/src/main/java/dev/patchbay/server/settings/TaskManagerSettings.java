package dev.patchbay.server.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code xpack.task_manager.*} (contract/settings.md, section 6).
 *
 * @param capacity rule runs at a time, 5–50; {@link #units()} is the budget
 * @param pollInterval empty = ours
 * @param excludedTaskTypes patterns such as {@code actions:*} that this node does not run
 */
public record TaskManagerSettings(
        int capacity,
        Optional<Duration> pollInterval,
        int requestCapacity,
        List<String> excludedTaskTypes) {

    /** Budget: a rule run costs 2 units, an action 1. */
    public int units() {
        return 2 * capacity;
    }
}
