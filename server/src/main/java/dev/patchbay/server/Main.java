package dev.patchbay.server;

import dev.patchbay.server.cli.DeliveriesCommand;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.Objects;

/** The command line. Without a subcommand it prints its help. */
@Command(
        name = "patchbay",
        description = "Self-hosted connector server.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeOnInvalidInput = ExitCodes.USAGE,
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            DeliveriesCommand.class,
            KeysCommand.class,
            UsersCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            DoctorCommand.class,
            TrainCommand.class
        })
public final class Main implements Runnable {

    @Spec private CommandSpec spec;

    Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line; where settings are taken, {@code --any.key=value} is no mistake. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        takesSettings(line, "serve");
        takesSettings(line, "users", "reset-password");
        takesSettings(line, "backup");
        takesSettings(line, "restore");
        takesSettings(line, "doctor");
        return line;
    }

    private static void takesSettings(CommandLine line, String... names) {
        CommandLine command = line;
        for (String name : names) {
            command = Objects.requireNonNull(command.getSubcommands().get(name), name);
        }
        command.setUnmatchedArgumentsAllowed(true);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
