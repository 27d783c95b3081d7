package dev.patchbay.store.delivery;

import static dev.patchbay.store.delivery.DeliveryNode.draft;
import static dev.patchbay.store.delivery.DeliveryNode.number;

import dev.patchbay.engine.delivery.Acceptance;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.Database;
import dev.patchbay.store.DatabaseOptions;
import dev.patchbay.testkit.PostgresDatabase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A process that accepts and delivers until it is killed, or delivers what is left. Arguments:
 * where the database is, the file that is the target, {@code accept} or {@code drain}. Prints the
 * id of each delivery after its acceptance.
 */
final class MortalNode {

    /** Characters of a line of its output. */
    static final int ID_LENGTH = 36;

    /** Exit code of a process that was killed: 128 and the signal. */
    static final int KILLED = 137;

    private static final int SUBMITTERS = 4;

    private MortalNode() {}

    /** Starts one, with these variables in its environment. */
    static Process start(String data, Path target, String work, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MortalNode.class.getName(),
                        data,
                        target.toString(),
                        work);
        builder.environment().putAll(environment);
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    public static void main(String[] args) throws Exception {
        DatabaseOptions options =
                args[0].startsWith("jdbc:")
                        ? new DatabaseOptions.Postgres(
                                new Secret(args[0]),
                                Optional.of(PostgresDatabase.USER),
                                Optional.of(new Secret("unused")),
                                true,
                                6,
                                Clock.system())
                        : new DatabaseOptions.Sqlite(Path.of(args[0]), Clock.system());
        try (Database database = Database.open(options);
                FileChannel target =
                        FileChannel.open(
                                Path.of(args[1]),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.APPEND)) {
            DeliveryNode.Setup setup =
                    new DeliveryNode.Setup(invocation -> receive(target, invocation));
            setup.schedule = Optional.of(DeliveryNode.quick());
            try (DeliveryNode node = new DeliveryNode(database, setup)) {
                node.workers.start();
                if (args[2].equals("accept")) {
                    accept(node);
                }
                Until.holds("drained", () -> database.deliveries().pending() == 0);
            }
        }
    }

    private static Outcome receive(FileChannel target, Invocation invocation) {
        String line = invocation.deliveryId().orElseThrow() + "\n";
        try {
            target.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            return Outcome.ok();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void accept(DeliveryNode node) throws InterruptedException {
        List<Thread> submitters =
                IntStream.range(0, SUBMITTERS)
                        .mapToObj(i -> Thread.ofVirtual().start(() -> submit(node, i)))
                        .toList();
        for (Thread submitter : submitters) {
            submitter.join();
        }
    }

    private static void submit(DeliveryNode node, int lane) {
        for (int n = 0; ; n++) {
            Acceptance answer =
                    node.deliveries.accept(
                            DeliveryNode.CALLER,
                            DeliveryNode.SPACE,
                            List.of(
                                    draft(
                                            number(n),
                                            n % 2 == 0
                                                    ? Optional.empty()
                                                    : Optional.of("lane " + lane))),
                            Optional.empty());
            if (answer instanceof Acceptance.Accepted(var deliveries, boolean _)) {
                System.out.print(deliveries.getFirst().id() + "\n");
                System.out.flush();
            }
        }
    }
}
