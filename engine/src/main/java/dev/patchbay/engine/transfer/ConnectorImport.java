package dev.patchbay.engine.transfer;

import dev.patchbay.engine.connector.ConnectorReferences;
import dev.patchbay.engine.connector.ConnectorRefusal;
import dev.patchbay.engine.connector.ConnectorTypes;
import dev.patchbay.engine.connector.ConnectorVault;
import dev.patchbay.engine.connector.Connectors.ConnectorStores;
import dev.patchbay.engine.connector.PreconfiguredConnectors;
import dev.patchbay.engine.connector.StoredConnector;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Takes connectors in (contract/actions-api.md, section 13.2): all of a file in one transaction, or
 * none of them. Thread-safe; blocking.
 */
public final class ConnectorImport {

    /** Plans that are made when others write the same ids meanwhile. */
    private static final int MOST_PLANS = 5;

    private final ConnectorStores stores;
    private final ConnectorTypes types;
    private final PreconfiguredConnectors preconfigured;
    private final ConnectorVault vault;
    private final ConnectorReferences references;
    private final boolean lenientSpaces;
    private final Clock clock;
    private final IdSource ids;

    /**
     * On a database.
     *
     * @param lenientSpaces {@code patchbay.spaces.lenient}
     */
    public ConnectorImport(
            ConnectorStores stores,
            ConnectorTypes types,
            PreconfiguredConnectors preconfigured,
            ConnectorVault vault,
            ConnectorReferences references,
            boolean lenientSpaces,
            Clock clock,
            IdSource ids) {
        this.stores = stores;
        this.types = types;
        this.preconfigured = preconfigured;
        this.vault = vault;
        this.references = references;
        this.lenientSpaces = lenientSpaces;
        this.clock = clock;
        this.ids = ids;
    }

    /** Why nothing can be imported into a space, whatever it is. */
    public Optional<ConnectorRefusal> refusal(String spaceId) {
        return lenientSpaces || stores.spaces().find(spaceId).isPresent()
                ? Optional.empty()
                : Optional.of(ConnectorRefusal.unknownSpace(spaceId));
    }

    /**
     * Imports into a space.
     *
     * @param objects with different ids
     * @param beforeStore gets the id of each connector that is about to be written
     */
    public ImportResult run(
            String spaceId,
            List<ImportedConnector> objects,
            Function<ImportedConnector, ImportChoice> choices,
            Consumer<String> beforeStore) {
        for (int attempt = 1; ; attempt++) {
            List<ImportStep> steps = steps(spaceId, objects, choices);
            if (steps.stream().anyMatch(ImportStep.Stuck.class::isInstance)) {
                return done(steps, false);
            }
            List<Write> writes = writes(spaceId, steps);
            if (attempt == 1) {
                writes.forEach(write -> beforeStore.accept(write.after().id()));
            }
            try {
                return stored(spaceId, writes)
                        ? done(steps, true)
                        : new ImportResult.Refused(ConnectorRefusal.unknownSpace(spaceId));
            } catch (Overtaken e) {
                if (attempt == MOST_PLANS) {
                    return new ImportResult.Refused(ConnectorRefusal.conflict(e.id));
                }
            }
        }
    }

    private List<ImportStep> steps(
            String spaceId,
            List<ImportedConnector> objects,
            Function<ImportedConnector, ImportChoice> choices) {
        Set<String> wanted = new HashSet<>();
        objects.forEach(object -> {
            wanted.add(object.id());
            choices.apply(object).destinationId().ifPresent(wanted::add);
        });
        Map<String, StoredConnector> there = new HashMap<>();
        stores.connectors()
                .findAll(wanted.stream().filter(ConnectorImport::findable).toList())
                .forEach(each -> there.put(each.id(), each));
        Map<String, StoredConnector> own = new HashMap<>();
        stores.connectors().list(spaceId).forEach(each -> own.put(each.id(), each));
        ImportPlan plan =
                new ImportPlan(
                        spaceId,
                        types,
                        preconfigured,
                        ids,
                        there,
                        stores.connectors().origins(spaceId),
                        own);
        return objects.stream().map(object -> plan.step(object, choices.apply(object))).toList();
    }

    /** PostgreSQL cannot even be asked for such an id. */
    private static boolean findable(String id) {
        return id.indexOf(0) < 0;
    }

    private record Write(StoredConnector after, boolean replaces, Optional<String> originId) {}

