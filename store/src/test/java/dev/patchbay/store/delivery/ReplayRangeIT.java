package dev.patchbay.store.delivery;

import static dev.patchbay.store.delivery.DeliveryNode.CALLER;
import static dev.patchbay.store.delivery.DeliveryNode.SPACE;
import static dev.patchbay.store.delivery.DeliveryNode.draft;
import static dev.patchbay.store.delivery.DeliveryNode.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.delivery.DeliveryDraft;
import dev.patchbay.engine.delivery.DeliveryStore;
import dev.patchbay.engine.delivery.Replay;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.store.Database;
import dev.patchbay.store.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Replays of many dead letters by one request, over both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class ReplayRangeIT {

    @Parameter TestDatabase.Kind kind;

    private TestDatabase database;
    private DeliveryNode node;
    private final List<Integer> received = new CopyOnWriteArrayList<>();
    private volatile boolean well;

    private void start(DeliveryStore store) {
        Database opened = database.get();
        DeliveryNode.Setup setup = new DeliveryNode.Setup(this::receive);
        setup.schedule = Optional.of(DeliveryNode.quick());
        node = new DeliveryNode(store, opened.work(), opened.events(), setup);
        node.workers.start();
    }

    private Outcome receive(Invocation invocation) {
        if (!well) {
            return Failed.of(Reason.CLIENT_ERROR, "bad");
        }
        received.add(invocation.params().path("n").intValue());
        return Outcome.ok();
    }

    private List<String> dead(int size, Optional<String> lane) {
        List<String> ids =
                node.accept(
                        IntStream.range(0, size)
                                .mapToObj(n -> draft(number(n), lane))
                                .toArray(DeliveryDraft[]::new));
        ids.forEach(id -> node.awaitState(id, "dead"));
        return ids;
    }

    @AfterEach
    void close() throws Exception {
        node.close();
        database.close();
    }

    /** Both requests know the dead letters before either of them writes. */
    @Test
    void twoRequestsAtOnceSendADeadLetterOnce() throws Exception {
        database = TestDatabase.open(kind);
        start(meeting(database.get().deliveries(), new CyclicBarrier(2)));
        int size = 150;
        List<String> dead = dead(size, Optional.empty());
        well = true;

        List<Map<String, Replay>> results = new CopyOnWriteArrayList<>();
        List<Thread> requests = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            requests.add(
                    Thread.ofVirtual()
                            .start(() ->
                                    results.add(node.replays.replay(CALLER, Given.all(SPACE)))));
        }
        for (Thread request : requests) {
            request.join();
        }

        assertThat(results.stream().flatMap(one -> one.keySet().stream()))
                .containsExactlyInAnyOrderElementsOf(dead);
        for (String id : dead) {
            node.awaitState(node.status(id).replayedAs().orElseThrow(), "delivered");
        }
        node.awaitIdle();
        assertThat(received).containsExactlyInAnyOrderElementsOf(range(size));
        assertThat(database.get().deliveries().pending()).isZero();
    }

    /** A range is what was dead when it was asked for, also when its replays die at once. */
    @Test
    void whatDiesAgainMeanwhileIsNotOfTheRange() {
        database = TestDatabase.open(kind);
        start(database.get().deliveries());
        List<String> dead = dead(250, Optional.empty());

        assertThat(node.replays.replay(CALLER, Given.all(SPACE)).keySet())
                .containsExactlyElementsOf(dead);
    }

    /** All of them were accepted by one request, within a millisecond or two. */
    @Test
    void aLaneIsReplayedInItsOrder() {
        database = TestDatabase.open(kind);
        start(database.get().deliveries());
        int size = 120;
        List<String> dead = dead(size, Optional.of("a"));
        well = true;

        node.replays.replay(CALLER, Given.all(SPACE));
        node.awaitState(node.status(dead.getLast()).replayedAs().orElseThrow(), "delivered");

        assertThat(received).containsExactlyElementsOf(range(size));
    }

    private static List<Integer> range(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    /** Those who asked for dead letters get the answer together. */
    private static DeliveryStore meeting(DeliveryStore store, CyclicBarrier all) {
        return WatchedStore.over(
                store,
                (method, _) -> {
                    if (method.equals("notReplayed")) {
                        all.await(60, TimeUnit.SECONDS);
                    }
                });
    }
}
