package dev.patchbay.store.delivery;

import static dev.patchbay.store.delivery.DeliveryNode.CONNECTOR;
import static dev.patchbay.store.delivery.DeliveryNode.draft;
import static dev.patchbay.store.delivery.DeliveryNode.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.delivery.AttemptLog;
import dev.patchbay.engine.delivery.DeliveryDraft;
import dev.patchbay.engine.delivery.DeliveryLimit;
import dev.patchbay.engine.delivery.DeliveryLimits;
import dev.patchbay.engine.delivery.RetrySchedule;
import dev.patchbay.engine.delivery.Withdrawal;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.store.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Times by a clock that only the test moves. The database's clock is the same. */
class DeliveryScheduleTest {

    private static final Failed DOWN =
            Failed.of(Reason.SERVER_ERROR, "error calling").withEffect(Effect.NONE);

    private final HandClock clock = new HandClock();
    private final AtomicInteger calls = new AtomicInteger();
    private TestDatabase database;
    private DeliveryNode node;

    private Idempotency idempotency = Idempotency.EFFECTFUL;

    private void start(IntFunction<Outcome> answers, Optional<Integer> maxAttempts) {
        start(answers, maxAttempts, DeliveryLimits.NONE);
    }

    private void start(
            IntFunction<Outcome> answers, Optional<Integer> maxAttempts, DeliveryLimits limits) {
        database = TestDatabase.open(TestDatabase.Kind.SQLITE, clock);
        DeliveryNode.Setup setup =
                new DeliveryNode.Setup(_ -> answers.apply(calls.incrementAndGet()));
        RetrySchedule day = RetrySchedule.overADay(IdSource.random());
        setup.schedule =
                Optional.of(
                        new RetrySchedule(day.delays(), day.last(), day.window(), 0, day.random()));
        setup.maxAttempts = maxAttempts;
        setup.clock = clock;
        setup.limits = limits;
        setup.idempotency = idempotency;
        node = new DeliveryNode(database.get(), setup);
        node.workers.start();
    }

    @AfterEach
    void close() throws Exception {
        node.close();
        database.close();
    }

    private void awaitCalls(int count) {
        Until.holds(count + " attempts", () -> calls.get() == count);
        node.awaitIdle();
    }

    /** Real time, in which workers would act if they went by another clock. */
    private static void nothingMayHappen() throws InterruptedException {
        Clock.system().sleep(Duration.ofMillis(60));
    }

    /** Passes the time just below a pause, where nothing may happen, and then the rest. */
    private void passExactly(Duration pause, int callsBefore) throws InterruptedException {
        clock.pass(pause.minusMillis(1));
        nothingMayHappen();
        assertThat(calls).hasValue(callsBefore);
        clock.pass(Duration.ofMillis(1));
    }

    @Test
    void attemptsFollowTheScheduleUntilADayIsOver() throws InterruptedException {
        start(_ -> DOWN, Optional.empty());
        String id = node.accept(draft(number(1), Optional.empty())).getFirst();
        awaitCalls(1);

        List<Duration> pauses =
                List.of(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(30),
                        Duration.ofHours(1),
                        Duration.ofHours(2),
                        Duration.ofHours(4),
                        Duration.ofHours(4),
                        Duration.ofHours(4),
                        Duration.ofHours(4),
                        Duration.ofHours(4));
        for (int n = 1; n <= pauses.size(); n++) {
            assertThat(node.state(id)).isEqualTo("pending");
            passExactly(pauses.get(n - 1), n);
            awaitCalls(n + 1);
        }

        node.awaitState(id, "dead");
        assertThat(node.status(id).log().count()).isEqualTo(13);
        assertThat(node.status(id).reason()).contains("serverError");
    }

    @Test
    void kibanasSettingCountsWhenItIsGiven() {
        start(_ -> DOWN, Optional.of(2));
        String id = node.accept(draft(number(1), Optional.empty())).getFirst();
        awaitCalls(1);
        clock.pass(Duration.ofSeconds(5));

        node.awaitState(id, "dead");
        assertThat(calls).hasValue(2);
    }

    @Test
    void retryAfterIsTheEarliest() throws InterruptedException {
        Instant wish = HandClock.START.plus(Duration.ofMinutes(7));
        start(
                n -> n == 1 ? DOWN.withRetryAfter(Optional.of(wish)) : Outcome.ok(),
                Optional.empty());
        String id = node.accept(draft(number(1), Optional.empty())).getFirst();
        awaitCalls(1);

        passExactly(Duration.ofMinutes(7), 1);

        node.awaitState(id, "delivered");
    }