    /** By id: two imports of the same connectors must not wait for each other crosswise. */
    private List<Write> writes(String spaceId, List<ImportStep> steps) {
        List<Write> writes = new ArrayList<>();
        Instant now = clock.now();
        for (ImportStep step : steps) {
            switch (step) {
                case ImportStep.Insert(ImportedConnector object, String id, var originId) ->
                        writes.add(
                                new Write(
                                        sealed(spaceId, id, object, 1, now, now), false, originId));
                case ImportStep.Replace(ImportedConnector object, StoredConnector before) ->
                        writes.add(
                                new Write(
                                        sealed(
                                                spaceId,
                                                before.id(),
                                                object,
                                                before.version() + 1,
                                                before.createdAt(),
                                                now),
                                        true,
                                        Optional.empty()));
                case ImportStep.Shadowed _, ImportStep.Misnamed _, ImportStep.Stuck _ -> {}
            }
        }
        writes.sort(Comparator.comparing(write -> write.after().id()));
        return writes;
    }

    private StoredConnector sealed(
            String spaceId,
            String id,
            ImportedConnector object,
            long version,
            Instant createdAt,
            Instant now) {
        boolean missing = missing(object);
        return new StoredConnector(
                id,
                spaceId,
                object.typeId(),
                object.name(),
                object.config(),
                vault.seal(id, object.typeId(), object.config(), missing, object.secrets()),
                missing,
                version,
                createdAt,
                now);
    }

    private boolean missing(ImportedConnector object) {
        return object.missingSecrets()
                .orElseGet(() ->
                        MissingSecrets.of(types, object.typeId(), Json.read(object.config())));
    }

    /** False when the space is gone. */
    private boolean stored(String spaceId, List<Write> writes) {
        return stores.work()
                .write(tx -> {
                    if (!lenientSpaces && stores.spaces().find(tx, spaceId).isEmpty()) {
                        return false;
                    }
                    for (Write write : writes) {
                        boolean done =
                                write.replaces()
                                        ? stores.connectors().update(tx, write.after())
                                        : stores.connectors().insert(tx, write.after());
                        if (!done) {
                            throw new Overtaken(write.after().id());
                        }
                        if (write.replaces()) {
                            stores.tokens().deleteToken(tx, write.after().id());
                            references.changing(tx, spaceId, write.after().id());
                        }
                        write.originId()
                                .ifPresent(origin ->
                                        stores.connectors()
                                                .setOrigin(tx, write.after().id(), origin));
                    }
                    return true;
                });
    }

    private ImportResult done(List<ImportStep> steps, boolean stored) {
        List<ImportResult.Imported> imported = new ArrayList<>();
        List<ImportError> errors = new ArrayList<>();
        List<String> shadowed = new ArrayList<>();
        List<String> misnamed = new ArrayList<>();
        int missing = 0;
        for (ImportStep step : steps) {
            switch (step) {
                case ImportStep.Insert(ImportedConnector object, String id, var _) -> {
                    imported.add(imported(object, id, false));
                    missing += missing(object) ? 1 : 0;
                }
                case ImportStep.Replace(ImportedConnector object, StoredConnector before) -> {
                    imported.add(imported(object, before.id(), true));
                    missing += missing(object) ? 1 : 0;
                }
                case ImportStep.Shadowed(ImportedConnector object) -> {
                    imported.add(imported(object, object.id(), false));
                    shadowed.add(object.id());
                }
                case ImportStep.Misnamed(ImportedConnector object) -> {
                    imported.add(imported(object, object.id(), false));
                    misnamed.add(object.id());
                }
                case ImportStep.Stuck(ImportError error) -> errors.add(error);
            }
        }
        return new ImportResult.Done(
                imported,
                errors,
                stored ? missing : 0,
                stored ? shadowed : List.of(),
                stored ? misnamed : List.of());
    }

    private static ImportResult.Imported imported(
            ImportedConnector object, String id, boolean overwritten) {
        return new ImportResult.Imported(
                object.id(),
                object.name(),
                Optional.of(id).filter(other -> !other.equals(object.id())),
                overwritten);
    }

    /** Somebody wrote one of the connectors since the plan was made: nothing of it may stay. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String id;

        Overtaken(String id) {
            super("connector " + id + " was written meanwhile", null, false, false);
            this.id = id;
        }
    }
}
