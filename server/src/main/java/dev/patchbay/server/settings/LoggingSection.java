package dev.patchbay.server.settings;

import static dev.patchbay.server.settings.Setting.group;
import static dev.patchbay.server.settings.Setting.setting;
import static dev.patchbay.server.settings.SettingTypes.list;
import static dev.patchbay.server.settings.SettingTypes.map;
import static dev.patchbay.server.settings.SettingTypes.oneOf;
import static dev.patchbay.server.settings.SettingTypes.partly;
import static dev.patchbay.server.settings.SettingTypes.string;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Refinement.Violation;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.server.settings.LoggingSettings.Level;
import dev.patchbay.server.settings.LoggingSettings.NamedLogger;

import tools.jackson.databind.JsonNode;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code logging} (contract/settings.md, section 7). */
final class LoggingSection {

    /** Always there, also when none is declared: standard output with Kibana's pattern. */
    private static final String DEFAULT = "default";

    private static final Schema LEVEL =
            oneOf("all", "fatal", "error", "warn", "info", "debug", "trace", "off");

    static final SettingsRoot ROOT =
            new SettingsRoot(
                    "logging",
                    partly(
                                    setting(
                                            "appenders",
                                            map(AppenderSection.SCHEMA).withDefault(Json.object()),
                                            "Where lines go, by name: `type` is `console`, `file`"
                                                    + " or `rolling-file`."),
                                    group(
                                            "root",
                                            partly(
                                                    setting(
                                                            "level",
                                                            LEVEL.withDefault("info"),
                                                            "Least level that is logged."),
                                                    setting(
                                                            "appenders",
                                                            list(string(), 1)
                                                                    .withDefault(
                                                                            Json.array()
                                                                                    .add(DEFAULT)),
                                                            "Names of appenders."))),
                                    setting(
                                            "loggers",
                                            list(partly(
                                                            setting(
                                                                    "name",
                                                                    string(1),
                                                                    "Hierarchical name."),
                                                            setting(
                                                                    "level",
                                                                    LEVEL.optional(),
                                                                    "Its level."),
                                                            setting(
                                                                    "appenders",
                                                                    list(string()).optional(),
                                                                    "Its appenders.")))
                                                    .withDefault(Json.array()),
                                            "Levels by logger: `{name, level, appenders}`."))
                            .refined(LoggingSection::unknownAppenders));

    private LoggingSection() {}

    private static List<Violation> unknownAppenders(JsonNode logging) {
        Set<String> known = new HashSet<>(logging.get("appenders").propertyNames());
        known.add(DEFAULT);
        known.add("console");
        List<Violation> violations = unknown(logging.get("root"), "root", known);
        for (JsonNode logger : logging.get("loggers")) {
            if (violations.isEmpty()) {
                violations = unknown(logger, logger.get("name").stringValue(), known);
            }
        }
        return violations;
    }

    private static List<Violation> unknown(JsonNode logger, String name, Set<String> known) {
        JsonNode appenders = logger.get("appenders");
        if (appenders == null) {
            return List.of();
        }
        return appenders
                .valueStream()
                .map(JsonNode::stringValue)
                .filter(appender -> !known.contains(appender))
                .findFirst()
                .map(appender ->
                        ServerChecks.violation(
                                "Logger \""
                                        + Keys.shown(name)
                                        + "\" contains unsupported appender key \""
                                        + Keys.shown(appender)
                                        + "\"."))
                .orElse(List.of());
    }

    static LoggingSettings read(Values values) {
        Map<String, AppenderSettings> appenders = new LinkedHashMap<>();
        appenders.put(DEFAULT, AppenderSection.console());
        appenders.put("console", AppenderSection.console());
        values.objectMap("appenders")
                .forEach((name, appender) -> appenders.put(name, AppenderSection.read(appender)));
        return new LoggingSettings(
                values.constant(Level.class, "root.level"),
                values.strings("root.appenders"),
                java.util.Collections.unmodifiableMap(appenders),
                values.objects("loggers").stream()
                        .map(logger ->
                                new NamedLogger(
                                        logger.string("name"),
                                        logger.maybeConstant(Level.class, "level"),
                                        logger.strings("appenders")))
                        .toList());
    }
}
