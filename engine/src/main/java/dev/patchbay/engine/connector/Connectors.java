package dev.patchbay.engine.connector;

import dev.patchbay.engine.connector.ConnectorChange.Refused;
import dev.patchbay.engine.connector.ConnectorChange.Stored;
import dev.patchbay.engine.connector.TypeValidation.Invalid;
import dev.patchbay.engine.connector.TypeValidation.Valid;
import dev.patchbay.engine.secret.CanonicalJson;
import dev.patchbay.engine.space.SpaceContents;
import dev.patchbay.engine.space.SpaceStore;
import dev.patchbay.engine.store.UnitOfWork;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.time.Clock;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and writes connectors in the order of contract/actions-api.md, sections 6.1 to 6.5 and 6.8.
 * Shape of the request and rights are the door's and come before. Each write is one transaction.
 * Thread-safe; blocking.
 */
public final class Connectors {

    private final ConnectorStores stores;
    private final ConnectorTypes types;
    private final PreconfiguredConnectors preconfigured;
    private final SystemConnectors system;
    private final ConnectorVault vault;
    private final ConnectorReferences references;
    private final boolean lenientSpaces;
    private final Clock clock;

    /** The ports that connectors stand on; one database behind all of them. */
    public record ConnectorStores(
            ConnectorStore connectors, TokenRowStore tokens, SpaceStore spaces, UnitOfWork work) {}

    /**
     * On a database.
     *
     * @param lenientSpaces {@code patchbay.spaces.lenient}: connectors may be made in a space that
     *     does not exist
     */
    public Connectors(
            ConnectorStores stores,
            ConnectorTypes types,
            PreconfiguredConnectors preconfigured,
            ConnectorVault vault,
            ConnectorReferences references,
            boolean lenientSpaces,
            Clock clock) {
        this.stores = stores;
        this.types = types;
        this.preconfigured = preconfigured;
        system = new SystemConnectors(types);
        this.vault = vault;
        this.references = references;
        this.lenientSpaces = lenientSpaces;
        this.clock = clock;
    }

    /** What the deletion of a space takes along. */
    public static SpaceContents contents(ConnectorStore store) {
        return store::deleteSpace;
    }

    /**
     * Adds a connector.
     *
     * @param id free in all spaces, or the answer is a conflict
     * @param beforeStore runs when every check has passed, before anything is written
     */
    public ConnectorChange create(
            String spaceId, String id, String typeId, ConnectorDraft draft, Runnable beforeStore) {
        if (!lenientSpaces && stores.spaces().find(spaceId).isEmpty()) {
            return refused(ConnectorRefusal.unknownSpace(spaceId));
        }
        Optional<ConnectorType> type = types.find(typeId);
        if (type.map(ConnectorType::system).orElse(false) || system.has(id)) {
            return refused(ConnectorRefusal.systemCreation(typeId));
        }
        if (preconfigured.find(id).isPresent()) {
            return refused(ConnectorRefusal.preconfiguredCreation(id));
        }
        return switch (check(typeId, draft)) {
            case Checked.No(ConnectorRefusal why) -> refused(why);
            case Checked.Yes(String config, ObjectNode secrets) -> {
                beforeStore.run();
                byte[] sealed = vault.seal(id, typeId, config, false, secrets);
                Instant now = clock.now();
                yield insert(
                        new StoredConnector(
                                id,
                                spaceId,
                                typeId,
                                draft.name(),
                                config,
                                sealed,
                                false,
                                1,
                                now,
                                now));
            }
        };
    }

    private ConnectorChange insert(StoredConnector connector) {
        return stores.work()
                .write(tx -> {
                    // Again, where nobody can delete the space meanwhile: its secrets would stay.
                    if (!lenientSpaces && stores.spaces().find(tx, connector.spaceId()).isEmpty()) {
                        return refused(ConnectorRefusal.unknownSpace(connector.spaceId()));
                    }
                    return stores.connectors().insert(tx, connector)
                            ? new Stored(connector)
                            : refused(ConnectorRefusal.conflict(connector.id()));
                });
    }

    /**
     * Replaces name, config and secrets of a connector; the stored secrets need not be readable.
     *
     * @param beforeStore as in {@link #create}
     */
    public ConnectorChange update(
            String spaceId, String id, ConnectorDraft draft, Runnable beforeStore) {
        if (system.has(id)) {
            return refused(ConnectorRefusal.systemUpdate(id));
        }
        if (preconfigured.find(id).isPresent()) {
            return refused(ConnectorRefusal.preconfiguredUpdate(id));
        }
        Optional<StoredConnector> found = stores.connectors().find(spaceId, id);
        if (found.isEmpty()) {
            return refused(ConnectorRefusal.notFound(id));
        }
        StoredConnector before = found.get();
        return switch (check(before.typeId(), draft)) {
            case Checked.No(ConnectorRefusal why) -> refused(why);
            case Checked.Yes(String config, ObjectNode secrets) -> {
                beforeStore.run();
                byte[] sealed = vault.seal(id, before.typeId(), config, false, secrets);
                yield replace(
                        new StoredConnector(
                                id,
                                spaceId,
                                before.typeId(),
                                draft.name(),
                                config,
                                sealed,
                                false,
                                before.version() + 1,
                                before.createdAt(),
                                clock.now()));
            }
        };
    }

