package dev.patchbay.server;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.settings.Settings;
import dev.patchbay.server.settings.SettingsLoader;
import dev.patchbay.server.settings.SettingsResult;
import dev.patchbay.store.sql.DatabaseUnusableException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Copies a server on SQLite while it runs. */
@Command(
        name = "backup",
        description =
                "Copies the data of a server on SQLite, which may be running, into a new folder.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = ExitCodes.USAGE)
final class BackupCommand implements Callable<Integer> {

    /** Why there is nothing to do here on PostgreSQL. */
    static final String POSTGRES =
            "the data is in PostgreSQL, which has its own tools: pg_dump and pg_restore, see"
                    + " docs/operate.md";

    @Spec private CommandSpec spec;
    @Mixin private SettingsOptions options;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FOLDER",
            description = "Where to; missing or empty.")
    private Path target;

    @Option(
            names = "--without-key",
            description =
                    "Leaves a generated encryption key out: keep it elsewhere, no stored secret can"
                            + " be read without it.")
    private boolean withoutKey;

    @Override
    public Integer call() {
        return switch (SettingsLoader.load(options.source())) {
            case SettingsResult.Refused(int code, String message) -> refuse(code, message);
            case SettingsResult.Loaded(Settings settings, var _) -> backUp(settings);
        };
    }

    private int backUp(Settings settings) {
        if (settings.patchbay().database().isPostgreSql()) {
            return refuse(ExitCodes.UNUSABLE, POSTGRES);
        }
        Path data = settings.patchbay().dataPath();
        try {
            Optional<String> keyId = BackupKeys.primary(settings).map(BackupKeys::id);
            BackupFolder made =
                    BackupFolder.create(
                            data,
                            target.toAbsolutePath().normalize(),
                            !withoutKey && BackupKeys.configured(settings).isEmpty(),
                            keyId,
                            Clock.system().now());
            say(
                    "Backed up "
                            + made.bytes()
                            + " bytes, schema version "
                            + made.schema()
                            + ", to "
                            + target);
            say(key(settings, made));
            return ExitCodes.OK;
        } catch (DatabaseUnusableException e) {
            return refuse(ExitCodes.UNUSABLE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return refuse(ExitCodes.UNUSABLE, "the backup could not be written: " + e);
        }
    }

    private static String key(Settings settings, BackupFolder made) {
        String id = made.keyId().map(text -> " (id " + text + ")").orElse("");
        if (made.hasKey()) {
            return "It holds the encryption key" + id + ": whoever has it can read every secret.";
        }
        return BackupKeys.configured(settings).isPresent()
                ? "Keep xpack.encryptedSavedObjects.encryptionKey"
                        + id
                        + " with it: it is not in it."
                : "It does not hold the encryption key" + id + ": keep that as well.";
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
