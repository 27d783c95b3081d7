package dev.patchbay.engine.connector;

import dev.patchbay.sdk.json.Json;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.util.Set;

/** A connector as a space sees it, by where it comes from. */
public sealed interface ConnectorView {

    /** Types that are deprecated while they write to tables directly (actions-api, section 5). */
    Set<String> TABLE_API_TYPES = Set.of(".servicenow", ".servicenow-sir");

    /** Its id. */
    String id();

    /** Its name. */
    String name();

    /** The id of its type. */
    String typeId();

    /** Stored by a client. */
    record Saved(StoredConnector connector) implements ConnectorView {
        @Override
        public String id() {
            return connector.id();
        }

        @Override
        public String name() {
            return connector.name();
        }

        @Override
        public String typeId() {
            return connector.typeId();
        }
    }

    /** From kibana.yml. */
    record Preconfigured(PreconfiguredConnectors.Entry entry) implements ConnectorView {
        @Override
        public String id() {
            return entry.id();
        }

        @Override
        public String name() {
            return entry.name();
        }

        @Override
        public String typeId() {
            return entry.typeId();
        }
    }

    /** The one connector of a system type. */
    record System(String id, String name, String typeId) implements ConnectorView {}

    /** {@code is_deprecated}: ServiceNow through the table API, also where config does not say. */
    default boolean deprecated() {
        if (!TABLE_API_TYPES.contains(typeId())) {
            return false;
        }
        return switch (this) {
            case Saved(StoredConnector connector) -> usesTableApi(connector.config());
            case Preconfigured(PreconfiguredConnectors.Entry entry) -> usesTableApi(entry.config());
            case System _ -> false;
        };
    }

    private static boolean usesTableApi(String config) {
        try {
            return usesTableApi(Json.read(config));
        } catch (JacksonException e) {
            return true;
        }
    }

    private static boolean usesTableApi(JsonNode config) {
        JsonNode value = config.get("usesTableApi");
        return value == null || value.booleanValue(false);
    }
}
