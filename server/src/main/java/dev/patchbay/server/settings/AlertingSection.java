package dev.patchbay.server.settings;

import static dev.patchbay.server.settings.Setting.group;
import static dev.patchbay.server.settings.Setting.setting;
import static dev.patchbay.server.settings.SettingTypes.bool;
import static dev.patchbay.server.settings.SettingTypes.list;
import static dev.patchbay.server.settings.SettingTypes.object;
import static dev.patchbay.server.settings.SettingTypes.partly;
import static dev.patchbay.server.settings.SettingTypes.string;
import static dev.patchbay.server.settings.SettingTypes.whole;

import dev.patchbay.sdk.schema.Path;
import dev.patchbay.sdk.schema.Refinement;
import dev.patchbay.sdk.schema.Refinement.Violation;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schemas;
import dev.patchbay.server.settings.AlertingSettings.ActionLimit;
import dev.patchbay.server.settings.AlertingSettings.RunTimeout;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code xpack.alerting} (contract/settings.md, section 5). */
final class AlertingSection {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_ACTIONS = 100_000;

    static final SettingsRoot ROOT =
            new SettingsRoot(
                    "xpack.alerting",
                    partly(
                            group("rules", rules()),
                            setting(
                                    "cancelAlertsOnRuleTimeout",
                                    bool().withDefault(true),
                                    "A run that timed out schedules no action."),
                            group(
                                    "invalidateApiKeysTask",
                                    partly(
                                            setting(
                                                    "interval",
                                                    duration().withDefault("5m"),
                                                    "How often unused API keys are looked for."),
                                            setting(
                                                    "removalDelay",
                                                    duration().withDefault("1h"),
                                                    "How long an unused API key is kept."))),
                            group(
                                    "healthCheck",
                                    partly(
                                            setting(
                                                    "interval",
                                                    duration().withDefault("60m"),
                                                    "How often alerting checks itself.")))));

    private AlertingSection() {}

    private static Schema rules() {
        return partly(
                group(
                        "run",
                        partly(
                                group(
                                        "actions",
                                        partly(
                                                setting(
                                                        "max",
                                                        whole(0, MOST_ACTIONS)
                                                                .withDefault(MOST_ACTIONS),
                                                        "Actions that one run may generate."),
                                                setting(
                                                        "connectorTypeOverrides",
                                                        list(object(
                                                                        id(),
                                                                        setting(
                                                                                "max",
                                                                                whole(
                                                                                                0,
                                                                                                MOST_ACTIONS)
                                                                                        .optional(),
                                                                                "Actions.")))
                                                                .optional(),
                                                        "Actions by type: `{id, max}`."))),
                                group(
                                        "alerts",
                                        partly(
                                                setting(
                                                        "max",
                                                        whole(1, Integer.MAX_VALUE)
                                                                .withDefault(1_000),
                                                        "Alerts of one run."))),
                                setting(
                                        "timeout",
                                        duration().optional(),
                                        "Time of a run. Unset: the type's own, else `5m`."),
                                setting(
                                        "ruleTypeOverrides",
                                        list(object(
                                                        id(),
                                                        setting(
                                                                "timeout",
                                                                duration().optional(),
                                                                "Time.")))
                                                .optional(),
                                        "Time by rule type: `{id, timeout}`."))),
                setting(
                        "maxScheduledPerMinute",
                        whole(0, Integer.MAX_VALUE).withDefault(32_000),
                        "Runs per minute beyond which no rule is created or enabled."),
                group(
                        "minimumScheduleInterval",
                        partly(
                                setting(
                                        "value",
                                        duration()
                                                .refined(
                                                        Refinement.of(
                                                                AlertingSection::withinADay,
                                                                "duration cannot exceed one day"))
                                                .withDefault("1m"),
                                        "Least interval of a rule; at most `1d`."),
                                setting(
                                        "enforce",
                                        bool().withDefault(false),
                                        "Refuses a shorter interval."))));
    }

    private static Schema.Member id() {
        return setting("id", string(), "Type id.");
    }

    private static boolean withinADay(JsonNode written) {
        return Durations.alerting(written.stringValue())
                .filter(duration -> duration.compareTo(DAY) <= 0)
                .isPresent();
    }

    private static Schema duration() {
        return Schemas.string()
                .refined(AlertingSection::isDuration)
                .described("duration `<n>[s\\|m\\|h\\|d]`", "");
    }

    private static List<Violation> isDuration(JsonNode written) {
        String text = written.stringValue();
        return Durations.alerting(text).isPresent()
                ? List.of()
                : List.of(
                        new Violation(
                                Path.ROOT, "string is not a valid duration: " + Keys.shown(text)));
    }

    static AlertingSettings read(Values values) {
        return new AlertingSettings(
                values.integer("rules.run.actions.max"),
                values.objects("rules.run.actions.connectorTypeOverrides").stream()
                        .map(entry ->
                                new ActionLimit(entry.string("id"), entry.maybeInteger("max")))
                        .toList(),
                values.integer("rules.run.alerts.max"),
                maybeDuration(values, "rules.run.timeout"),
                timeouts(values),
                values.integer("rules.maxScheduledPerMinute"),
                duration(values, "rules.minimumScheduleInterval.value"),
                values.bool("rules.minimumScheduleInterval.enforce"),
                values.bool("cancelAlertsOnRuleTimeout"),
                duration(values, "invalidateApiKeysTask.interval"),
                duration(values, "invalidateApiKeysTask.removalDelay"),
                duration(values, "healthCheck.interval"));
    }

    private static List<RunTimeout> timeouts(Values values) {
        return values.objects("rules.run.ruleTypeOverrides").stream()
                .map(entry -> new RunTimeout(entry.string("id"), maybeDuration(entry, "timeout")))
                .toList();
    }

    private static Duration duration(Values values, String name) {
        return Durations.alerting(values.string(name)).orElseThrow();
    }

    private static Optional<Duration> maybeDuration(Values values, String name) {
        return values.maybeString(name).flatMap(Durations::alerting);
    }
}
