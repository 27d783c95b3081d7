package dev.patchbay.engine.connector;

import dev.patchbay.sdk.connector.ConnectorType;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The registry of types, in the order of contract/actions-api.md, section 8; others follow by id.
 * Thread-safe: types that are described as data may change while the server runs, as a whole.
 */
public final class ConnectorTypes {

    /** Registration order of the contract's types. */
    private static final List<String> ORDER =
            List.of(
                    ".email",
                    ".index",
                    ".pagerduty",
                    ".swimlane",
                    ".server-log",
                    ".slack",
                    ".slack_api",
                    ".webhook",
                    ".cases-webhook",
                    ".xmatters",
                    ".servicenow",
                    ".servicenow-sir",
                    ".servicenow-itom",
                    ".jira",
                    ".teams",
                    ".torq",
                    ".opsgenie",
                    ".jira-service-management",
                    ".tines",
                    ".gen-ai",
                    ".bedrock",
                    ".gemini",
                    ".d3security",
                    ".resilient",
                    ".thehive",
                    ".xsoar",
                    ".sentinelone",
                    ".crowdstrike",
                    ".inference",
                    ".microsoft_defender_endpoint",
                    ".cases",
                    ".observability-ai-assistant",
                    ".mcp",
                    ".http",
                    ".http-system",
                    ".workflows");

    private final List<ConnectorType> stack;
    private final Predicate<String> enabledInConfig;
    private volatile Map<String, ConnectorType> byId;

    /**
     * Of these types.
     *
     * @param enabledInConfig {@code xpack.actions.enabledActionTypes}
     * @throws IllegalArgumentException when two types have the same id
     */
    public ConnectorTypes(Collection<ConnectorType> types, Predicate<String> enabledInConfig) {
        this.enabledInConfig = enabledInConfig;
        this.stack = types.stream().filter(type -> type.specHash().isEmpty()).toList();
        this.byId = sorted(types);
    }

    /**
     * Puts these in place of every type that is described as data. An attempt under way keeps the
     * type that it began with.
     *
     * @throws IllegalArgumentException when two types have the same id; nothing changes then
     */
    public void replaceDescribed(Collection<ConnectorType> described) {
        List<ConnectorType> all = new ArrayList<>(stack);
        all.addAll(described);
        byId = sorted(all);
    }

    private static Map<String, ConnectorType> sorted(Collection<ConnectorType> types) {
        Map<String, ConnectorType> sorted = new LinkedHashMap<>();
        types.stream()
                .sorted(
                        Comparator.comparingInt(ConnectorTypes::place)
                                .thenComparing(ConnectorType::id))
                .forEach(type -> {
                    if (sorted.put(type.id(), type) != null) {
                        throw new IllegalArgumentException(
                                "two connector types are called " + type.id());
                    }
                });
        return sorted;
    }

    private static int place(ConnectorType type) {
        int index = ORDER.indexOf(type.id());
        return index < 0 ? ORDER.size() : index;
    }

    /** All types, system types included. */
    public List<ConnectorType> all() {
        return List.copyOf(byId.values());
    }

    /** The type of this id. */
    public Optional<ConnectorType> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Whether {@code enabledActionTypes} lists the type. */
    public boolean enabled(String id) {
        return enabledInConfig.test(id);
    }
}
