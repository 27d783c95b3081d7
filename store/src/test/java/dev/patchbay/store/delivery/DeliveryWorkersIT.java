package dev.patchbay.store.delivery;

import static dev.patchbay.store.delivery.DeliveryNode.CALLER;
import static dev.patchbay.store.delivery.DeliveryNode.CONNECTOR;
import static dev.patchbay.store.delivery.DeliveryNode.SPACE;
import static dev.patchbay.store.delivery.DeliveryNode.draft;
import static dev.patchbay.store.delivery.DeliveryNode.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.delivery.Acceptance;
import dev.patchbay.engine.delivery.ClaimedDelivery;
import dev.patchbay.engine.delivery.Deliveries;
import dev.patchbay.engine.delivery.DeliveryDraft;
import dev.patchbay.engine.delivery.DeliveryLimit;
import dev.patchbay.engine.delivery.DeliveryLimits;
import dev.patchbay.engine.delivery.DeliveryStatus;
import dev.patchbay.engine.delivery.IdempotencyKey;
import dev.patchbay.engine.delivery.Replay;
import dev.patchbay.engine.delivery.Withdrawal;
import dev.patchbay.engine.execution.ExecutionAnswer;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.store.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Deliveries from acceptance to their end, over both databases, in real time. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class DeliveryWorkersIT {

    private static final Outcome OK = Outcome.ok();
    private static final Failed DOWN =
            Failed.of(Reason.SERVER_ERROR, "error calling").withEffect(Effect.NONE);

    @Parameter TestDatabase.Kind kind;

    private TestDatabase database;
    private DeliveryNode node;
    private final List<Integer> received = new CopyOnWriteArrayList<>();

    private DeliveryNode start(DeliveryNode.Setup setup) {
        database = TestDatabase.open(kind);
        setup.schedule = setup.schedule.or(() -> Optional.of(DeliveryNode.quick()));
        node = new DeliveryNode(database.get(), setup);
        node.workers.start();
        return node;
    }

    @AfterEach
    void close() throws Exception {
        node.close();
        database.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int n(Invocation invocation) {
        return invocation.params().path("n").intValue();
    }

    private Outcome receive(Invocation invocation) {
        received.add(n(invocation));
        return OK;
    }

    @Test
    void whatIsAcceptedIsDeliveredAndRecorded() {
        start(new DeliveryNode.Setup(this::receive));

        String id = node.accept(draft(number(7), Optional.empty())).getFirst();
        node.awaitState(id, "delivered");

        assertThat(received).containsExactly(7);
        assertThat(node.status(id).log().count()).isEqualTo(1);
        assertThat(node.status(id).endedAt()).isPresent();
        assertThat(database.get().events().count()).isEqualTo(1);
        assertThat(database.get().deliveries().pending()).isZero();
        node.awaitIdle();
        assertThat(node.queue.now()).isZero();
    }

    @Test
    void aLaneKeepsItsOrderWhileItsHeadFails() {
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch otherReceived = new CountDownLatch(1);
        start(
                new DeliveryNode.Setup(invocation -> {
                    int attempt = n(invocation) == 1 ? attempts.incrementAndGet() : 0;
                    if (attempt == 3) {
                        // However slow the other is accepted, it comes while this one fails.
                        await(otherReceived);
                    }
                    if (attempt > 0 && attempt <= 5) {
                        return DOWN;
                    }
                    Outcome received = receive(invocation);
                    if (n(invocation) == 9) {
                        otherReceived.countDown();
                    }
                    return received;
                }));

        List<String> ids =
                node.accept(
                        draft(number(1), Optional.of("a")),
                        draft(number(2), Optional.of("a")),
                        draft(number(3), Optional.of("a")));
        String other = node.accept(draft(number(9), Optional.of("b"))).getFirst();
        node.awaitState(ids.get(2), "delivered");
        node.awaitState(other, "delivered");

        assertThat(received.stream().filter(n -> n < 9)).containsExactly(1, 2, 3);
        assertThat(received.getFirst()).isEqualTo(9);
        assertThat(node.status(ids.getFirst()).log().count()).isEqualTo(6);
    }

    @Test
    void aPoisonMessageHoldsOnlyItsLaneAndIsADeadLetter() {
        start(
                new DeliveryNode.Setup(invocation -> {
                    if (n(invocation) == 13) {
                        throw new IllegalStateException("poison");
                    }
                    return receive(invocation);
                }));

        List<String> ids =
                node.accept(
                        draft(number(13), Optional.of("a")),
                        draft(number(1), Optional.of("a")),
                        draft(number(2), Optional.empty()));
        ids.subList(1, 3).forEach(id -> node.awaitState(id, "delivered"));

        DeliveryStatus dead = node.status(ids.getFirst());
        assertThat(dead.state().label()).isEqualTo("dead");
        assertThat(dead.reason()).contains("internal");
        assertThat(dead.log().count()).isEqualTo(4);
    }

    @Test
    void aRetryGoesOnAtTheCheckpoint() {
        List<String> checkpoints = new CopyOnWriteArrayList<>();
        start(
                new DeliveryNode.Setup(invocation -> {
                    checkpoints.add(invocation.checkpoint().map(Json::write).orElse("none"));
                    return checkpoints.size() < 3
                            ? DOWN.withEffect(
                                    new Effect.Partial(
                                            Json.object().put("done", checkpoints.size())))
                            : OK;
                }));

        node.awaitState(node.accept(draft(number(1), Optional.empty())).getFirst(), "delivered");

        assertThat(checkpoints).containsExactly("none", "{\"done\":1}", "{\"done\":2}");
    }

    @Test
    void theIdIsTheSameForAllAttempts() {
        Map<String, Integer> ids = new ConcurrentHashMap<>();
        start(
                new DeliveryNode.Setup(invocation ->
                        ids.merge(invocation.deliveryId().orElseThrow(), 1, Integer::sum) < 3
                                ? DOWN
                                : OK));

        String id = node.accept(draft(number(1), Optional.empty())).getFirst();
        node.awaitState(id, "delivered");

        assertThat(ids).containsExactly(Map.entry(id, 3));
    }

    @Test
    void aLateFinisherIsRecordedButNotApplied() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        DeliveryNode.Setup setup =
                new DeliveryNode.Setup(invocation -> {
                    began.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return receive(invocation);
                });
        // Busy with the one, so that it does not take the lane back before the other does.
        setup.mostInFlight = 1;
        start(setup);
        String id = node.accept(draft(number(1), Optional.of("a"))).getFirst();
        began.await();
        // Another node takes the lane, as if the lease had run out.
        var store = database.get().deliveries();
        database.get().work().write(tx -> store.release(tx, setup.name));
        ClaimedDelivery taken = store.claim("node-2", 1, Duration.ofMinutes(1)).getFirst();
        assertThat(taken.delivery().id()).isEqualTo(id);

        goOn.countDown();
        Until.holds("recorded", () -> database.get().events().count() == 1);
        node.awaitIdle();

        assertThat(received).containsExactly(1);
        assertThat(node.state(id)).isEqualTo("pending");
        assertThat(node.status(id).log().count()).isZero();
    }

    @Test
    void rightsAreAskedAgainAtEachAttempt() {
        AtomicInteger calls = new AtomicInteger();
        start(
                new DeliveryNode.Setup(_ -> {
                    calls.incrementAndGet();
                    node.allowed = false;
                    return DOWN;
                }));

        String id = node.accept(draft(number(1), Optional.empty())).getFirst();
        node.awaitState(id, "refused");

        assertThat(node.status(id).reason()).contains("forbidden");
        assertThat(calls).hasValue(1);
    }

    @Test
    void aConnectorThatIsGoneEndsItsDeliveries() {
        start(
                new DeliveryNode.Setup(_ -> {
                    node.connectors.clear();
                    return DOWN;
                }));

        String id = node.accept(draft(number(1), Optional.empty())).getFirst();
        node.awaitState(id, "refused");

        assertThat(node.status(id).reason()).contains("notFound");
    }

    @Test
    void aDeadLetterCanBeReplayedAlsoWithOtherParams() {
        start(
                new DeliveryNode.Setup(invocation ->
                        n(invocation) == 1
                                ? Failed.of(Reason.CLIENT_ERROR, "bad")
                                : receive(invocation)));
        String dead = node.accept(draft(number(1), Optional.of("a"))).getFirst();
        node.awaitState(dead, "dead");

        Replay same = node.replays.replay(CALLER, SPACE, dead, Optional.empty());
        node.awaitState(((Replay.Accepted) same).id(), "dead");
        Replay other = node.replays.replay(CALLER, SPACE, dead, Optional.of(number(2)));
        String delivered = ((Replay.Accepted) other).id();
        node.awaitState(delivered, "delivered");

        assertThat(received).containsExactly(2);
        assertThat(node.state(dead)).isEqualTo("dead");
        assertThat(node.status(dead).replayedAs()).contains(delivered);
        assertThat(node.status(delivered).delivery().replayOf()).contains(dead);
        assertThat(node.status(delivered).delivery().lane()).contains("a");
        assertThat(node.replays.replay(CALLER, SPACE, delivered, Optional.empty()))
                .isInstanceOf(Replay.NotDead.class);
    }

    @Test
    void aReplayGoesOnWhereTheDeadLetterHadStopped() {
        List<String> checkpoints = new CopyOnWriteArrayList<>();
        start(
                new DeliveryNode.Setup(invocation -> {
                    checkpoints.add(invocation.checkpoint().map(Json::write).orElse("none"));
                    return checkpoints.size() == 1
                            ? Failed.of(Reason.CLIENT_ERROR, "bad")
                                    .withEffect(new Effect.Partial(Json.object().put("done", 1)))
                            : OK;
                }));
        String dead = node.accept(draft(number(1), Optional.empty())).getFirst();
        node.awaitState(dead, "dead");

        Replay replay = node.replays.replay(CALLER, SPACE, dead, Optional.empty());
        node.awaitState(((Replay.Accepted) replay).id(), "delivered");

        assertThat(checkpoints).containsExactly("none", "{\"done\":1}");
    }

    @Test
    void cancellingDuringAnAttemptMakesItTheLast() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        start(
                new DeliveryNode.Setup(_ -> {
                    calls.incrementAndGet();
                    began.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return DOWN;
                }));
        List<String> ids =
                node.accept(draft(number(1), Optional.of("a")), draft(number(2), Optional.of("a")));
        began.await();

        assertThat(node.deliveries.cancel(SPACE, ids.getFirst())).isEqualTo(Withdrawal.REQUESTED);
        assertThat(node.status(ids.getFirst()).cancelRequested()).isTrue();
        assertThat(node.deliveries.cancel(SPACE, ids.getLast())).isEqualTo(Withdrawal.DONE);
        goOn.countDown();
        node.awaitState(ids.getFirst(), "cancelled");

        assertThat(node.state(ids.getLast())).isEqualTo("cancelled");
        assertThat(calls).hasValue(1);
        assertThat(node.deliveries.cancel(SPACE, ids.getFirst())).isEqualTo(Withdrawal.TOO_LATE);
        assertThat(node.deliveries.cancel(SPACE, "no-such")).isEqualTo(Withdrawal.NOT_FOUND);
    }

    @Test
    void theSameKeyAndBodyIsAcceptedOnce() {
        start(new DeliveryNode.Setup(this::receive));
        IdempotencyKey key = IdempotencyKey.of("k", number(1));
        List<DeliveryDraft> drafts = List.of(draft(number(1), Optional.empty()));

        var first =
                (Acceptance.Accepted)
                        node.deliveries.accept(CALLER, SPACE, drafts, Optional.of(key));
        var second =
                (Acceptance.Accepted)
                        node.deliveries.accept(CALLER, SPACE, drafts, Optional.of(key));

        assertThat(first.repeated()).isFalse();
        assertThat(second.repeated()).isTrue();
        assertThat(second.deliveries()).isEqualTo(first.deliveries());
        assertThat(
                        node.deliveries.accept(
                                CALLER,
                                SPACE,
                                drafts,
                                Optional.of(IdempotencyKey.of("k", number(2)))))
                .isInstanceOf(Acceptance.KeyReused.class);
        assertThat(node.deliveries.accept(CALLER, "other", drafts, Optional.of(key)))
                .isInstanceOf(Acceptance.Accepted.class);
        Until.holds("both spaces' are there", () -> received.size() == 2);
    }

    @Test
    void aFullQueueRefusesBeforeItAccepts() {
        DeliveryNode.Setup setup = new DeliveryNode.Setup(_ -> DOWN);
        setup.mostQueued = 3;
        start(setup);
        node.accept(draft(number(1), Optional.of("a")), draft(number(2), Optional.of("a")));

        Acceptance answer =
                node.deliveries.accept(
                        CALLER,
                        SPACE,
                        List.of(
                                draft(number(3), Optional.of("a")),
                                draft(number(4), Optional.of("a"))),
                        Optional.empty());

        assertThat(answer).isEqualTo(new Acceptance.QueueFull(Duration.ofSeconds(5)));
        assertThat(database.get().deliveries().pending()).isEqualTo(2);
    }

    @Test
    void nothingOfARefusedRequestIsAccepted() {
        start(new DeliveryNode.Setup(this::receive));
        DeliveryDraft unknown =
                new DeliveryDraft(
                        "nowhere",
                        number(1),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());

        assertThat(
                        node.deliveries.accept(
                                CALLER,
                                SPACE,
                                List.of(draft(number(1), Optional.empty()), unknown),
                                Optional.empty()))
                .isEqualTo(new Acceptance.Refused(1, new ExecutionAnswer.NotFound("nowhere")));
        assertThat(
                        node.deliveries.accept(
                                CALLER,
                                SPACE,
                                List.of(
                                        draft(
                                                Json.object()
                                                        .put(
                                                                "x",
                                                                "y"
                                                                        .repeat(
                                                                                Deliveries
                                                                                        .LARGEST_PARAMS)),
                                                Optional.empty())),
                                Optional.empty()))
                .isInstanceOf(Acceptance.Invalid.class);
        assertThat(received).isEmpty();
        assertThat(node.queue.now()).isZero();
    }

    @Test
    void templatesAreRenderedBeforeTheyAreStored() {
        List<String> texts = new CopyOnWriteArrayList<>();
        start(
                new DeliveryNode.Setup(invocation -> {
                    texts.add(invocation.params().path("text").stringValue());
                    return OK;
                }));

        String id =
                node.accept(
                                new DeliveryDraft(
                                        CONNECTOR,
                                        Json.object().put("text", "{{alert.id}} is high"),
                                        Optional.of(Json.object().put("alert.id", "cpu")),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()))
                        .getFirst();
        node.awaitState(id, "delivered");

        assertThat(texts).containsExactly("cpu is high");
    }

    @Test
    void aStopWaitsForWhatIsUnderWay() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        DeliveryNode.Setup setup =
                new DeliveryNode.Setup(invocation -> {
                    began.countDown();
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
                    return receive(invocation);
                });
        setup.grace = Duration.ofMinutes(1);
        start(setup);
        String id = node.accept(draft(number(1), Optional.empty())).getFirst();
        began.await();

        node.close();

        assertThat(node.state(id)).isEqualTo("delivered");
        String later = node.accept(draft(number(2), Optional.empty())).getFirst();
        assertThat(node.state(later)).isEqualTo("pending");
    }

    @Test
    void aTargetThatHangsTakesNoMoreThanItsShare() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger hanging = new AtomicInteger();
        DeliveryNode.Setup setup =
                new DeliveryNode.Setup(invocation -> {
                    if (invocation.connector().id().equals("c-2")) {
                        return receive(invocation);
                    }
                    hanging.incrementAndGet();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return OK;
                });
        setup.mostInFlight = 10;
        setup.limits =
                new DeliveryLimits(
                        List.of(
                                new DeliveryLimits.Entry(
                                        CONNECTOR,
                                        new DeliveryLimit(
                                                Optional.empty(), 1, 3, Optional.empty()))),
                        Map.of());
        start(setup);
        node.connectors.put("c-2", DeliveryNode.connector("c-2"));
        DeliveryDraft[] many = new DeliveryDraft[30];
        Arrays.fill(many, draft(number(1), Optional.empty()));
        List<String> slow = node.accept(many);
        DeliveryDraft other =
                new DeliveryDraft(
                        "c-2",
                        number(2),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());

        node.awaitState(node.accept(other).getFirst(), "delivered");

        assertThat(hanging).hasValue(3);
        goOn.countDown();
        slow.forEach(id -> node.awaitState(id, "delivered"));
        assertThat(
                        node.meters
                                .get("patchbay.deliveries.attempts")
                                .tag("outcome", "success")
                                .counter()
                                .count())
                .isEqualTo(31);
    }
}
