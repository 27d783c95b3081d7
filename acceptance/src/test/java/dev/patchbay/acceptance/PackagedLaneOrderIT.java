package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.testkit.FirstSuccesses;
import dev.patchbay.testkit.MoodyTarget;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Three packaged servers on one PostgreSQL, a receiver that answers 503 to 10 % of all requests and
 * lets 5 % time out, and each server in turn frozen (SIGSTOP) for longer than its lease of 30 s.
 * Per lane the receiver takes in the order of acceptance. Takes minutes, as the retries do, so it
 * is part of the campaign only; {@code LaneOrderClusterIT} of the store is the short form.
 */
final class PackagedLaneOrderIT {

    private static final boolean CAMPAIGN = Boolean.getBoolean("patchbay.campaign");
    private static final int NODES = 3;
    private static final int LANES = 60;

    /** Between two acceptances of all lanes. */
    private static final Duration PACE = Duration.ofSeconds(5);

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration FROZEN = Duration.ofSeconds(35);
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Duration WAY = Duration.ofMillis(50);
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final String DELIVERIES = "/api/patchbay/deliveries";
    private static final Clock CLOCK = Clock.system();

    private final MoodyTarget target = new MoodyTarget(CLOCK.nanoTime());
    private final List<PackagedServer> nodes = new ArrayList<>();
    private String connector = "";
    private int accepted;

    @Test
    void firstSuccessesComeInTheOrderOfAcceptance(@TempDir Path folder) throws Exception {
        assumeTrue(CAMPAIGN, "skipped: part of the campaign");
        HttpServer receiver = receiver();
        try {
            start(folder);
            connect("http://127.0.0.1:" + receiver.getAddress().getPort() + "/");
            for (PackagedServer node : nodes) {
                acceptFor(Duration.ofSeconds(10), nodes);
                List<PackagedServer> others = new ArrayList<>(nodes);
                others.remove(node);
                accept(node);
                signal("-STOP", node);
                try {
                    acceptFor(FROZEN, others);
                } finally {
                    signal("-CONT", node);
                }
            }
            drain();
            report();
        } finally {
            for (PackagedServer node : nodes.reversed()) {
                node.close();
            }
            receiver.stop(0);
        }
    }

    private void start(Path folder) throws Exception {
        String[] settings = {"xpack.actions.responseTimeout: 1s"};
        PackagedServer first =
                PackagedServer.of(PackagedServer.Kind.POSTGRES, folder.resolve("0")).with(settings);
        nodes.add(first);
        first.start();
        for (int i = 1; i < NODES; i++) {
            PackagedServer next = first.node(folder.resolve(Integer.toString(i)));
            nodes.add(next);
            next.start();
        }
    }

    private void connect(String url) throws IOException {
        Api.Reply made =
                nodes.getFirst()
                        .api()
                        .post(
                                "/api/actions/connector",
                                """
                                {"name":"target","connector_type_id":".webhook",
                                 "config":{"url":"%s","hasAuth":false}}
                                """
                                        .formatted(url));
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        connector = made.text("id");
    }

    private HttpServer receiver() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
        return server;
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] parts =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                            .split(" ");
            // Long enough for a freeze to come before it is taken, and before that is answered.
            CLOCK.sleep(WAY);
            MoodyTarget.Mood mood =
                    target.receive(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            CLOCK.sleep(WAY);
            switch (mood) {
                case TAKEN -> exchange.sendResponseHeaders(204, -1);
                case UNAVAILABLE -> exchange.sendResponseHeaders(503, -1);
                case SILENT, SILENT_BUT_TAKEN -> CLOCK.sleep(SILENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One at a time by these nodes in turn, so that the order of acceptance is known. */
    private void acceptFor(Duration time, List<PackagedServer> by) throws Exception {
        long end = CLOCK.nanoTime() + time.toNanos();
        while (CLOCK.nanoTime() - end < 0) {
            accept(by.get(accepted % by.size()));
            CLOCK.sleep(PACE);
        }
    }

    private void accept(PackagedServer by) throws IOException {
        String drafts =
                IntStream.range(0, LANES).mapToObj(this::draft).collect(Collectors.joining(","));
        Api.Reply reply = by.api().post(DELIVERIES, "{\"deliveries\":[" + drafts + "]}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        accepted++;
    }

    private String draft(int lane) {
        return "{\"connector_id\":\"%s\",\"lane\":\"lane %d\",\"params\":{\"body\":\"%d %d\"}}"
                .formatted(connector, lane, lane, accepted);
    }

    private static void signal(String which, PackagedServer node) throws Exception {
        int exit =
                new ProcessBuilder("kill", which, Long.toString(node.pid()))
                        .inheritIO()
                        .start()
                        .waitFor();
        assertThat(exit).as("kill " + which).isZero();
    }

    private void drain() throws Exception {
        long end = CLOCK.nanoTime() + PATIENCE.toNanos();
        while (nodes.getFirst()
                        .api()
                        .get(DELIVERIES + "?state=pending&limit=1")
                        .json()
                        .path("deliveries")
                        .size()
                > 0) {
            assertThat(CLOCK.nanoTime() - end).as("all have ended in time").isNegative();
            CLOCK.sleep(Duration.ofMillis(200));
        }
    }

    private void report() {
        FirstSuccesses found = target.firstSuccesses(LANES, accepted);
        System.out.printf(
                "PackagedLaneOrderIT: %d nodes, %d deliveries in %d lanes, %s, %d freezes of %d s"
                        + " (lease %d s), %d taken again, %d of them after a later one; inversions"
                        + " %d, missing %d%n",
                NODES,
                found.taken(),
                found.lanes(),
                target.figures(),
                NODES,
                FROZEN.toSeconds(),
                LEASE.toSeconds(),
                found.again(),
                found.late(),
                found.inversions().size(),
                found.missing().size());
        assertThat(found.inversions()).isEmpty();
        assertThat(found.missing()).isEmpty();
    }
}
