package dev.patchbay.server.settings;

import static dev.patchbay.server.settings.Setting.setting;
import static dev.patchbay.server.settings.SettingTypes.duration;
import static dev.patchbay.server.settings.SettingTypes.map;
import static dev.patchbay.server.settings.SettingTypes.object;
import static dev.patchbay.server.settings.SettingTypes.whole;

import dev.patchbay.sdk.schema.Path;
import dev.patchbay.sdk.schema.Refinement.Violation;
import dev.patchbay.sdk.schema.Schema;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;

/**
 * {@code xpack.actions.rateLimiter} (contract/settings.md, section 2.7): one key, {@code email}.
 */
final class RateLimiterSection {

    private static final String ONLY = "email";

    static final Schema SCHEMA =
            map(object(
                            setting(
                                    "limit",
                                    whole(1, 5_000).withDefault(500),
                                    "Executions of `.email` in the window."),
                            setting(
                                    "lookbackWindow",
                                    duration().withDefault("15m"),
                                    "Length of the window.")))
                    .refined(RateLimiterSection::otherTypes);

    private RateLimiterSection() {}

    private static List<Violation> otherTypes(JsonNode limits) {
        return limits.propertyStream()
                .map(Map.Entry::getKey)
                .filter(type -> !type.equals(ONLY))
                .map(type ->
                        new Violation(
                                Path.ROOT,
                                "Rate limiter configuration for connector type \""
                                        + Keys.shown(type)
                                        + "\" is not supported. Supported types: "
                                        + ONLY))
                .toList();
    }
}
