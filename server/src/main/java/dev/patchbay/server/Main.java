package dev.patchbay.server;

import dev.patchbay.server.cli.DeliveriesCommand;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** The command line. Without a subcommand it prints its help. */
@Command(
        name = "patchbay",
        description = "Self-hosted connector server.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeOnInvalidInput = ExitCodes.USAGE)
public final class Main implements Runnable {

    /** In the order of the help. */
    private enum Subcommand {
        SERVE("serve", ServeCommand.class),
        DEMO("demo", DemoCommand.class),
        DELIVERIES("deliveries", DeliveriesCommand.class),
        KEYS("keys", KeysCommand.class),
        USERS("users", UsersCommand.class),
        BACKUP("backup", BackupCommand.class),
        RESTORE("restore", RestoreCommand.class),
        DOCTOR("doctor", DoctorCommand.class),
        TRAIN("train", TrainCommand.class);

        private final String word;
        private final Class<?> type;

        Subcommand(String word, Class<?> type) {
            this.word = word;
            this.type = type;
        }

        /** The command line; where settings are taken, {@code --any.key=value} is no mistake. */
        CommandLine commandLine() {
            CommandLine line = new CommandLine(type);
            switch (this) {
                case SERVE, BACKUP, RESTORE, DOCTOR -> line.setUnmatchedArgumentsAllowed(true);
                case USERS ->
                        Objects.requireNonNull(line.getSubcommands().get("reset-password"))
                                .setUnmatchedArgumentsAllowed(true);
                default -> {}
            }
            return line;
        }
    }

    @Spec private CommandSpec spec;

    Main() {}

    public static void main(String[] args) {
        System.exit(run(args, _ -> {}));
    }

    /**
     * Parses and runs.
     *
     * @param streams sets where it prints, if not to the process's own streams
     */
    static int run(String[] args, Consumer<CommandLine> streams) {
        CommandLine line = new CommandLine(new Main());
        // What is not asked for is left out: its options would cost each start some 100 ms.
        List<Subcommand> all = List.of(Subcommand.values());
        List<Subcommand> asked =
                all.stream().filter(one -> args.length > 0 && one.word.equals(args[0])).toList();
        for (Subcommand subcommand : asked.isEmpty() ? all : asked) {
            line.addSubcommand(subcommand.word, subcommand.commandLine());
        }
        streams.accept(line);
        return line.execute(args);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
