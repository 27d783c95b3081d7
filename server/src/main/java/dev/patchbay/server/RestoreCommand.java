package dev.patchbay.server;

import dev.patchbay.server.settings.Settings;
import dev.patchbay.server.settings.SettingsLoader;
import dev.patchbay.server.settings.SettingsResult;
import dev.patchbay.store.sql.DatabaseUnusableException;
import dev.patchbay.store.sql.Schema;
import dev.patchbay.store.sqlite.SqliteBackup;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Puts a backup into a data directory in which nothing is. */
@Command(
        name = "restore",
        description = "Puts a backup into the data directory, which must be missing or empty.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = ExitCodes.USAGE)
final class RestoreCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private SettingsOptions options;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "FOLDER",
            description = "What patchbay backup has written.")
    private Path source;

    @Option(
            names = "--without-key",
            description =
                    "Restores although no key for the stored secrets is there: connectors then need"
                            + " their secrets anew.")
    private boolean withoutKey;

    @Override
    public Integer call() {
        return switch (SettingsLoader.load(options.source())) {
            case SettingsResult.Refused(int code, String message) -> refuse(code, message);
            case SettingsResult.Loaded(Settings settings, var _) -> restore(settings);
        };
    }

    private int restore(Settings settings) {
        if (settings.patchbay().database().isPostgreSql()) {
            return refuse(ExitCodes.UNUSABLE, BackupCommand.POSTGRES);
        }
        Path data = settings.patchbay().dataPath();
        try {
            BackupFolder backup = BackupFolder.read(source.toAbsolutePath().normalize());
            if (backup.schema() > Schema.NEWEST) {
                return refuse(
                        ExitCodes.UNUSABLE,
                        "the backup has schema version "
                                + backup.schema()
                                + ", this program knows versions up to "
                                + Schema.NEWEST
                                + ": use the newer program");
            }
            Optional<String> problem = withoutKey ? Optional.empty() : key(settings, backup);
            if (problem.isPresent()) {
                return refuse(ExitCodes.CONFIGURATION, problem.get());
            }
            boolean ownKey =
                    !withoutKey && BackupKeys.configured(settings).isEmpty() && backup.hasKey();
            SqliteBackup.restore(data, backup.files(ownKey));
            say("Restored " + backup.bytes() + " bytes to " + data + ". Start the server.");
            return ExitCodes.OK;
        } catch (DatabaseUnusableException e) {
            return refuse(ExitCodes.UNUSABLE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return refuse(ExitCodes.UNUSABLE, "the backup could not be restored: " + e);
        }
    }

    /** Why the secrets of the backup could not be read afterwards. */
    private static Optional<String> key(Settings settings, BackupFolder backup) {
        String id = backup.keyId().orElse("");
        List<String> configured = BackupKeys.configuredIds(settings);
        if (id.isEmpty() || configured.contains(id)) {
            return Optional.empty();
        }
        if (BackupKeys.configured(settings).isPresent()) {
            return Optional.of(
                    "the backup was sealed with the key "
                            + id
                            + ", the settings have "
                            + String.join(", ", configured)
                            + ": put that key into"
                            + " xpack.encryptedSavedObjects.keyRotation.decryptionOnlyKeys, or"
                            + " restore with --without-key");
        }
        return backup.hasKey()
                ? Optional.empty()
                : Optional.of(
                        "the backup does not hold the key "
                                + id
                                + ": set it as xpack.encryptedSavedObjects.encryptionKey, put its"
                                + " file "
                                + BackupFolder.KEY
                                + " into the backup, or restore with --without-key");
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private int refuse(int code, String message) {
        spec.commandLine().getErr().println("patchbay: " + message);
        spec.commandLine().getErr().flush();
        return code;
    }
}
