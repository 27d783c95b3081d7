package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.demo.Receiver;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Whatever comes over the wire: an answer in the envelope, soon, and nothing is kept. {@code
 * -Dpatchbay.campaign=true}: half a million inputs; {@code -Dpatchbay.seed=N}: the same ones again.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class ApiFuzzIT {

    private static final boolean CAMPAIGN = Boolean.getBoolean("patchbay.campaign");
    private static final int INPUTS = CAMPAIGN ? 500_000 : 20_000;
    private static final int ROUND = 5_000;
    private static final int CLIENTS = 4;

    /** Where it is not a campaign on a machine of its own, a disk may take its time. */
    private static final long MOST_MILLIS = CAMPAIGN ? 100 : 2_000;

    private static final long MOST_NANOS = MOST_MILLIS * 1_000_000;

    private static final int TRIES = 10;

    /**
     * Of so many inputs one shows a password, which is hashed slowly on purpose, and the throttle.
     */
    private static final int PASSWORDS = 8;

    /** Inputs before those that count, so that the server is no longer cold. */
    private static final int WARMING = CAMPAIGN ? 2_000 : 0;

    private static final long MOST_GROWTH = 16L << 20;

    /** Slow on purpose: they check or make the hash of a password. */
    private static final Pattern HASHES =
            Pattern.compile("/_security/(user/fuzz(/_password)?|api_key/grant)");

    private static final Pattern TRACE = Pattern.compile("(?m)^.*\\n\\s+at [\\w.$/]+\\(.*");

    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong cutOff = new AtomicLong();
    private final Map<Integer, AtomicLong> statuses = new ConcurrentSkipListMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    /** What took long on the clock on the wall, whoever was to blame. */
    private final AtomicLong slowByTheClock = new AtomicLong();

    /** What took long once, by the number of its input. */
    private final Map<Long, String> slow = new ConcurrentSkipListMap<>();

    private final String password =
            "Authorization: " + Api.basic("fuzzer", "password-of-the-fuzzer") + "\r\n";

    private String key = "";
    private long seed;
    private Standstills standstills;
    private Receiver receiver;
    private PackagedServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        seed = Long.getLong("patchbay.seed", System.nanoTime());
        System.out.println("ApiFuzzIT: -Dpatchbay.seed=" + seed);
        standstills = new Standstills(folder);
        receiver = Receiver.start(0, _ -> {});
        server =
                PackagedServer.of(PackagedServer.Kind.SQLITE, folder)
                        .with(
                                "xpack.actions.allowedHosts: [127.0.0.1]",
                                "xpack.actions.responseTimeout: 2s",
                                "patchbay.security.users.fuzzer:"
                                        + " {password: password-of-the-fuzzer, roles: [superuser]}")
                        .start();
        Api.Reply made =
                server.api()
                        .as(Api.basic("fuzzer", "password-of-the-fuzzer"))
                        .post("/_security/api_key", "{\"name\":\"fuzz\"}");
        key = "Authorization: ApiKey " + made.text("encoded") + "\r\n";
    }

    @AfterAll
    void stop() throws Exception {
        standstills.close();
        server.close();
        receiver.close();
    }

    @Test
    void alwaysAnAnswerSoonAndNothingKept() throws Exception {
        ServerMeters meters = new ServerMeters(server);
        long before = 0;
        round(INPUTS, INPUTS + WARMING);
        slow.clear();
        slowByTheClock.set(0);
        for (int from = 0; from < INPUTS; from += ROUND) {
            round(from, Math.min(INPUTS, from + ROUND));
            Leftovers.removeFrom(server.api());
            if (before == 0 && from + ROUND >= INPUTS / 4) {
                before = meters.heap();
            }
            assertThat(wrong).as("seed " + seed).isEmpty();
        }
        long growth = meters.heap() - before;
        List<Long> stillSlow = stillSlow();
        System.out.printf(
                "ApiFuzzIT: %d inputs, %d answered, %d cut off, by status %s, %d slow by the clock,"
                    + " %d of them on the server, %d always, slowest on the server %.0f ms, heap"
                    + " %+d KiB; %s%n",
                INPUTS,
                answered.get(),
                cutOff.get(),
                statuses,
                slowByTheClock.get(),
                slow.size(),
                stillSlow.size(),
                meters.slowest(),
                growth >> 10,
                standstills);
        slow.forEach((number, what) ->
                System.out.printf("ApiFuzzIT: slow once: input %d: %s%n", number, what));
        assertThat(stillSlow.stream().map(i -> i + ": " + input(i)))
                .as(
                        "inputs of seed "
                                + seed
                                + " over "
                                + MOST_MILLIS
                                + " ms, "
                                + TRIES
                                + " times out of "
                                + TRIES)
                .isEmpty();
        assertThat(growth).as("heap kept, bytes").isLessThan(MOST_GROWTH);
        assertThat(TRACE.matcher(server.log()).results().map(MatchResult::group))
                .as("stack traces in the log")
                .isEmpty();
        assertThat(statuses.get(200).get()).as("valid ones").isGreaterThan(INPUTS / 20);
        assertStillRunsConnectors();
    }

    private FuzzedRequest input(long number) {
        return FuzzedRequest.of(seed, number, byPassword(number) ? password : key);
    }

    private static boolean byPassword(long number) {
        return number % PASSWORDS == 0;
    }

    private void round(int from, int to) throws Exception {
        List<Callable<Void>> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            int first = from + client;
            clients.add(() -> {
                try (KeptConnection connection = new KeptConnection(server.port())) {
                    for (int i = first; i < to; i += CLIENTS) {
                        one(connection, i);
                    }
                }
                return null;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (Future<Void> each : threads.invokeAll(clients)) {
                each.get();
            }
        }
    }

    private void one(KeptConnection connection, long number) throws IOException {
        FuzzedRequest request = input(number);
        long begun = System.nanoTime();
        Optional<KeptConnection.Answer> answer;
        try {
            answer = connection.exchange(request);
        } catch (IOException | RuntimeException e) {
            wrong.add("input " + number + ": " + e + "\n" + request);
            connection.close();
            return;
        }
        long ended = System.nanoTime();
        boolean judged = !byPassword(number) && !HASHES.matcher(request.route()).find();
        if (judged && ended - begun > MOST_NANOS) {
            slowByTheClock.incrementAndGet();
        }
        long nanos = nanosOfServer(begun, ended);
        if (judged && nanos > MOST_NANOS) {
            String status = answer.map(one -> Integer.toString(one.status())).orElse("cut off");
            slow.put(
                    number,
                    String.format(
                            Locale.ROOT, "%.1f ms, %s, %s", nanos / 1e6, status, request.route()));
        }
        if (answer.isEmpty()) {
            cutOff.incrementAndGet();
            if (request.framed() && request.bytes().length < 60_000) {
                wrong.add("input " + number + ": no answer\n" + request);
            }
            return;
        }
        answered.incrementAndGet();
        statuses.computeIfAbsent(answer.get().status(), _ -> new AtomicLong()).incrementAndGet();
        String fault = FuzzVerdict.fault(request, answer.get());
        if (!fault.isEmpty()) {
            wrong.add(
                    "input " + number + ": " + fault + "\n" + request + "\n" + answer.get().body());
        }
    }

    /** Alone, because other clients and other work on the machine make anything slow once. */
    private List<Long> stillSlow() throws IOException {
        List<Long> still = new ArrayList<>();
        for (long number : slow.keySet()) {
            boolean fast = false;
            for (int i = 0; i < TRIES && !fast; i++) {
                try (KeptConnection connection = new KeptConnection(server.port())) {
                    long begun = System.nanoTime();
                    connection.exchange(input(number));
                    fast = nanosOfServer(begun, System.nanoTime()) <= MOST_NANOS;
                }
            }
            if (!fast) {
                still.add(number);
            }
        }
        return still;
    }

    /** Without the time in which the machine or its disk stood still. */
    private long nanosOfServer(long begun, long ended) {
        return ended - begun - standstills.within(begun, ended);
    }

    private void assertStillRunsConnectors() throws IOException {
        Api api = server.api();
        String hook =
                """
                {"name":"After","connector_type_id":".webhook",
                 "config":{"url":"%s/hook","hasAuth":false},"secrets":{}}
                """
                        .formatted(receiver.url());
        assertThat(api.post("/api/actions/connector/after", hook).status()).isEqualTo(200);
        assertThat(
                        api.post("/api/actions/connector/after/_execute", "{\"params\":{}}")
                                .text("status"))
                .isEqualTo("ok");
        assertThat(receiver.received()).hasSize(1);
    }
}
