package dev.patchbay.store.delivery;

import static dev.patchbay.store.delivery.DeliveryNode.draft;
import static dev.patchbay.store.delivery.DeliveryNode.number;

import dev.patchbay.engine.delivery.Acceptance;
import dev.patchbay.engine.store.StoreUnavailableException;
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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A process that accepts and delivers until it is killed, or delivers what is left. Arguments:
 * where the database is, the file that is the target, what it does, its name as a node, and which
 * of its lives this is. Prints the id of each delivery after its acceptance.
 */
final class MortalNode {

    /** Characters of a line of its output. */
    static final int ID_LENGTH = 36;

    /** Exit code of a process that was killed: 128 and the signal. */
    static final int KILLED = 137;

    private static final int DRAINED_WITHIN = 240; // seconds
    private static final int SUBMITTERS = 4;
    private static final int ONE_IN_A_LANE = 4;
    private static final long STEADY_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_ANSWER = TimeUnit.MILLISECONDS.toNanos(100);

    /** What one does. */
    enum Work {
        /** Accepts as fast as it can; its target answers at once. */
        ACCEPT,
        /** Accepts some 40 a second; its target takes up to 100 ms to answer. */
        ACCEPT_STEADILY,
        /** Delivers what is there, and ends. */
        DRAIN
    }

    private MortalNode() {}

    /** Starts the only node of a database, with these variables in its environment. */
    static Process start(String data, Path target, Work work, Map<String, String> environment)
            throws IOException {
        return start(data, target, work, "node-1", "node-1", environment);
    }

    /** Starts a life of a node. */
    static Process start(
            String data,
            Path target,
            Work work,
            String node,
            String life,
            Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder =
                ChildJvm.of(MortalNode.class, data, target.toString(), work.name(), node, life);
        builder.environment().putAll(environment);
        return builder.start();
    }

    public static void main(String[] args) throws Exception {
        Work work = Work.valueOf(args[2]);
        DatabaseOptions options =
                args[0].startsWith("jdbc:")
                        ? new DatabaseOptions.Postgres(
                                new Secret(args[0]),
                                Optional.of(PostgresDatabase.USER),
                                Optional.of(new Secret("unused")),
                                false,
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
                    new DeliveryNode.Setup(
                            invocation -> receive(target, invocation, work, args[4]));
            setup.name = args[3];
            setup.schedule = Optional.of(DeliveryNode.quick());
            try (DeliveryNode node = new DeliveryNode(database, setup)) {
                node.workers.start();
                if (work != Work.DRAIN) {
                    accept(node, work);
                }
                Until.holds("drained", DRAINED_WITHIN, () -> database.deliveries().pending() == 0);
            }
        }
    }

    private static Outcome receive(
            FileChannel target, Invocation invocation, Work work, String life) {
        Receipt receipt =
                new Receipt(invocation.deliveryId().orElseThrow(), life, System.nanoTime());
        try {
            target.write(ByteBuffer.wrap(receipt.line().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (work == Work.ACCEPT_STEADILY) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_ANSWER));
        }
        return Outcome.ok();
    }

    private static void accept(DeliveryNode node, Work work) throws InterruptedException {
        List<Thread> submitters =
                IntStream.range(0, SUBMITTERS)
                        .mapToObj(i -> Thread.ofVirtual().start(() -> submit(node, i, work)))
                        .toList();
        for (Thread submitter : submitters) {
            submitter.join();
        }
    }

    private static void submit(DeliveryNode node, int lane, Work work) {
        for (int n = 0; ; n++) {
            Optional<String> named =
                    n % ONE_IN_A_LANE == 0 ? Optional.of("lane " + lane) : Optional.empty();
            try {
                Acceptance answer =
                        node.deliveries.accept(
                                DeliveryNode.CALLER,
                                DeliveryNode.SPACE,
                                List.of(draft(number(n), named)),
                                Optional.empty());
                if (answer instanceof Acceptance.Accepted(var deliveries, boolean _)) {
                    System.out.print(deliveries.getFirst().id() + "\n");
                    System.out.flush();
                }
            } catch (StoreUnavailableException e) {
                LockSupport.parkNanos(STEADY_PAUSE); // a client that is refused comes again
            }
            if (work == Work.ACCEPT_STEADILY) {
                LockSupport.parkNanos(STEADY_PAUSE);
            }
        }
    }
}
