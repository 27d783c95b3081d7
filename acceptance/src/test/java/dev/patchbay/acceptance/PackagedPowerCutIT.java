package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.testkit.PowerCut;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * The power goes while clients of the packaged server submit: whatever was answered with 2xx is
 * there when the server comes back and reaches its target, and no request was accepted by halves.
 * The same run on a disk that syncs nothing must lose, or the cut cuts nothing. Needs gcc.
 */
final class PackagedPowerCutIT {

    private static final int CUTS = Boolean.getBoolean("patchbay.campaign") ? 50 : 3;
    private static final int CLIENTS = 8;
    private static final int OF_A_REQUEST = 3;
    private static final int MOST_REQUESTS_BEFORE_A_CUT = 150;

    /** Between the last answer that counts and the cut. */
    private static final int MOST_MICROS = 8_000;

    /** A few cuts may all fall between a sync and the next write. */
    private static final int ENOUGH_TO_HIT = 20;

    private static final String DELIVERIES = "/api/patchbay/deliveries";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Clock CLOCK = Clock.system();

    private final Random random = new Random();
    private final AtomicInteger requests = new AtomicInteger();

    /** Ids of what was answered with 202, over all lives. */
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();

    /** Ids of connectors whose creation was answered with 200. */
    private final List<String> connectors = new ArrayList<>();

    /** Bodies that were answered for, and so have to arrive. */
    private final Queue<String> promised = new ConcurrentLinkedQueue<>();

    private long slowestStart;
    private CountingTarget target;
    private PackagedServer server;
    private PowerCut power;

    @BeforeEach
    void prepare(@TempDir Path folder) throws Exception {
        Optional<PowerCut> made = PowerCut.in(folder);
        assumeTrue(made.isPresent(), "skipped: no gcc here");
        power = made.get();
        target = CountingTarget.start();
        server = PackagedServer.of(PackagedServer.Kind.SQLITE, folder.resolve("server"));
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.close();
            target.close();
        }
    }

    @Test
    void whatWasAnsweredOutlivesThePower() throws Exception {
        long seed = System.nanoTime();
        random.setSeed(seed);
        int gone = 0;
        for (int cut = 0; cut < CUTS; cut++) {
            live(false, 1 + random.nextInt(MOST_REQUESTS_BEFORE_A_CUT));
            gone += power.cut(server.data());
        }
        Set<String> lost = lost();
        Set<String> halves = halves();
        System.out.printf(
                "PackagedPowerCutIT: %d requests of %d answered with 2xx, %d deliveries, %d cuts,"
                        + " %d unsynced writes gone, %d lost, %d accepted by halves, started again"
                        + " within %d ms%n",
                promised.size() / OF_A_REQUEST + connectors.size(),
                requests.get() + CUTS,
                accepted.size(),
                CUTS,
                gone,
                lost.size(),
                halves.size(),
                slowestStart);
        if (CUTS >= ENOUGH_TO_HIT) {
            assertThat(gone).as("writes that a cut took").isPositive();
        }
        assertThat(lost).as("lost, seed " + seed).isEmpty();
        assertThat(halves).as("accepted by halves, seed " + seed).isEmpty();
    }

    @Test
    void withoutSyncsTheSameRunLoses() throws Exception {
        // A first life with syncs, so that there is a database to go back to.
        live(false, 5);
        power.cut(server.data());
        live(true, MOST_REQUESTS_BEFORE_A_CUT);
        int gone = power.cut(server.data());
        Set<String> lost = lost();
        System.out.printf(
                "PackagedPowerCutIT: without syncs %d deliveries and %d connectors accepted, %d"
                        + " writes gone, %d lost%n",
                accepted.size(), connectors.size(), gone, lost.size());
        assertThat(lost).isNotEmpty();
    }

    /** Serves until so many requests are answered, and a little longer. */
    private void live(boolean lies, int enough) throws Exception {
        start(power.environment(server.data(), lies));
        Api api = server.api();
        String connector = connect(api);
        AtomicInteger answered = new AtomicInteger();
        List<Thread> clients =
                IntStream.range(0, CLIENTS)
                        .mapToObj(_ ->
                                Thread.ofVirtual().start(() -> submit(api, connector, answered)))
                        .toList();
        until("requests are answered", () -> answered.get() >= enough);
        LockSupport.parkNanos(random.nextInt(MOST_MICROS) * 1_000L);
        server.kill();
        for (Thread client : clients) {
            client.join();
        }
    }

    private void start(Map<String, String> environment) throws Exception {
        long begun = CLOCK.nanoTime();
        server.withEnvironment(environment).start();
        slowestStart =
                Math.max(slowestStart, Duration.ofNanos(CLOCK.nanoTime() - begun).toMillis());
    }

    private String connect(Api api) throws IOException {
        Api.Reply made =
                api.post(
                        "/api/actions/connector",
                        """
                        {"name":"target","connector_type_id":".webhook",
                         "config":{"url":"%s/","hasAuth":false}}
                        """
                                .formatted(target.url()));
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        connectors.add(made.text("id"));
        return made.text("id");
    }

    private void submit(Api api, String connector, AtomicInteger answered) {
        try {
            while (true) {
                int request = requests.getAndIncrement();
                List<String> bodies =
                        IntStream.range(0, OF_A_REQUEST).mapToObj(i -> request + "-" + i).toList();
                String drafts =
                        String.join(",", bodies.stream().map(b -> draft(connector, b)).toList());
                Api.Reply reply = api.post(DELIVERIES, "{\"deliveries\":[" + drafts + "]}");
                if (reply.status() == 202) {
                    promised.addAll(bodies);
                    accepted.addAll(reply.json().path("deliveries").findValuesAsString("id"));
                    answered.incrementAndGet();
                }
            }
        } catch (IOException e) {
            // The power is gone: this one was not answered.
        }
    }

    private static String draft(String connector, String body) {
        return "{\"connector_id\":\"" + connector + "\",\"params\":{\"body\":\"" + body + "\"}}";
    }

    /** Of what was answered with 2xx: what is not there, or never comes to its end. */
    private Set<String> lost() throws Exception {
        start(Map.of());
        Api api = server.api();
        until("all have ended", () -> pending(api) == 0);
        Set<String> lost = new TreeSet<>();
        for (String id : accepted) {
            if (!api.get(DELIVERIES + "/" + id).text("state").equals("delivered")) {
                lost.add("delivery " + id);
            }
        }
        for (String id : connectors) {
            if (api.get("/api/actions/connector/" + id).status() != 200) {
                lost.add("connector " + id);
            }
        }
        for (String body : promised) {
            if (!target.bodies().containsKey(body)) {
                lost.add("body " + body);
            }
        }
        return lost;
    }

    private static int pending(Api api) {
        try {
            return api.get(DELIVERIES + "?state=pending&limit=1").json().path("deliveries").size();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Requests, answered or not, of which some arrived and others did not. */
    private Set<String> halves() {
        Set<String> halves = new TreeSet<>();
        for (int request = 0; request < requests.get(); request++) {
            String prefix = request + "-";
            long arrived =
                    IntStream.range(0, OF_A_REQUEST)
                            .filter(i -> target.bodies().containsKey(prefix + i))
                            .count();
            if (arrived != 0 && arrived != OF_A_REQUEST) {
                halves.add("request " + request);
            }
        }
        return halves;
    }

    private static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long end = CLOCK.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(CLOCK.nanoTime() - end).as("not in time: " + what).isNegative();
            CLOCK.sleep(Duration.ofMillis(2));
        }
    }
}
