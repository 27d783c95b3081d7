package dev.patchbay.engine.transfer;

import dev.patchbay.engine.connector.ConnectorIds;
import dev.patchbay.engine.connector.ConnectorRefusal;
import dev.patchbay.engine.connector.ConnectorTypes;
import dev.patchbay.engine.connector.PreconfiguredConnectors;
import dev.patchbay.engine.connector.StoredConnector;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.time.IdSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides what becomes of each connector of a file (contract/actions-api.md, section 13.2), from
 * what the database holds at one moment. Ids are global: where another space has the id, a new one
 * is made and the former one remembered, so that the next import finds it.
 *
 * @param there connectors that have one of the file's ids or destinations, in whichever space
 * @param origins of the space: id → id in the file
 * @param own connectors of the space by id
 */
record ImportPlan(
        String spaceId,
        ConnectorTypes types,
        PreconfiguredConnectors preconfigured,
        IdSource ids,
        Map<String, StoredConnector> there,
        Map<String, String> origins,
        Map<String, StoredConnector> own) {

    ImportStep step(ImportedConnector object, ImportChoice choice) {
        Optional<String> unfit = unfit(object);
        if (unfit.isPresent()) {
            return stuck(new ImportError.Unfit(object.id(), object.name(), unfit.get()));
        }
        if (choice.destinationId().isPresent()) {
            return at(object, choice.destinationId().get(), choice);
        }
        return choice.newCopy()
                ? new ImportStep.Insert(object, ids.uuid(), Optional.empty())
                : at(object, object.id(), choice);
    }

    /** With this id, or what is in its way. */
    private ImportStep at(ImportedConnector object, String id, ImportChoice choice) {
        StoredConnector holder = there.get(id);
        if (holder != null && holder.spaceId().equals(spaceId)) {
            return choice.overwrite()
                    ? new ImportStep.Replace(object, holder)
                    : conflict(object, id);
        }
        List<StoredConnector> kin = kin(object);
        if (!kin.isEmpty() && choice.destinationId().isEmpty() && !choice.newCopy()) {
            return meets(object, kin, choice);
        }
        if (holder != null) {
            return new ImportStep.Insert(object, ids.uuid(), Optional.of(origin(object)));
        }
        if (preconfigured.find(id).isPresent()) {
            return new ImportStep.Shadowed(object);
        }
        if (!ConnectorIds.mayBeMade(id)) {
            return new ImportStep.Misnamed(object);
        }
        boolean renamed = !id.equals(object.id()) && !choice.newCopy();
        Optional<String> originId =
                renamed ? Optional.of(origin(object)) : kept(object, id, choice);
        return new ImportStep.Insert(object, id, originId);
    }

    /** An origin goes along with its connector, not with a copy. */
    private static Optional<String> kept(ImportedConnector object, String id, ImportChoice choice) {
        return choice.newCopy()
                ? Optional.empty()
                : object.originId().filter(origin -> !origin.equals(id));
    }

    private ImportStep meets(
            ImportedConnector object, List<StoredConnector> kin, ImportChoice choice) {
        if (kin.size() > 1) {
            return stuck(
                    new ImportError.Ambiguous(
                            object.id(),
                            object.name(),
                            kin.stream()
                                    .map(each ->
                                            new ImportError.Destination(
                                                    each.id(), each.name(), each.updatedAt()))
                                    .toList()));
        }
        return choice.overwrite()
                ? new ImportStep.Replace(object, kin.getFirst())
                : conflict(object, kin.getFirst().id());
    }

    /** Connectors of this space that are the same one under other ids. */
    private List<StoredConnector> kin(ImportedConnector object) {
        String origin = origin(object);
        Map<String, StoredConnector> kin = new TreeMap<>();
        origins.forEach((id, from) -> {
            StoredConnector connector = own.get(id);
            if (from.equals(origin) && connector != null) {
                kin.put(id, connector);
            }
        });
        StoredConnector itself = own.get(origin);
        if (itself != null) {
            kin.put(origin, itself);
        }
        return List.copyOf(kin.values());
    }

    private static String origin(ImportedConnector object) {
        return object.originId().orElse(object.id());
    }

    /** What no database keeps, and what clients must not make. */
    private Optional<String> unfit(ImportedConnector object) {
        if (types.find(object.typeId()).map(ConnectorType::system).orElse(false)) {
            return Optional.of(ConnectorRefusal.systemCreation(object.typeId()).message());
        }
        for (String text : List.of(object.id(), object.name(), object.typeId())) {
            if (!storable(text)) {
                return Optional.of("it holds U+0000 or half of a surrogate pair");
            }
        }
        return Optional.empty();
    }

    private static boolean storable(String text) {
        return text.codePoints()
                .noneMatch(point ->
                        point == 0
                                || (point >= Character.MIN_SURROGATE
                                        && point <= Character.MAX_SURROGATE));
    }

    private static ImportStep conflict(ImportedConnector object, String id) {
        return stuck(
                new ImportError.Conflict(
                        object.id(),
                        object.name(),
                        Optional.of(id).filter(other -> !other.equals(object.id()))));
    }

    private static ImportStep stuck(ImportError error) {
        return new ImportStep.Stuck(error);
    }
}
