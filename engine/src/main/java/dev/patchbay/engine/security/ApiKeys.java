package dev.patchbay.engine.security;

import dev.patchbay.engine.store.Tx;
import dev.patchbay.engine.store.UnitOfWork;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes, reads and ends API keys (contract/security-and-spaces.md, section 3.4). Asks for no right:
 * the doors do. Thread-safe; blocking.
 */
public final class ApiKeys {

    /** How long a key that is over can still be read. */
    static final Duration KEPT = Duration.ofDays(7);

    private static final int ID_BYTES = 15;
    private static final int SECRET_BYTES = 16;

    private final ApiKeyStore store;
    private final SecurityVersion version;
    private final UnitOfWork work;
    private final RoleDirectory roles;
    private final VersionWatch watch;
    private final Clock clock;
    private final IdSource ids;

    ApiKeys(
            SecurityStores stores,
            RoleDirectory roles,
            VersionWatch watch,
            Clock clock,
            IdSource ids) {
        store = stores.keys();
        version = stores.version();
        work = stores.work();
        this.roles = roles;
        this.watch = watch;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * A key to be made or changed.
     *
     * @param lifetime from now; empty = for ever, or as it is
     */
    public record Draft(
            String name,
            Optional<Duration> lifetime,
            Map<String, RoleDescriptor> descriptors,
            ObjectNode metadata) {}

    /** A new key with the only copy of its secret. */
    public record Created(ApiKey key, Secret secret) {}

    /** Makes a key of a user, limited by the user's roles as they are now. */
    public Created create(User owner, Draft draft) {
        Instant now = clock.now().truncatedTo(ChronoUnit.MILLIS);
        String secret = KeySecrets.text(ids.bytes(SECRET_BYTES));
        byte[] salt = ids.bytes(KeySecrets.saltBytes());
        ApiKey key =
                new ApiKey(
                        KeySecrets.text(ids.bytes(ID_BYTES)),
                        draft.name(),
                        owner.id(),
                        owner.name(),
                        salt,
                        KeySecrets.hash(salt, secret),
                        draft.descriptors(),
                        roles.descriptors(owner.roles()),
                        draft.metadata(),
                        now,
                        draft.lifetime().map(now::plus),
                        Optional.empty());
        work.write(tx -> {
            store.deleteFinishedKeys(tx, now.minus(KEPT));
            store.insertKey(tx, key);
            return true;
        });
        return new Created(key, new Secret(secret));
    }

    /** The key of this id. */
    public Optional<ApiKey> find(String id) {
        return store.findKey(id).filter(this::isKept);
    }

    /** The keys that fit, by creation, then by id. */
    public List<ApiKey> list(Predicate<ApiKey> wanted) {
        return store.listKeys().stream().filter(this::isKept).filter(wanted).toList();
    }

    /** Whether a key works, as far as it alone can tell. */
    public boolean isActive(ApiKey key) {
        return key.invalidatedAt().isEmpty() && !key.isExpired(clock.now());
    }

    /** What came of an update. */
    public enum Update {
        UPDATED,
        /** Everything was so already. */
        UNCHANGED,
        /** No key of this id belongs to the user. */
        UNKNOWN,
        INVALIDATED,
        EXPIRED
    }

    /**
     * Changes a key of a user and takes a new snapshot of the user's roles.
     *
     * @param descriptors empty = as they are
     * @param metadata empty = as it is
     */
    public Update update(
            User owner,
            String id,
            Optional<Map<String, RoleDescriptor>> descriptors,
            Optional<ObjectNode> metadata,
            Optional<Duration> lifetime) {
        Instant now = clock.now().truncatedTo(ChronoUnit.MILLIS);
        Map<String, RoleDescriptor> snapshot = roles.descriptors(owner.roles());
        Update result =
                work.write(tx -> {
                    version.raise(tx);
                    Optional<ApiKey> found =
                            store.findKey(tx, id).filter(key -> key.ownerId().equals(owner.id()));
                    if (found.isEmpty()) {
                        return Update.UNKNOWN;
                    }
                    ApiKey before = found.get();
                    if (before.invalidatedAt().isPresent()) {
                        return Update.INVALIDATED;
                    }
                    if (before.isExpired(now)) {
                        return Update.EXPIRED;
                    }
                    ApiKey after =
                            new ApiKey(
                                    before.id(),
                                    before.name(),
                                    before.ownerId(),
                                    before.ownerName(),
                                    before.salt(),
                                    before.hash(),
                                    descriptors.orElse(before.descriptors()),
                                    snapshot,
                                    metadata.orElse(before.metadata()),
                                    before.createdAt(),
                                    lifetime.map(now::plus).or(before::expiresAt),
                                    Optional.empty());
                    if (same(before, after)) {
                        return Update.UNCHANGED;
                    }
                    store.updateKey(tx, after);
                    return Update.UPDATED;
                });
        watch.changed();
        return result;
    }

    private static boolean same(ApiKey before, ApiKey after) {
        return before.descriptors().equals(after.descriptors())
                && before.limitedBy().equals(after.limitedBy())
                && before.metadata().equals(after.metadata())
                && before.expiresAt().equals(after.expiresAt());
    }

    /** Ids of keys that were invalidated now, and of those that were before. */
    public record Invalidated(List<String> now, List<String> before) {}

    /** Invalidates the keys of these ids that fit; unknown ids are no error. */
    public Invalidated invalidate(List<String> wantedIds, Predicate<ApiKey> fits) {
        return end(tx ->
                wantedIds.stream()
                        .distinct()
                        .flatMap(id -> store.findKey(tx, id).stream())
                        .filter(fits)
                        .toList());
    }

    /** Invalidates all keys that fit. */
    public Invalidated invalidate(Predicate<ApiKey> fits) {
        return end(tx -> store.listKeys(tx).stream().filter(fits).toList());
    }

    private Invalidated end(Function<Tx, List<ApiKey>> chosen) {
        Instant now = clock.now().truncatedTo(ChronoUnit.MILLIS);
        Invalidated result =
                work.write(tx -> {
                    version.raise(tx);
                    store.deleteFinishedKeys(tx, now.minus(KEPT));
                    List<String> done = new ArrayList<>();
                    List<String> before = new ArrayList<>();
                    for (ApiKey key : chosen.apply(tx)) {
                        if (key.invalidatedAt().isPresent()) {
                            before.add(key.id());
                        } else {
                            store.updateKey(tx, key.invalidated(now));
                            done.add(key.id());
                        }
                    }
                    return new Invalidated(done, before);
                });
        watch.changed();
        return result;
    }

    private boolean isKept(ApiKey key) {
        Instant limit = clock.now().minus(KEPT);
        return key.invalidatedAt().map(at -> at.isAfter(limit)).orElse(true)
                && key.expiresAt().map(at -> at.isAfter(limit)).orElse(true);
    }
}
