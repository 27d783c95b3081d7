package dev.patchbay.store.delivery;

import static dev.patchbay.store.delivery.DeliveryNode.draft;

import dev.patchbay.engine.delivery.Acceptance;
import dev.patchbay.engine.delivery.DeliveryDraft;
import dev.patchbay.engine.delivery.IdempotencyKey;
import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.Database;
import dev.patchbay.store.DatabaseOptions;
import dev.patchbay.testkit.PostgresDatabase;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A process that delivers to a {@link MoodyReceiver}, with a short lease. For each line {@code n}
 * of its input it accepts the n-th delivery of every lane and answers {@code n}; it ends with its
 * input.
 */
final class LaneNode implements AutoCloseable {

    static final int LANES = 24;
    static final Duration LEASE = Duration.ofSeconds(1);

    /** After which an attempt is given up. */
    private static final int TIMEOUT_MILLIS = 300;

    /** At most this long a claimed delivery is on its way: where a freeze hurts most. */
    private static final long LONGEST_WAY = TimeUnit.MILLISECONDS.toNanos(80);

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter orders;

    private LaneNode(Process process) {
        this.process = process;
        answers = process.inputReader();
        orders = process.outputWriter();
    }

    static LaneNode start(String jdbcUrl, int receiver, String name) throws IOException {
        return new LaneNode(
                ChildJvm.of(LaneNode.class, jdbcUrl, Integer.toString(receiver), name).start());
    }

    /** It accepts the n-th delivery of each lane; returns after that. */
    void accept(int n) throws IOException {
        orders.write(n + "\n");
        orders.flush();
        String answer = answers.readLine();
        if (!Integer.toString(n).equals(answer)) {
            throw new AssertionError("not accepted: " + n + ", but " + answer);
        }
    }

    /** SIGSTOP: no thread of it runs, whatever it is about to do. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** SIGCONT: it goes on as if nothing had happened. */
    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String which) throws IOException, InterruptedException {
        int exit =
                new ProcessBuilder("kill", which, Long.toString(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor();
        if (exit != 0) {
            throw new AssertionError("kill " + which + ": " + exit);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    public static void main(String[] args) throws Exception {
        DatabaseOptions options =
                new DatabaseOptions.Postgres(
                        new Secret(args[0]),
                        Optional.of(PostgresDatabase.USER),
                        Optional.of(new Secret("unused")),
                        false,
                        6,
                        Clock.system());
        int receiver = Integer.parseInt(args[1]);
        DeliveryNode.Setup setup =
                new DeliveryNode.Setup(invocation -> attempt(invocation, receiver));
        setup.name = args[2];
        setup.lease = LEASE;
        setup.schedule = Optional.of(DeliveryNode.quick());
        try (Database database = Database.open(options);
                DeliveryNode node = new DeliveryNode(database, setup);
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            node.workers.start();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int n = Integer.parseInt(line);
                while (!accept(node, n)) {
                    LockSupport.parkNanos(LONGEST_WAY); // a client that is refused comes again
                }
                System.out.println(n);
            }
        }
    }

    private static boolean accept(DeliveryNode node, int n) {
        List<DeliveryDraft> drafts =
                IntStream.range(0, LANES).mapToObj(lane -> numbered(lane, n)).toList();
        try {
            return node.deliveries.accept(
                            DeliveryNode.CALLER,
                            DeliveryNode.SPACE,
                            drafts,
                            Optional.of(new IdempotencyKey("round " + n, new byte[] {1})))
                    instanceof Acceptance.Accepted;
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    private static DeliveryDraft numbered(int lane, int n) {
        return draft(Json.object().put("lane", lane).put("n", n), Optional.of("lane " + lane));
    }

    private static Outcome attempt(Invocation invocation, int receiver) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_WAY));
        String line =
                invocation.params().path("lane").intValue()
                        + " "
                        + invocation.params().path("n").intValue()
                        + "\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), receiver)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
            String answer =
                    new BufferedReader(
                                    new InputStreamReader(
                                            socket.getInputStream(), StandardCharsets.UTF_8))
                            .readLine();
            return MoodyReceiver.OK.equals(answer)
                    ? Outcome.ok()
                    : Failed.of(Reason.SERVER_ERROR, "answered " + answer).withEffect(Effect.NONE);
        } catch (SocketTimeoutException e) {
            return Failed.of(Reason.TIMEOUT, "no answer").withEffect(Effect.UNKNOWN);
        } catch (IOException e) {
            return Failed.of(Reason.NETWORK, "no connection").withEffect(Effect.UNKNOWN);
        }
    }
}
