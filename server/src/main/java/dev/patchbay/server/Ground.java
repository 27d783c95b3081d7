package dev.patchbay.server;

import dev.patchbay.engine.audit.AuditLog;
import dev.patchbay.engine.secret.KeyChoice;
import dev.patchbay.engine.secret.KeyFile;
import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.server.logging.AuditFile;
import dev.patchbay.server.operations.Metrics;
import dev.patchbay.server.settings.InstanceUuid;
import dev.patchbay.server.settings.PatchbaySettings;
import dev.patchbay.server.settings.Settings;
import dev.patchbay.store.Database;
import dev.patchbay.store.DatabaseOptions;
import dev.patchbay.store.sql.DatabaseUnusableException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Opens what everything else stands on, in order; each refusal is one line for the operator. */
final class Ground {

    private static final Logger LOG = LoggerFactory.getLogger("server");

    private Ground() {}

    static ServerParts open(Settings settings, OpenParts parts, Clock clock, IdSource ids)
            throws StartRefusedException {
        if (settings.pidFile().isPresent()) {
            parts.add("pid file", pidFile(settings.pidFile().get()));
        }
        Database database = parts.add("database", database(settings.patchbay(), clock));
        KeyRing keys = keys(settings, database, ids);
        Path data = dataDirectory(settings.patchbay().dataPath());
        AuditLog audit =
                settings.security().audit().enabled()
                        ? parts.add("audit log", audit(settings, data, clock))
                        : AuditLog.off();
        Metrics metrics = parts.add("metrics", new Metrics());
        DatabaseMetrics.register(metrics.registry(), database);
        return new ServerParts(
                settings,
                database,
                keys,
                audit,
                metrics,
                uuid(settings, data, ids),
                settings.server().name().orElseGet(Ground::hostName),
                clock,
                ids);
    }

    private static PidFile pidFile(Path file) throws StartRefusedException {
        try {
            return PidFile.write(file);
        } catch (IOException e) {
            throw StartRefusedException.unusable(
                    "the pid file " + file + " cannot be written: " + e.getMessage());
        }
    }

    /** Opens the database of the settings and brings its schema up to date. */
    static Database database(PatchbaySettings settings, Clock clock) throws StartRefusedException {
        try {
            return Database.open(options(settings, clock));
        } catch (DatabaseUnusableException e) {
            throw StartRefusedException.unusable(e);
        }
    }

    static DatabaseOptions options(PatchbaySettings settings, Clock clock) {
        PatchbaySettings.Database database = settings.database();
        if (database.url().isEmpty()) {
            return new DatabaseOptions.Sqlite(settings.dataPath(), clock);
        }
        return new DatabaseOptions.Postgres(
                database.url().get(),
                database.username(),
                database.password(),
                database.allowUnsafe(),
                database.poolSize(),
                clock);
    }

    private static KeyRing keys(Settings settings, Database database, IdSource ids)
            throws StartRefusedException {
        KeyChoice choice =
                KeyChoice.of(
                        settings.encryption().encryptionKey(),
                        settings.encryption().decryptionOnlyKeys(),
                        settings.patchbay().database().isPostgreSql(),
                        new KeyFile(settings.patchbay().dataPath(), ids),
                        ids);
        return switch (choice) {
            case KeyChoice.NotConfigured(String message) ->
                    throw StartRefusedException.configuration(message);
            case KeyChoice.Unusable(String message) ->
                    throw StartRefusedException.unusable(message);
            case KeyChoice.Chosen(KeyRing ring, var warnings, boolean generated) -> {
                warnings.forEach(LOG::warn);
                if (generated && !database.connectors().scan("", 1).isEmpty()) {
                    LOG.error(
                            "the database holds connectors whose secrets were sealed with another"
                                    + " key: they do not execute until that key is back, or their"
                                    + " secrets are written again");
                }
                yield ring;
            }
        };
    }

    /**
     * On PostgreSQL nobody has made it yet: it holds the server's id, its logs, a first password.
     */
    private static Path dataDirectory(Path data) throws StartRefusedException {
        try {
            if (!Files.isDirectory(data)) {
                Files.createDirectories(
                        data,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            }
            return data;
        } catch (IOException e) {
            throw StartRefusedException.unusable(
                    "the data directory " + data + " cannot be created: " + e);
        }
    }

    private static AuditFile audit(Settings settings, Path data, Clock clock)
            throws StartRefusedException {
        try {
            return AuditFile.open(settings.security().audit(), data, clock);
        } catch (IOException e) {
            throw StartRefusedException.unusable(
                    "the audit log cannot be written: " + e.getMessage());
        }
    }

    private static String uuid(Settings settings, Path data, IdSource ids)
            throws StartRefusedException {
        if (settings.server().uuid().isPresent()) {
            return settings.server().uuid().get();
        }
        try {
            return InstanceUuid.of(data, ids);
        } catch (IOException e) {
            throw StartRefusedException.unusable(
                    "the data directory " + data + " cannot be used: " + e.getMessage());
        }
    }

    /** This machine's name; a machine without one is {@code localhost}. */
    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
