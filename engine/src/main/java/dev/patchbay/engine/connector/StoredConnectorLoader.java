package dev.patchbay.engine.connector;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.patchbay.engine.connector.ConnectorVault.Opened;
import dev.patchbay.sdk.json.Json;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Loads connectors and opens each once until it changes. The store is asked every time, so a
 * connector that another node changed is never run as it was. Thread-safe; blocking.
 */
public final class StoredConnectorLoader implements ConnectorLoader {

    /** Characters of config and bytes of secrets that are kept open: some 10 000 connectors. */
    private static final long MOST_KEPT = 16L << 20;

    private final ConnectorStore store;
    private final ConnectorVault vault;
    private final SystemConnectors system;
    private final Map<String, LoadedConnector> preconfigured = new LinkedHashMap<>();
    private final Cache<String, Kept> cache;

    private record Kept(StoredConnector stored, LoadedConnector loaded) {

        /**
         * Whether this is the very record: a version alone would not tell a connector that was
         * deleted and made again, while no two sealings are equal.
         */
        boolean isOf(StoredConnector other) {
            return stored == other
                    || (stored.version() == other.version()
                            && stored.spaceId().equals(other.spaceId())
                            && stored.name().equals(other.name())
                            && Arrays.equals(stored.sealedSecrets(), other.sealedSecrets())
                            && stored.config().equals(other.config()));
        }
    }

    /** Over a store; preconfigured connectors win over stored ones. */
    public StoredConnectorLoader(
            ConnectorStore store,
            ConnectorVault vault,
            ConnectorTypes types,
            PreconfiguredConnectors preconfigured) {
        this.store = store;
        this.vault = vault;
        system = new SystemConnectors(types);
        preconfigured
                .all()
                .forEach(entry -> this.preconfigured.put(entry.id(), fromSettings(entry)));
        cache =
                Caffeine.newBuilder()
                        .maximumWeight(MOST_KEPT)
                        .weigher((String _, Kept kept) -> kept.stored().weight())
                        .build();
    }

    private static LoadedConnector fromSettings(PreconfiguredConnectors.Entry entry) {
        return new LoadedConnector(
                entry.id(),
                entry.name(),
                entry.typeId(),
                Optional.empty(),
                entry.config(),
                new Opened.Secrets(entry.secrets(), true));
    }

    @Override
    public Optional<LoadedConnector> load(String spaceId, String id) {
        LoadedConnector ready = preconfigured.get(id);
        return ready != null
                ? Optional.of(ready)
                : store.find(spaceId, id).map(stored -> open(id, stored));
    }

    @Override
    public boolean isSystem(String id) {
        return system.has(id);
    }

    /** A store that answers from memory returns what it has opened with it. */
    private LoadedConnector open(String id, StoredConnector stored) {
        LoadedConnector opened = stored.derived().get(LoadedConnector.class);
        if (opened == null) {
            opened = kept(id, stored).loaded();
            stored.derived().set(opened);
        }
        return opened;
    }

    private Kept kept(String id, StoredConnector stored) {
        Kept kept = cache.getIfPresent(id);
        return kept != null && kept.isOf(stored)
                ? kept
                // Two that miss at once must get the same instance.
                : cache.asMap().compute(id, (_, other) -> keep(other, stored));
    }

    private Kept keep(@Nullable Kept other, StoredConnector stored) {
        return other != null && other.isOf(stored) ? other : new Kept(stored, open(stored));
    }

    private LoadedConnector open(StoredConnector stored) {
        ObjectNode config = Json.object();
        Opened secrets;
        try {
            if (Json.read(stored.config()) instanceof ObjectNode object) {
                config = object;
                secrets = vault.open(stored);
            } else {
                secrets = new Opened.Unreadable("the stored config is not an object");
            }
        } catch (JacksonException e) {
            secrets = new Opened.Unreadable("the stored config is not JSON");
        }
        return new LoadedConnector(
                stored.id(),
                stored.name(),
                stored.typeId(),
                Optional.of(stored.spaceId()),
                config,
                secrets);
    }
}
