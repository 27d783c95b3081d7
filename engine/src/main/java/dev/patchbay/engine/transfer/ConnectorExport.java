package dev.patchbay.engine.transfer;

import dev.patchbay.engine.connector.ConnectorStore;
import dev.patchbay.engine.connector.ConnectorTypes;
import dev.patchbay.engine.connector.ConnectorVault;
import dev.patchbay.engine.connector.ConnectorVault.Opened;
import dev.patchbay.engine.connector.StoredConnector;
import dev.patchbay.sdk.json.Json;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes connectors of a space out (contract/actions-api.md, section 13.1). Preconfigured and system
 * connectors never leave. Thread-safe; blocking.
 */
public final class ConnectorExport {

    private static final Logger LOG = LoggerFactory.getLogger("plugins.actions");

    private final ConnectorStore store;
    private final ConnectorTypes types;
    private final ConnectorVault vault;

    /** Over a store. */
    public ConnectorExport(ConnectorStore store, ConnectorTypes types, ConnectorVault vault) {
        this.store = store;
        this.types = types;
        this.vault = vault;
    }

    /** The connectors of a space by their ids, in the order of their creation. */
    public Map<String, StoredConnector> stored(String spaceId) {
        Map<String, StoredConnector> byId = new LinkedHashMap<>();
        store.list(spaceId).forEach(connector -> byId.put(connector.id(), connector));
        return byId;
    }

    /** These, of one space, without secrets. */
    public List<ExportedConnector> plain(String spaceId, List<StoredConnector> connectors) {
        Map<String, String> origins = store.origins(spaceId);
        return connectors.stream()
                .map(connector ->
                        exported(
                                connector,
                                origins,
                                MissingSecrets.of(types, connector.typeId(), config(connector)),
                                Json.object()))
                .toList();
    }

    /**
     * These, of one space, with their secrets. One whose secrets no key opens leaves without them,
     * as one that misses them.
     */
    public List<ExportedConnector> withSecrets(String spaceId, List<StoredConnector> connectors) {
        Map<String, String> origins = store.origins(spaceId);
        return connectors.stream()
                .map(connector ->
                        switch (vault.open(connector)) {
                            case Opened.Secrets(ObjectNode secrets, boolean _) ->
                                    exported(
                                            connector,
                                            origins,
                                            connector.missingSecrets(),
                                            secrets);
                            case Opened.Unreadable(String why) -> {
                                LOG.warn(
                                        "connector {} is exported without its secrets: {}",
                                        connector.id(),
                                        why);
                                yield exported(connector, origins, true, Json.object());
                            }
                        })
                .toList();
    }

    private static ExportedConnector exported(
            StoredConnector connector,
            Map<String, String> origins,
            boolean missing,
            ObjectNode secrets) {
        return new ExportedConnector(
                connector, Optional.ofNullable(origins.get(connector.id())), missing, secrets);
    }

    private static JsonNode config(StoredConnector connector) {
        try {
            return Json.read(connector.config());
        } catch (JacksonException e) {
            return Json.object();
        }
    }
}
