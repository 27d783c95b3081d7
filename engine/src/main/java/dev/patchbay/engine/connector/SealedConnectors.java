package dev.patchbay.engine.connector;

import dev.patchbay.engine.connector.ConnectorVault.Opened;
import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.engine.store.Tx;

import java.util.List;
import java.util.Optional;

/** Connectors under rotation. It is no update that a user made, so {@code updatedAt} stays. */
final class SealedConnectors implements SealedRecords<StoredConnector> {

    private final ConnectorStore store;
    private final ConnectorVault vault;

    SealedConnectors(ConnectorStore store, KeyRing ring) {
        this.store = store;
        this.vault = new SealedConnectorVault(ring);
    }

    @Override
    public String type() {
        return "action";
    }

    @Override
    public String id(StoredConnector row) {
        return row.id();
    }

    @Override
    public List<StoredConnector> scan(String afterId, int limit) {
        return store.scan(afterId, limit);
    }

    @Override
    public Optional<StoredConnector> again(StoredConnector row) {
        return store.find(row.spaceId(), row.id());
    }

    @Override
    public Need<StoredConnector> need(StoredConnector row) {
        return switch (vault.open(row)) {
            case Opened.Unreadable(String why) -> new Need.Impossible<>(why);
            case Opened.Secrets secrets ->
                    secrets.primary()
                            ? new Need.Nothing<>()
                            : new Need.Replacement<>(row, sealedAnew(row, secrets));
        };
    }

    private StoredConnector sealedAnew(StoredConnector row, Opened.Secrets secrets) {
        return new StoredConnector(
                row.id(),
                row.spaceId(),
                row.typeId(),
                row.name(),
                row.config(),
                vault.seal(
                        row.id(),
                        row.typeId(),
                        row.config(),
                        row.missingSecrets(),
                        secrets.value()),
                row.missingSecrets(),
                row.version() + 1,
                row.createdAt(),
                row.updatedAt());
    }

    @Override
    public boolean replace(Tx tx, StoredConnector before, StoredConnector after) {
        return store.update(tx, after);
    }
}
