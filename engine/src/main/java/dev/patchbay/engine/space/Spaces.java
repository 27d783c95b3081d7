package dev.patchbay.engine.space;

import dev.patchbay.engine.space.SpaceChange.Deleted;
import dev.patchbay.engine.space.SpaceChange.Reason;
import dev.patchbay.engine.space.SpaceChange.Refused;
import dev.patchbay.engine.space.SpaceChange.Stored;
import dev.patchbay.engine.store.UnitOfWork;

import java.util.List;
import java.util.Optional;

/**
 * Reads and writes spaces in the order of contract/security-and-spaces.md, section 1.2, from the
 * settings on: schema and rights are the door's. Each call is one transaction. Thread-safe;
 * blocking.
 */
public final class Spaces {

    private final SpaceStore store;
    private final UnitOfWork work;
    private final SpaceRules rules;
    private final List<SpaceContents> contents;

    /**
     * On a store.
     *
     * @param contents everything that belongs to spaces, in the order of removal
     */
    public Spaces(
            SpaceStore store, UnitOfWork work, SpaceRules rules, List<SpaceContents> contents) {
        this.store = store;
        this.work = work;
        this.rules = rules;
        this.contents = List.copyOf(contents);
    }

    /** Makes sure that the default space exists; several nodes may do it at once. */
    public void ensureDefault() {
        if (store.find(Space.DEFAULT_ID).isPresent()) {
            return;
        }
        Space plain = Space.initialDefault();
        Space space =
                new Space(
                        plain.id(),
                        plain.name(),
                        plain.description(),
                        plain.initials(),
                        plain.color(),
                        plain.imageUrl(),
                        rules.defaultSolution(),
                        plain.disabledFeatures(),
                        true);
        work.write(tx -> store.insert(tx, space));
    }

    /** The space of this id. */
    public Optional<Space> find(String id) {
        return store.find(id);
    }

    /** All spaces, by name in UTF-16 order, then by id. */
    public List<Space> list() {
        return store.list();
    }

    /** Adds a space. */
    public SpaceChange create(SpaceDraft draft) {
        Space space =
                new Space(
                        draft.id(),
                        draft.name().strip(),
                        draft.description(),
                        draft.initials(),
                        draft.color(),
                        draft.imageUrl(),
                        draft.solution(),
                        draft.disabledFeatures(),
                        false);
        return work.write(tx -> {
            if (store.count(tx) >= rules.maxSpaces()) {
                return new Refused(Reason.TOO_MANY);
            }
            Optional<Reason> notAllowed = notAllowed(draft);
            if (notAllowed.isPresent()) {
                return new Refused(notAllowed.get());
            }
            return store.insert(tx, space) ? new Stored(space) : new Refused(Reason.TAKEN);
        });
    }

    /** Merges into a space: what was not sent stays, but the disabled features. */
    public SpaceChange update(String id, SpaceDraft draft) {
        Optional<Reason> notAllowed = notAllowed(draft);
        if (notAllowed.isPresent()) {
            return new Refused(notAllowed.get());
        }
        return work.write(tx -> {
            Optional<Space> found = store.find(tx, id);
            if (found.isEmpty()) {
                return new Refused(Reason.UNKNOWN);
            }
            Space merged = merge(found.get(), draft);
            store.update(tx, merged);
            return new Stored(merged);
        });
    }

    private static Space merge(Space before, SpaceDraft draft) {
        return new Space(
                before.id(),
                // Kibana keeps an unchanged name as it is, blanks included.
                draft.name().equals(before.name()) ? draft.name() : draft.name().strip(),
                draft.description().or(before::description),
                draft.initials().or(before::initials),
                draft.color().or(before::color),
                draft.imageUrl().or(before::imageUrl),
                draft.solution().or(before::solution),
                draft.disabledFeatures(),
                before.reserved());
    }

    /** Removes a space and everything in it. */
    public SpaceChange delete(String id) {
        return work.write(tx -> {
            Optional<Space> found = store.find(tx, id);
            if (found.isEmpty()) {
                return new Refused(Reason.UNKNOWN);
            }
            if (found.get().reserved()) {
                return new Refused(Reason.RESERVED);
            }
            contents.forEach(owner -> owner.removeAll(tx, id));
            store.delete(tx, id);
            return new Deleted();
        });
    }

    private Optional<Reason> notAllowed(SpaceDraft draft) {
        if (!rules.featureVisibility() && !draft.disabledFeatures().isEmpty()) {
            return Optional.of(Reason.FEATURES_NOT_ALLOWED);
        }
        return !rules.solutionVisibility() && draft.solution().isPresent()
                ? Optional.of(Reason.SOLUTION_NOT_ALLOWED)
                : Optional.empty();
    }
}
