package dev.patchbay.server.settings;

import static dev.patchbay.server.settings.Setting.setting;
import static dev.patchbay.server.settings.SettingTypes.anyObject;
import static dev.patchbay.server.settings.SettingTypes.bool;
import static dev.patchbay.server.settings.SettingTypes.map;
import static dev.patchbay.server.settings.SettingTypes.object;
import static dev.patchbay.server.settings.SettingTypes.string;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Path;
import dev.patchbay.sdk.schema.Refinement.Violation;
import dev.patchbay.sdk.schema.Schema.Member;
import dev.patchbay.sdk.schema.Schemas;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code xpack.actions.preconfigured} (contract/settings.md, section 2.2). */
final class PreconfiguredSection {

    private static final Set<String> IMPOSSIBLE = Set.of("", "__proto__", "constructor");

    /** Types that exist in memory only; whether they are built does not matter. */
    private static final Set<String> SYSTEM_TYPES = Set.of(".cases", ".workflows");

    static final Member MEMBER =
            Schemas.member(
                    "preconfigured",
                    map(object(
                                    setting("name", string(1), "Shown name."),
                                    setting("actionTypeId", string(1), "Connector type."),
                                    setting(
                                            "config",
                                            anyObject().withDefault(Json.object()),
                                            "As in the API; checked at execution."),
                                    setting(
                                            "secrets",
                                            anyObject().withDefault(Json.object()).secret(),
                                            "As in the API; checked at execution."),
                                    setting(
                                            "exposeConfig",
                                            bool().optional(),
                                            "Whether the API shows `config`.")))
                            .refined(PreconfiguredSection::badIds)
                            .withDefault(Json.object()));

    private PreconfiguredSection() {}

    private static List<Violation> badIds(JsonNode connectors) {
        return connectors
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(IMPOSSIBLE::contains)
                .map(id ->
                        new Violation(Path.ROOT, "invalid preconfigured action id \"" + id + "\""))
                .toList();
    }

    /** Whether one of the connectors is of a type that only the server itself makes. */
    static boolean namesSystemType(Values actions) {
        return actions.objectMap("preconfigured").values().stream()
                .anyMatch(entry -> SYSTEM_TYPES.contains(entry.string("actionTypeId")));
    }

    static Map<String, PreconfiguredConnector> read(
            Values actions, boolean alertHistory, List<Notice> notices) {
        Map<String, PreconfiguredConnector> connectors = new LinkedHashMap<>();
        if (alertHistory) {
            connectors.put(ActionsSettings.ALERT_HISTORY_ID, alertHistory());
        }
        actions.objectMap("preconfigured")
                .forEach((id, entry) -> {
                    if (id.equals(ActionsSettings.ALERT_HISTORY_ID)) {
                        notices.add(
                                Notice.warn(
                                        "Preconfigured connectors cannot have the id \""
                                                + id
                                                + "\" because this is a reserved id."));
                    } else {
                        connectors.put(id, connector(id, entry));
                    }
                });
        return java.util.Collections.unmodifiableMap(connectors);
    }

    private static PreconfiguredConnector connector(String id, Values entry) {
        return new PreconfiguredConnector(
                id,
                entry.string("name"),
                entry.string("actionTypeId"),
                entry.object("config"),
                entry.object("secrets"),
                entry.maybeBool("exposeConfig").orElse(false));
    }

    private static PreconfiguredConnector alertHistory() {
        return new PreconfiguredConnector(
                ActionsSettings.ALERT_HISTORY_ID,
                "Alert history Elasticsearch index",
                ".index",
                Json.object().put("index", "kibana-alert-history-default"),
                Json.object(),
                false);
    }
}
