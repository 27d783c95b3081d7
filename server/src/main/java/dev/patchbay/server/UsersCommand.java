package dev.patchbay.server;

import dev.patchbay.engine.security.PasswordReset;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.server.settings.Settings;
import dev.patchbay.server.settings.SettingsLoader;
import dev.patchbay.server.settings.SettingsResult;
import dev.patchbay.store.Database;
import dev.patchbay.store.sql.DatabaseUnusableException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.Optional;

/** Stored users, for whoever may read the data directory or the database. */
@Command(
        name = "users",
        description = "Stored users.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = ExitCodes.USAGE)
final class UsersCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /**
     * Contract/security-and-spaces.md, D11. Works while the server runs, which notices within a
     * second.
     */
    @Command(
            name = "reset-password",
            description = "Sets a new password of a stored user, enables the user, and prints it.",
            mixinStandardHelpOptions = true)
    int resetPassword(
            @Option(
                            names = {"-u", "--username"},
                            required = true,
                            paramLabel = "NAME")
                    String user,
            @Option(
                            names = {"-i", "--interactive"},
                            arity = "0..1",
                            interactive = true,
                            echo = false,
                            prompt = "New password: ",
                            description = "Asks for the password; without it one is made up.")
                    char[] wanted,
            @Mixin SettingsOptions options) {
        return switch (SettingsLoader.load(options.source())) {
            case SettingsResult.Refused(int code, String message) -> say(code, "Error: " + message);
            case SettingsResult.Loaded(Settings settings, var _) ->
                    reset(
                            settings,
                            user,
                            Optional.ofNullable(wanted).map(text -> new Secret(new String(text))));
        };
    }

    private int reset(Settings settings, String user, Optional<Secret> wanted) {
        try (Database database =
                Database.beside(Ground.options(settings.patchbay(), Clock.system()))) {
            Optional<Secret> made =
                    new PasswordReset(
                                    database.security(),
                                    settings.patchbay().dataPath(),
                                    IdSource.random())
                            .reset(user, wanted);
            if (made.isEmpty()) {
                return say(ExitCodes.UNUSABLE, "there is no stored user " + user);
            }
            if (wanted.isEmpty()) {
                spec.commandLine().getOut().println("New password: " + made.get().reveal());
                spec.commandLine().getOut().flush();
            }
            return ExitCodes.OK;
        } catch (DatabaseUnusableException | IllegalArgumentException e) {
            return say(ExitCodes.UNUSABLE, String.valueOf(e.getMessage()));
        }
    }

    private int say(int code, String message) {
        spec.commandLine().getErr().println("patchbay: " + message);
        spec.commandLine().getErr().flush();
        return code;
    }
}
