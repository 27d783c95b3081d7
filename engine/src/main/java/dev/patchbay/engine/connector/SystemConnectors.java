package dev.patchbay.engine.connector;

import dev.patchbay.sdk.connector.ConnectorType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One connector in memory for each registered system type. Immutable; thread-safe. */
final class SystemConnectors {

    private static final String PREFIX = "system-connector-";

    private final Map<String, ConnectorView.System> byId = new LinkedHashMap<>();

    SystemConnectors(ConnectorTypes types) {
        for (ConnectorType type : types.all()) {
            if (type.system()) {
                String id = PREFIX + type.id();
                byId.put(id, new ConnectorView.System(id, type.name(), type.id()));
            }
        }
    }

    boolean has(String id) {
        return byId.containsKey(id);
    }

    List<ConnectorView.System> all() {
        return List.copyOf(byId.values());
    }
}