    @Test
    void notBeforeDelaysAndExpiryEndsWithoutAnAttempt() throws InterruptedException {
        start(_ -> Outcome.ok(), Optional.empty());
        List<String> ids = new ArrayList<>();
        for (int minute : List.of(10, 20)) {
            ids.addAll(
                    node.accept(
                            new DeliveryDraft(
                                    CONNECTOR,
                                    number(minute),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of(HandClock.START.plus(Duration.ofMinutes(minute))),
                                    Optional.empty())));
        }
        passExactly(Duration.ofMinutes(10), 0);
        node.awaitState(ids.getFirst(), "delivered");
        assertThat(node.state(ids.getLast())).isEqualTo("pending");
    }

    @Test
    void whatExpiresWhileItWaitsForARetryEndsThen() {
        start(_ -> DOWN, Optional.empty());
        String id =
                node.accept(
                                new DeliveryDraft(
                                        CONNECTOR,
                                        number(1),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(HandClock.START.plusSeconds(3))))
                        .getFirst();
        awaitCalls(1);
        clock.pass(Duration.ofSeconds(3));

        node.awaitState(id, "expired");
        assertThat(calls).hasValue(1);
    }

    @Test
    void aRateDelaysAndNeverDrops() throws InterruptedException {
        start(
                _ -> Outcome.ok(),
                Optional.empty(),
                new DeliveryLimits(
                        List.of(
                                new DeliveryLimits.Entry(
                                        CONNECTOR,
                                        new DeliveryLimit(
                                                Optional.of(0.5), 2, 10, Optional.empty()))),
                        Map.of()));
        DeliveryDraft[] five = new DeliveryDraft[5];
        Arrays.fill(five, draft(number(1), Optional.empty()));
        List<String> ids = node.accept(five);
        awaitCalls(2);

        for (int n = 2; n < 5; n++) {
            passExactly(Duration.ofSeconds(2), n);
            awaitCalls(n + 1);
        }
        ids.forEach(id -> node.awaitState(id, "delivered"));
        assertThat(ids).allMatch(id -> node.status(id).log().count() == 1);
    }

    @Test
    void anOpenBreakerSendsOneProbeAndThenAll() {
        AtomicBoolean well = new AtomicBoolean();
        start(_ -> well.get() ? Outcome.ok() : DOWN, Optional.empty());
        for (int i = 0; i < 5; i++) {
            node.accept(draft(number(i), Optional.empty()));
            awaitCalls(i + 1);
        }
        String waiting = node.accept(draft(number(6), Optional.empty())).getFirst();
        Until.holds("put back", () -> node.status(waiting).dueAt().isPresent());
        node.awaitIdle();
        assertThat(calls).hasValue(5);
        assertThat(breakersOpen()).isEqualTo(1);

        well.set(true);
        // Which of the six is the probe is a matter of their jitter; the others go when it has
        // ended.
        Until.holds(
                "all have ended",
                () -> {
                    clock.pass(Duration.ofSeconds(1));
                    return database.get().deliveries().pending() == 0;
                });
        assertThat(node.status(waiting).log().count()).isEqualTo(1);
        Until.holds("the breaker is closed", () -> breakersOpen() == 0);
    }

    @Test
    void whatExpiresBehindAnOpenBreakerEndsThen() {
        start(_ -> DOWN, Optional.empty());
        for (int i = 0; i < 5; i++) {
            node.accept(draft(number(i), Optional.empty()));
            awaitCalls(i + 1);
        }
        Until.holds("the breaker is open", () -> breakersOpen() == 1);
        String waiting = expiring(2);
        node.awaitIdle();
        assertThat(node.state(waiting)).isEqualTo("pending");
        clock.pass(Duration.ofSeconds(2));

        node.awaitState(waiting, "expired");
        assertThat(calls).hasValue(5);
        assertThat(breakersOpen()).isEqualTo(1);
    }

    @Test
    void whatExpiresWhileOthersTakeAllRoomEndsThen() {
        CountDownLatch hanging = new CountDownLatch(1);
        start(
                hangingOnce(hanging),
                Optional.empty(),
                new DeliveryLimits(
                        List.of(
                                new DeliveryLimits.Entry(
                                        CONNECTOR,
                                        new DeliveryLimit(
                                                Optional.empty(), 1, 1, Optional.empty()))),
                        Map.of()));
        String hung = node.accept(draft(number(1), Optional.empty())).getFirst();
        Until.holds("one hangs", () -> calls.get() == 1);
        String waiting = expiring(2);
        clock.pass(Duration.ofSeconds(2));

        node.awaitState(waiting, "expired");
        hanging.countDown();
        node.awaitState(hung, "delivered");
        assertThat(calls).hasValue(1);
    }

