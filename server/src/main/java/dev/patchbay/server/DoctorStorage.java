package dev.patchbay.server;

import dev.patchbay.engine.connector.ConnectorVault;
import dev.patchbay.engine.connector.SealedConnectorVault;
import dev.patchbay.engine.connector.StoredConnector;
import dev.patchbay.engine.eventlog.EventQuery;
import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.server.settings.Settings;
import dev.patchbay.store.Database;
import dev.patchbay.store.sql.DatabaseUnusableException;
import dev.patchbay.store.sql.Schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keys, database, disk and clock. Reads beside a server that may be running; makes and changes
 * nothing.
 */
final class DoctorStorage {

    private static final long MEBIBYTE = 1L << 20;
    private static final long LEAST_FREE = 256 * MEBIBYTE;
    private static final long WORRYING_FREE = 1024 * MEBIBYTE;
    private static final Duration SKEW = Duration.ofSeconds(2);
    private static final Duration GREAT_SKEW = Duration.ofSeconds(60);
    private static final int PAGE = 1_000;
    private static final int SHOWN = 5;

    private final Settings settings;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();

    DoctorStorage(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    List<Finding> findings() {
        Optional<KeyRing> keys = keys();
        database(keys);
        disk();
        return findings;
    }

    private Path data() {
        return settings.patchbay().dataPath();
    }

    private boolean postgres() {
        return settings.patchbay().database().isPostgreSql();
    }

    private Optional<KeyRing> keys() {
        try {
            Optional<Secret> primary = BackupKeys.primary(settings);
            if (primary.isEmpty()) {
                findings.add(Finding.ok("keys", "no key yet: one is generated at the first start"));
                return Optional.empty();
            }
            KeyRing ring =
                    KeyRing.of(
                            primary.get(),
                            settings.encryption().decryptionOnlyKeys(),
                            IdSource.random());
            boolean configured = BackupKeys.configured(settings).isPresent();
            findings.add(
                    configured
                            ? Finding.ok("keys", "the configured key " + ring.primaryKeyId())
                            : generated(ring.primaryKeyId()));
            return Optional.of(ring);
        } catch (IOException e) {
            findings.add(Finding.failed("keys", "the key file cannot be read: " + e));
            return Optional.empty();
        }
    }

    private Finding generated(String id) throws IOException {
        Path file = data().resolve(BackupFolder.KEY);
        String open = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        return open.equals("rw-------")
                ? Finding.ok("keys", "the generated key " + id + "; back it up: " + file)
                : Finding.warning(
                        "keys", "the generated key " + file + " is open to others: " + open);
    }

    private void database(Optional<KeyRing> keys) {
        if (!postgres() && !Files.isRegularFile(data().resolve(BackupFolder.DATABASE))) {
            findings.add(
                    Finding.ok("database", "none yet in " + data() + ": made at the first start"));
            findings.add(Finding.ok("clock", clock.now() + ", with nothing to compare it to"));
            return;
        }
        try (Database database = Database.beside(Ground.options(settings.patchbay(), clock))) {
            int connectors = secrets(database, keys);
            findings.add(
                    Finding.ok(
                            "database",
                            (postgres() ? "PostgreSQL" : "SQLite in " + data())
                                    + ", schema version "
                                    + Schema.NEWEST
                                    + ", "
                                    + connectors
                                    + " connectors"));
            clock(database);
        } catch (DatabaseUnusableException e) {
            String text = String.valueOf(e.getMessage());
            findings.add(
                    text.equals(Schema.OLDER)
                            ? Finding.warning(
                                    "database",
                                    "an older schema: the next start brings it up to date"
                                            + (postgres() ? "" : " and copies it before"))
                            : Finding.failed("database", text));
        } catch (StoreUnavailableException e) {
            findings.add(Finding.failed("database", String.valueOf(e.getMessage())));
        }
    }

    /** How many connectors there are; says which secrets no key opens. */
    private int secrets(Database database, Optional<KeyRing> keys) {
        Optional<ConnectorVault> vault = keys.map(SealedConnectorVault::new);
        List<String> unreadable = new ArrayList<>();
        int count = 0;
        List<StoredConnector> page = database.connectors().scan("", PAGE);
        while (!page.isEmpty()) {
            count += page.size();
            for (StoredConnector each : page) {
                if (vault.isEmpty()
                        || vault.get().open(each) instanceof ConnectorVault.Opened.Unreadable) {
                    unreadable.add(each.id());
                }
            }
            page = database.connectors().scan(page.getLast().id(), PAGE);
        }
        if (!unreadable.isEmpty()) {
            findings.add(
                    Finding.failed(
                            "keys",
                            "no key opens the secrets of "
                                    + unreadable.size()
                                    + " connectors: "
                                    + String.join(
                                            ", ",
                                            unreadable.subList(
                                                    0, Math.min(SHOWN, unreadable.size())))
                                    + (unreadable.size() > SHOWN ? ", …" : "")));
        }
        return count;
    }

    private void clock(Database database) {
        Instant now = clock.now();
        Duration skew = Duration.between(database.time(), now).abs();
        if (skew.compareTo(SKEW) > 0) {
            String text =
                    "this machine and the database differ by " + skew.toSeconds() + " seconds";
            findings.add(
                    skew.compareTo(GREAT_SKEW) > 0
                            ? Finding.failed("clock", text)
                            : Finding.warning("clock", text));
            return;
        }
        boolean future =
                !database.events()
                        .find(
                                new EventQuery(
                                        Optional.of(now.plus(GREAT_SKEW)),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        1))
                        .isEmpty();
        findings.add(
                future
                        ? Finding.warning(
                                "clock",
                                now
                                        + ", and the event log has records of a later time: the"
                                        + " clock was set back")
                        : Finding.ok("clock", now + ", as the database says"));
    }

    private void disk() {
        Path there = data();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            findings.add(
                    Files.isWritable(there)
                            ? free(
                                    there,
                                    Files.getFileStore(there).getUsableSpace(),
                                    size(data().resolve(BackupFolder.DATABASE)))
                            : Finding.failed("disk", there + " cannot be written"));
        } catch (IOException e) {
            findings.add(Finding.failed("disk", there + " cannot be looked at: " + e));
        }
    }

    private static long size(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.size(file) : 0;
    }

    /** A copy of the database must fit, for the next upgrade. */
    static Finding free(Path where, long free, long database) {
        String text = free / MEBIBYTE + " MiB free at " + where;
        if (free < LEAST_FREE) {
            return Finding.failed("disk", text + ", which is too little");
        }
        if (free < WORRYING_FREE || free < 2 * database) {
            return Finding.warning(
                    "disk",
                    text
                            + ", the database has "
                            + database / MEBIBYTE
                            + " MiB and is copied before"
                            + " an upgrade");
        }
        return Finding.ok("disk", text);
    }
}
