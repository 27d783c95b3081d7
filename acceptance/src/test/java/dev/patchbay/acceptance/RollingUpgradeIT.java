package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.demo.Receiver;
import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two nodes on one PostgreSQL go from the earlier version to this one, one after the other, under
 * traffic that a balancer sends to the nodes in turn; none of it fails.
 */
final class RollingUpgradeIT {

    private static final Duration PHASE =
            Duration.ofSeconds(Boolean.getBoolean("patchbay.campaign") ? 15 : 3);
    private static final int CALLERS = 4;
    private static final Path TODAY = PackagedServer.DIST.resolve("patchbay");

    /** A node behind the balancer. */
    private record Node(PackagedServer server, AtomicBoolean inRotation, AtomicInteger running) {
        Node(PackagedServer server) {
            this(server, new AtomicBoolean(true), new AtomicInteger());
        }
    }

    @TempDir private Path folder;
    private Receiver receiver;
    private Node a;
    private Node b;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Set<String> deliveries = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> byPhase = new ConcurrentHashMap<>();

    @BeforeEach
    void start() throws Exception {
        Path earlier =
                EarlierBuild.program()
                        .orElseGet(() -> {
                            assumeTrue(false, "the history of the repository is not at hand");
                            return TODAY;
                        });
        receiver = Receiver.start(0, _ -> {});
        PackagedServer first =
                PackagedServer.of(PackagedServer.Kind.POSTGRES, folder.resolve("a"))
                        .withProgram(earlier);
        a = new Node(first.start());
        b = new Node(first.node(folder.resolve("b")).withProgram(earlier).start());
    }

    @AfterEach
    void close() throws Exception {
        if (b != null) {
            b.server().close();
        }
        if (a != null) {
            a.server().close();
        }
        if (receiver != null) {
            receiver.close();
        }
    }

    /** As a balancer does: to the nodes in rotation, in turn; it counts what is under way. */
    private Api.Reply call(String method, String path, String body, int expected)
            throws IOException {
        Node node = pick();
        try {
            requests.incrementAndGet();
            Api.Reply reply = node.server().api().call(method, path, body);
            if (reply.status() != expected) {
                failures.add(method + " " + path + ": " + reply.status() + " " + reply.body());
            }
            return reply;
        } catch (IOException e) {
            failures.add(method + " " + path + ": " + e);
            throw e;
        } finally {
            node.running().decrementAndGet();
        }
    }

    private Node pick() {
        while (true) {
            Node node = turn.incrementAndGet() % 2 == 0 ? a : b;
            node.running().incrementAndGet();
            if (node.inRotation().get()) {
                return node;
            }
            node.running().decrementAndGet();
        }
    }

    private void round(int caller, int round) throws IOException {
        String path = "/api/actions/connector/c-" + caller + "-" + round;
        String hook =
                """
                {"name":"Hook","connector_type_id":".webhook",
                 "config":{"url":"%s/hook"},"secrets":{"user":"u","password":"p"}}
                """
                        .formatted(receiver.url());
        call("POST", path, hook, 200);
        call("GET", path, "", 200);
        Api.Reply ran = call("POST", path + "/_execute", "{\"params\":{}}", 200);
        if (!ran.text("status").equals("ok")) {
            failures.add("execution: " + ran.body());
        }
        String update = hook.replace("\"connector_type_id\":\".webhook\",", "");
        call("PUT", path, update.replace("Hook", "Changed"), 200);
        String delivery =
                "{\"deliveries\":[{\"connector_id\":\"%s\",\"params\":{\"body\":\"{}\"}}]}"
                        .formatted("kept-" + caller);
        JsonNode accepted = call("POST", "/api/patchbay/deliveries", delivery, 202).json();
        deliveries.add(accepted.path("deliveries").path(0).path("id").stringValue(""));
        call("DELETE", path, "", 204);
    }

    private void phase(String name) throws Exception {
        int before = requests.get();
        Clock.system().sleep(PHASE);
        Eventually.get(requests::get, now -> now > before);
        byPhase.put(name, requests.get() - before);
    }

    /** Out of rotation, stopped in order, started as the other program, back again. */
    private void upgrade(Node node) throws Exception {
        node.inRotation().set(false);
        Eventually.get(node.running()::get, running -> running == 0);
        assertThat(node.server().stop()).as(node.server().log()).isZero();
        node.server().withProgram(TODAY).start();
        node.inRotation().set(true);
    }

    @Test
    void noRequestFailsAndEveryDeliveryEnds() throws Exception {
        for (int i = 0; i < CALLERS; i++) {
            String hook =
                    """
                    {"name":"Kept","connector_type_id":".webhook",
                     "config":{"url":"%s/hook/kept","hasAuth":false}}
                    """
                            .formatted(receiver.url());
            call("POST", "/api/actions/connector/kept-" + i, hook, 200);
        }
        try (Load load = Load.of(CALLERS, this::round)) {
            phase("1 both earlier");
            upgrade(a);
            phase("2 mixed");
            upgrade(b);
            phase("3 both new");
            load.close();
            System.out.printf(
                    "%s requests while two nodes were upgraded, %d failed; in the phases: %s%n",
                    requests, failures.size(), new TreeMap<>(byPhase));
            assertThat(failures).isEmpty();
            load.end();
        }
        assertThat(byPhase.values()).allMatch(count -> count > 0);

        Api api = a.server().api();
        for (String id : deliveries) {
            long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
            String path = "/api/patchbay/deliveries/" + id;
            while (api.get(path).text("state").equals("pending") && System.nanoTime() < deadline) {
                Clock.system().sleep(Duration.ofMillis(50));
            }
            assertThat(api.get(path).text("state"))
                    .as(api.get(path).body() + api.get(path + "/attempts").body())
                    .isEqualTo("delivered");
        }
        assertThat(deliveries).isNotEmpty();
    }
}