    private ConnectorChange replace(StoredConnector connector) {
        return stores.work()
                .write(tx -> {
                    if (!stores.connectors().update(tx, connector)) {
                        return refused(ConnectorRefusal.conflict(connector.id()));
                    }
                    stores.tokens().deleteToken(tx, connector.id());
                    references.changing(tx, connector.spaceId(), connector.id());
                    return new Stored(connector);
                });
    }

    /** One connector by id; a preconfigured one hides a stored one of its id. */
    public ConnectorRead find(String spaceId, String id) {
        if (system.has(id)) {
            return new ConnectorRead.Refused(ConnectorRefusal.systemRead(id));
        }
        return preconfigured
                .find(id)
                .<ConnectorView>map(ConnectorView.Preconfigured::new)
                .or(() -> stores.connectors().find(spaceId, id).map(ConnectorView.Saved::new))
                .<ConnectorRead>map(ConnectorRead.Found::new)
                .orElseGet(() -> new ConnectorRead.Refused(ConnectorRefusal.notFound(id)));
    }

    /**
     * All connectors that a space sees, by name.
     *
     * @param withSystem whether system connectors are among them
     */
    public List<ListedConnector> list(String spaceId, boolean withSystem) {
        List<StoredConnector> stored = stores.connectors().list(spaceId);
        Map<String, Integer> counts = stored.isEmpty() ? Map.of() : references.counts();
        List<ListedConnector> list = new ArrayList<>(stored.size() + preconfigured.all().size());
        for (StoredConnector connector : stored) {
            int count = counts.getOrDefault(connector.id(), 0);
            list.add(new ListedConnector(new ConnectorView.Saved(connector), count));
        }
        for (PreconfiguredConnectors.Entry entry : preconfigured.all()) {
            list.add(new ListedConnector(new ConnectorView.Preconfigured(entry), 0));
        }
        if (withSystem) {
            system.all().forEach(connector -> list.add(new ListedConnector(connector, 0)));
        }
        NameOrder.sort(list);
        return list;
    }

    /**
     * Removes a stored connector with its tokens, whatever its type; what refers to it stays.
     *
     * @param beforeStore as in {@link #create}
     */
    public ConnectorDeletion delete(String spaceId, String id, Runnable beforeStore) {
        if (system.has(id)) {
            return kept(ConnectorRefusal.systemDeletion(id));
        }
        if (stores.connectors().find(spaceId, id).isEmpty()) {
            return kept(
                    preconfigured.find(id).isPresent()
                            ? ConnectorRefusal.preconfiguredDeletion(id)
                            : ConnectorRefusal.notFound(id));
        }
        beforeStore.run();
        boolean removed =
                stores.work()
                        .write(tx -> {
                            boolean deleted = stores.connectors().delete(tx, spaceId, id);
                            if (deleted) {
                                references.deleting(tx, spaceId, id);
                            }
                            return deleted;
                        });
        return removed
                ? new ConnectorDeletion.Deleted(references.of(id).size())
                : kept(ConnectorRefusal.notFound(id));
    }

    private static ConnectorDeletion kept(ConnectorRefusal why) {
        return new ConnectorDeletion.Refused(why);
    }

    /** What refers to a connector, in all spaces. */
    public List<ConnectorReferences.Reference> references(String id) {
        return references.of(id);
    }

    /** The types, in their order. */
    public ConnectorTypes types() {
        return types;
    }

    private sealed interface Checked {
        record Yes(String config, ObjectNode secrets) implements Checked {}

        record No(ConnectorRefusal why) implements Checked {}
    }

    private Checked check(String typeId, ConnectorDraft draft) {
        Optional<ConnectorType> found = types.find(typeId);
        if (found.isEmpty()) {
            return new Checked.No(ConnectorRefusal.notRegistered(typeId));
        }
        ConnectorType type = found.get();
        return switch (TypeValidation.config(type, draft.config())) {
            case Invalid invalid -> no(invalid);
            case Valid(ObjectNode config) ->
                    switch (TypeValidation.secrets(type, draft.secrets())) {
                        case Invalid invalid -> no(invalid);
                        case Valid(ObjectNode secrets) -> together(type, draft, config, secrets);
                    };
        };
    }

    private Checked together(
            ConnectorType type, ConnectorDraft draft, ObjectNode config, ObjectNode secrets) {
        Optional<Invalid> together = TypeValidation.combined(type, draft.config(), draft.secrets());
        if (together.isPresent()) {
            return no(together.get());
        }
        // After validation: a bad config of a disabled type is 400, a good one 403.
        return types.enabled(type.id())
                ? new Checked.Yes(CanonicalJson.write(config), secrets)
                : new Checked.No(ConnectorRefusal.disabled(type.id()));
    }

    private static Checked no(Invalid invalid) {
        return new Checked.No(ConnectorRefusal.invalid(invalid));
    }

    private static ConnectorChange refused(ConnectorRefusal why) {
        return new Refused(why);
    }
}
