package dev.patchbay.engine.connector;

import dev.patchbay.engine.connector.TypeValidation.Invalid;
import dev.patchbay.sdk.connector.ConnectorType;

import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The connectors of kibana.yml in its order (contract/settings.md, section 2.2). Immutable;
 * thread-safe.
 */
public final class PreconfiguredConnectors {

    private final Map<String, Entry> byId = new LinkedHashMap<>();

    /**
     * A connector as kibana.yml has it; its type validates it at execution only. The two objects
     * are not changed.
     *
     * @param exposeConfig whether config is shown to clients
     */
    public record Entry(
            String id,
            String name,
            String typeId,
            ObjectNode config,
            ObjectNode secrets,
            boolean exposeConfig) {

        /** Without config and secrets. */
        @Override
        public String toString() {
            return "Entry[" + id + ", " + typeId + "]";
        }
    }

    /** These, in this order; of two with one id the last counts. */
    public PreconfiguredConnectors(List<Entry> entries) {
        entries.forEach(entry -> byId.put(entry.id(), entry));
    }

    /** All, in their order. */
    public List<Entry> all() {
        return List.copyOf(byId.values());
    }

    /** The one of this id. */
    public Optional<Entry> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Why a server must not start with these: the literal text. */
    public Optional<String> refusal(ConnectorTypes types) {
        boolean system =
                byId.values().stream()
                        .flatMap(entry -> types.find(entry.typeId()).stream())
                        .anyMatch(ConnectorType::system);
        return system
                ? Optional.of(
                        "Setting system action types in preconfigured connectors are not allowed")
                : Optional.empty();
    }

    /** What will fail at execution, a line for each; no line holds a value of secrets. */
    public List<String> warnings(ConnectorTypes types) {
        List<String> lines = new ArrayList<>();
        for (Entry entry : byId.values()) {
            String subject = "Preconfigured connector \"" + entry.id() + "\": ";
            Optional<ConnectorType> type = types.find(entry.typeId());
            if (type.isEmpty()) {
                lines.add(subject + ConnectorRefusal.notRegistered(entry.typeId()).message());
                continue;
            }
            if (TypeValidation.config(type.get(), entry.config()) instanceof Invalid invalid) {
                lines.add(subject + invalid.message());
            }
            if (TypeValidation.secrets(type.get(), entry.secrets()) instanceof Invalid) {
                lines.add(subject + "its secrets do not fit the type " + entry.typeId());
            }
        }
        return lines;
    }
}
