package dev.patchbay.server.settings;

import static dev.patchbay.server.settings.Setting.group;
import static dev.patchbay.server.settings.Setting.setting;
import static dev.patchbay.server.settings.SettingTypes.list;
import static dev.patchbay.server.settings.SettingTypes.partly;
import static dev.patchbay.server.settings.SettingTypes.string;
import static dev.patchbay.server.settings.SettingTypes.whole;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Refinement.Violation;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** {@code xpack.task_manager} (contract/settings.md, section 6). */
final class TaskManagerSection {

    private static final int POLL_INTERVAL = 500;
    private static final int LEAST_CAPACITY = 5;
    private static final int MOST_CAPACITY = 50;
    private static final int CAPACITY = 10;

    static final SettingsRoot ROOT =
            new SettingsRoot(
                    "xpack.task_manager",
                    partly(
                                    setting(
                                            "capacity",
                                            whole(LEAST_CAPACITY, MOST_CAPACITY).optional(),
                                            "Rule runs at a time; twice as many actions. 10 unless"
                                                    + " set."),
                                    setting(
                                            "max_workers",
                                            whole(1, 100).optional(),
                                            "Older name of `capacity`."),
                                    setting(
                                            "poll_interval",
                                            whole(100, Integer.MAX_VALUE).optional(),
                                            "Milliseconds between looks for due work. Unset:"
                                                    + " ours."),
                                    setting(
                                            "request_capacity",
                                            whole(1, Integer.MAX_VALUE).withDefault(1_000),
                                            "Tasks that may be asked for at once."),
                                    setting(
                                            "monitored_stats_required_freshness",
                                            whole(100, Integer.MAX_VALUE).optional(),
                                            "Only compared with `poll_interval`."),
                                    group(
                                            "unsafe",
                                            partly(
                                                    setting(
                                                            "exclude_task_types",
                                                            list(string())
                                                                    .withDefault(Json.array()),
                                                            "Patterns of tasks that this node does"
                                                                    + " not run, such as"
                                                                    + " `actions:*`."))))
                            .refined(TaskManagerSection::freshness));

    private TaskManagerSection() {}

    private static List<Violation> freshness(JsonNode section) {
        JsonNode wanted = section.get("monitored_stats_required_freshness");
        JsonNode interval = section.get("poll_interval");
        long poll = interval == null ? POLL_INTERVAL : interval.numberValue().longValue();
        if (wanted == null || wanted.numberValue().longValue() >= poll) {
            return List.of();
        }
        return ServerChecks.violation(
                "The specified monitored_stats_required_freshness ("
                        + wanted.numberValue().longValue()
                        + ") is invalid, as it is below the poll_interval ("
                        + poll
                        + ")");
    }

    static TaskManagerSettings read(Values values, List<Notice> notices) {
        return new TaskManagerSettings(
                capacity(values, notices),
                values.maybeNumber("poll_interval").map(java.time.Duration::ofMillis),
                values.integer("request_capacity"),
                values.strings("unsafe.exclude_task_types"));
    }

    private static int capacity(Values values, List<Notice> notices) {
        if (values.has("max_workers")) {
            notices.add(
                    Notice.deprecation(
                            "The configuration xpack.task_manager.max_workers is an older name of"
                                    + " xpack.task_manager.capacity."));
        }
        return values.maybeInteger("capacity")
                .or(() ->
                        values.maybeInteger("max_workers")
                                .map(workers -> Math.clamp(workers, LEAST_CAPACITY, MOST_CAPACITY)))
                .orElse(CAPACITY);
    }
}
