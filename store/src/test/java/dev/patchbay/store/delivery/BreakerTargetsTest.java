package dev.patchbay.store.delivery;

import static dev.patchbay.store.delivery.DeliveryNode.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.delivery.DeliveryStore;
import dev.patchbay.engine.delivery.RetrySchedule;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.store.TestDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Of connectors whose params choose the server, each server has a breaker of its own. */
class BreakerTargetsTest {

    private static final String DEAD = "http://dead.example/hook?token=canary";
    private static final String DEAD_TARGET = DeliveryNode.CONNECTOR + " http://dead.example:80";
    private static final DeliveryStore.Horizon NOTHING = new DeliveryStore.Horizon("", "");

    private static final RetrySchedule HOURLY =
            new RetrySchedule(
                    List.of(), Duration.ofHours(1), Duration.ofHours(24), 0, IdSource.random());

    private final AtomicInteger triedDead = new AtomicInteger();

    private Outcome answer(Invocation invocation) {
        if (!invocation.params().path("url").stringValue("").equals(DEAD)) {
            return Outcome.ok();
        }
        triedDead.incrementAndGet();
        return Failed.of(Reason.NETWORK, "no route").withEffect(Effect.NONE);
    }

    private static String accept(DeliveryNode node, String url) {
        return node.accept(draft(Json.object().put("url", url), Optional.empty())).getFirst();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aDeadServerHoldsWhatGoesToItAndNothingElse(TestDatabase.Kind kind) throws Exception {
        DeliveryNode.Setup setup = new DeliveryNode.Setup(this::answer);
        setup.rule = (_, params) -> params.path("url").stringValueOpt();
        // However slow the machine is, nothing is tried again and no probe is sent meanwhile.
        setup.clock = new HandClock();
        setup.schedule = Optional.of(HOURLY);
        try (TestDatabase database = TestDatabase.open(kind, setup.clock);
                DeliveryNode node = new DeliveryNode(database.get(), setup)) {
            node.workers.start();
            for (int i = 1; i <= 5; i++) {
                int sent = i;
                accept(node, DEAD);
                Until.holds("attempt " + i, () -> triedDead.get() == sent);
                node.awaitState(accept(node, "http://live.example/"), "delivered");
            }
            DeliveryStore store = database.get().deliveries();
            Until.holds("open", () -> store.openBreakers().containsKey(DEAD_TARGET));
            assertThat(store.openBreakers()).containsOnlyKeys(DEAD_TARGET);

            String held = accept(node, DEAD);
            node.awaitState(accept(node, "http://live.example/"), "delivered");
            node.awaitState(accept(node, "http://dead.example:81/"), "delivered");
            assertThat(node.state(held)).isEqualTo("pending");
            assertThat(triedDead).hasValue(5);
        }
    }

    @Test
    void aRuleThatFailsLeavesTheConnectorsBreaker() throws Exception {
        DeliveryNode.Setup setup = new DeliveryNode.Setup(_ -> Outcome.ok());
        setup.rule =
                (_, _) -> {
                    throw new IllegalStateException("a bug of a type");
                };
        try (TestDatabase database = TestDatabase.open(TestDatabase.Kind.SQLITE);
                DeliveryNode node = new DeliveryNode(database.get(), setup)) {
            node.workers.start();
            node.awaitState(accept(node, "http://live.example/"), "delivered");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsKnownOfOriginsGoesWithTheConnectorOrAfterADay(TestDatabase.Kind kind)
            throws Exception {
        try (TestDatabase database = TestDatabase.open(kind)) {
            DeliveryStore store = database.get().deliveries();
            open(database, "c_", "c_ http://a.example:80", "cc", "cc e", "d e");
            database.get().work().write(tx -> store.refuseAll(tx, DeliveryNode.SPACE, "c_", "x"));
            assertThat(store.openBreakers()).containsOnlyKeys("cc", "cc e", "d e");
            assertThat(store.unwell()).containsExactlyInAnyOrder("cc", "cc e", "d e");
            database.get().work().write(tx -> store.refuseAll(tx, DeliveryNode.SPACE, "c", "x"));
            close(database, "cc e");
            assertThat(store.openBreakers()).containsOnlyKeys("cc", "d e");
            assertThat(store.unwell()).containsExactlyInAnyOrder("cc", "d e");

            prune(database, Clock.system().now().plus(Duration.ofHours(23)));
            assertThat(store.openBreakers()).containsOnlyKeys("cc", "d e");
            prune(database, Clock.system().now().plus(Duration.ofHours(25)));
            assertThat(store.openBreakers()).containsOnlyKeys("cc");
            assertThat(store.unwell()).containsExactly("cc");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aChangedConnectorHasNoOpenBreaker(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase database = TestDatabase.open(kind)) {
            DeliveryStore store = database.get().deliveries();
            open(database, "c_", "c_ http://a.example:80", "cc", "cc e");
            database.get()
                    .work()
                    .write(tx -> {
                        store.changed(tx, "c_");
                        return true;
                    });
            assertThat(store.openBreakers()).containsOnlyKeys("cc", "cc e");
            assertThat(store.unwell()).as("told until it is well").contains("c_");

            assertThat(probed(database, "c_")).as("a probe that comes too late").isFalse();
            assertThat(store.openBreakers()).containsOnlyKeys("cc", "cc e");
            assertThat(probed(database, "cc")).isTrue();
            assertThat(store.openBreakers().get("cc")).isLessThanOrEqualTo(Duration.ofSeconds(3));
        }
    }

    private static boolean probed(TestDatabase database, String target) {
        return database.get()
                .work()
                .write(tx -> database.get().deliveries().probed(tx, target, Duration.ofSeconds(3)));
    }

    private static void open(TestDatabase database, String... targets) {
        DeliveryStore store = database.get().deliveries();
        for (String target : targets) {
            database.get()
                    .work()
                    .write(tx -> {
                        store.opened(tx, target, Duration.ofMinutes(1));
                        return store.unwell(tx, DeliveryNode.SPACE, target);
                    });
        }
    }

    private static void close(TestDatabase database, String target) {
        DeliveryStore store = database.get().deliveries();
        database.get()
                .work()
                .write(tx -> {
                    store.closed(tx, target);
                    return store.well(tx, target);
                });
    }

    private static void prune(TestDatabase database, Instant now) {
        database.get().work().write(tx -> database.get().deliveries().prune(tx, now, NOTHING, 10));
    }
}