    @Test
    void whatWasTakenBackIsNotAttemptedAgainWhenItsNodeHasDied() {
        CountDownLatch hanging = new CountDownLatch(1);
        start(hangingOnce(hanging), Optional.empty());
        String id = node.accept(draft(number(1), Optional.empty())).getFirst();
        Until.holds("one hangs", () -> calls.get() == 1);
        assertThat(node.deliveries.cancel(DeliveryNode.SPACE, id)).isEqualTo(Withdrawal.REQUESTED);
        // As the next life of the node, or another node, does.
        database.get().work().write(tx -> database.get().deliveries().release(tx, "node-1"));

        node.awaitState(id, "cancelled");
        hanging.countDown();
        node.awaitIdle();
        assertThat(node.state(id)).isEqualTo("cancelled");
        assertThat(calls).hasValue(1);
    }

    /** Hangs once, and its node dies meanwhile; the first answer comes too late. */
    private String interrupted() {
        CountDownLatch hanging = new CountDownLatch(1);
        start(hangingOnce(hanging), Optional.empty());
        String id = node.accept(draft(number(1), Optional.empty())).getFirst();
        Until.holds("one hangs", () -> calls.get() == 1);
        database.get().work().write(tx -> database.get().deliveries().release(tx, "node-1"));
        Until.holds("it has ended", () -> !node.state(id).equals("pending"));
        hanging.countDown();
        node.awaitIdle();
        return id;
    }

    @Test
    void whatMustNeverBeDoubledIsDeadWhenItsNodeDiesDuringAnAttempt() {
        idempotency = Idempotency.NEVER_TWICE;
        String id = interrupted();

        assertThat(node.state(id)).isEqualTo("dead");
        assertThat(calls).hasValue(1);
        assertThat(node.status(id).reason()).contains("internal");
        AttemptLog.Entry last = node.status(id).log().last().orElseThrow();
        assertThat(last.effect()).contains("unknown");
        assertThat(last.error()).hasValueSatisfying(text -> assertThat(text).contains("stopped"));
    }

    @ParameterizedTest
    @EnumSource(names = {"EFFECTFUL", "KEYED"})
    void whatMayHaveHappenedTwiceSaysSo(Idempotency which) {
        idempotency = which;
        String id = interrupted();

        assertThat(node.state(id)).isEqualTo("delivered");
        assertThat(calls).hasValue(2);
        assertThat(node.status(id).log().last().orElseThrow().repeats())
                .isEqualTo(which == Idempotency.EFFECTFUL);
    }

    private static IntFunction<Outcome> hangingOnce(CountDownLatch until) {
        return n -> {
            if (n == 1) {
                await(until);
            }
            return Outcome.ok();
        };
    }

    private String expiring(int seconds) {
        return node.accept(
                        new DeliveryDraft(
                                CONNECTOR,
                                number(6),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(HandClock.START.plusSeconds(seconds))))
                .getFirst();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private double breakersOpen() {
        return node.meters.get("patchbay.deliveries.breakers.open").gauge().value();
    }

    @ParameterizedTest
    @ValueSource(ints = {3_600, -3_600})
    void aClockThatIsSetCausesNeitherStormNorStall(int seconds) throws InterruptedException {
        start(n -> n == 1 ? DOWN : Outcome.ok(), Optional.empty());
        String retried = node.accept(draft(number(1), Optional.empty())).getFirst();
        awaitCalls(1);
        Instant named = clock.now().plus(Duration.ofHours(5));
        String later =
                node.accept(
                                new DeliveryDraft(
                                        CONNECTOR,
                                        number(2),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(named),
                                        Optional.empty()))
                        .getFirst();

        clock.jump(Duration.ofSeconds(seconds));
        nothingMayHappen();
        assertThat(calls).hasValue(1);
        assertThat(followClock()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(followClock()).isZero();

        passExactly(Duration.ofSeconds(5), 1);
        node.awaitState(retried, "delivered");
        assertThat(node.status(later).dueAt()).contains(named);
        node.awaitState(node.accept(draft(number(3), Optional.empty())).getFirst(), "delivered");
    }

    private Duration followClock() {
        return database.get().work().write(tx -> database.get().deliveries().followClock(tx));
    }

    @Test
    void smallCorrectionsAreFollowed() {
        start(_ -> Outcome.ok(), Optional.empty());
        clock.jump(Duration.ofSeconds(20));

        assertThat(followClock()).isZero();
        node.awaitState(node.accept(draft(number(1), Optional.empty())).getFirst(), "delivered");
    }
}
