package dev.patchbay.store.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.delivery.ClaimedDelivery;
import dev.patchbay.engine.delivery.Completion;
import dev.patchbay.engine.delivery.DeadLetter;
import dev.patchbay.engine.delivery.DeliveryState;
import dev.patchbay.engine.delivery.DeliveryStatus;
import dev.patchbay.engine.delivery.DeliveryStore;
import dev.patchbay.engine.delivery.NewDelivery;
import dev.patchbay.engine.delivery.RememberedAnswer;
import dev.patchbay.engine.delivery.Withdrawal;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** {@link DeliveryStore} over both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class DeliveryStoreTest {

    private static final String SPACE = "ops";
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration ONE_MINUTE = Duration.ofMinutes(1);
    private static final Optional<String> LANE = Optional.of("rule-1/alert-1");

    @Parameter TestDatabase.Kind kind;

    private TestDatabase database;
    private DeliveryStore store;

    @BeforeEach
    void open() {
        database = TestDatabase.open(kind);
        store = database.get().deliveries();
    }

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    private <T> T write(Function<Tx, T> work) {
        return database.get().work().write(work);
    }

    private String insert(NewDelivery delivery) {
        write(tx -> {
            store.insert(tx, List.of(delivery));
            return true;
        });
        return delivery.delivery().id();
    }

    private String insert(Optional<String> lane) {
        return insert(Given.delivery(SPACE, "c-1", lane));
    }

    private List<ClaimedDelivery> claim(int limit) {
        return store.claim("n-1", limit, LEASE);
    }

    private boolean complete(ClaimedDelivery claimed, Completion completion) {
        return write(tx -> store.complete(tx, claimed, completion));
    }

    private boolean end(ClaimedDelivery claimed, DeliveryState state) {
        return complete(claimed, Given.ended(claimed.log(), state));
    }

    @Test
    void everyFieldComesBackPendingClaimedAndEnded() {
        Instant soon = Instant.ofEpochMilli(Clock.system().now().toEpochMilli() - 5);
        NewDelivery full =
                Given.delivery(
                        SPACE,
                        "N\u00e4me \ud83d\udd0c",
                        LANE,
                        Optional.of(soon),
                        Optional.of(soon.plusSeconds(3600)));
        String id = insert(full);

        DeliveryStatus pending = store.find(SPACE, id).orElseThrow();
        assertThat(pending.delivery()).isEqualTo(full.delivery());
        assertThat(pending.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(pending.dueAt()).isPresent();

        ClaimedDelivery claimed = claim(5).getFirst();
        assertThat(claimed.delivery()).isEqualTo(full.delivery());
        assertThat(claimed.sealedParams()).isEqualTo(Given.SEALED);
        assertThat(claimed.sealedCheckpoint()).isEmpty();
        assertThat(complete(claimed, Given.again(claimed.log(), Duration.ZERO))).isTrue();

        ClaimedDelivery second = claim(5).getFirst();
        assertThat(second.sealedCheckpoint()).contains(Given.SEALED);
        assertThat(second.log().count()).isEqualTo(1);
        assertThat(end(second, DeliveryState.DEAD)).isTrue();

        DeliveryStatus ended = store.find(SPACE, id).orElseThrow();
        assertThat(ended.delivery()).isEqualTo(full.delivery());
        assertThat(ended.log().count()).isEqualTo(2);
        assertThat(ended.reason()).contains("network");
        assertThat(ended.endedAt()).isPresent();
        DeadLetter dead = store.deadLetter(SPACE, id).orElseThrow();
        assertThat(dead.sealedParams()).isEqualTo(Given.SEALED);
        assertThat(dead.sealedCheckpoint()).contains(Given.SEALED);
        assertThat(store.find("other", id)).isEmpty();
        assertThat(store.deadLetter("other", id)).isEmpty();
    }

    @Test
    void aLaneIsClaimedOnceAndGoesOnInOrder() {
        List<String> ids = List.of(insert(LANE), insert(LANE), insert(LANE));

        for (String id : ids) {
            ClaimedDelivery head = claim(10).getFirst();
            assertThat(head.delivery().id()).isEqualTo(id);
            assertThat(claim(10)).isEmpty();
            assertThat(end(head, DeliveryState.DELIVERED)).isTrue();
        }
        assertThat(claim(10)).isEmpty();
        assertThat(store.pending()).isZero();
        assertThat(store.list(Given.all(SPACE))).hasSize(3);
    }

    @Test
    void theSameLaneOfAnotherConnectorOrSpaceIsAnotherLane() {
        insert(LANE);
        insert(Given.delivery(SPACE, "c-2", LANE));
        insert(Given.delivery("other", "c-1", LANE));
        insert(Optional.empty());
        insert(Optional.empty());

        assertThat(claim(10)).hasSize(5);
    }

    @Test
    void aLostLeaseWritesNothing() {
        String id = insert(LANE);
        ClaimedDelivery late = claim(1).getFirst();
        write(tx -> store.release(tx, "n-1"));
        ClaimedDelivery taken = store.claim("n-2", 1, LEASE).getFirst();

        assertThat(end(late, DeliveryState.DELIVERED)).isFalse();
        assertThat(complete(late, Given.again(late.log(), Duration.ZERO))).isFalse();
        assertThat(store.find(SPACE, id).orElseThrow().state()).isEqualTo(DeliveryState.PENDING);
        assertThat(end(taken, DeliveryState.DELIVERED)).isTrue();
        assertThat(end(late, DeliveryState.DEAD)).isFalse();
        assertThat(store.find(SPACE, id).orElseThrow().state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void aLeaseThatRunsOutIsTakenOverUnlessItIsRenewed() {
        insert(LANE);
        ClaimedDelivery first = store.claim("n-1", 1, Duration.ofMillis(30)).getFirst();
        write(tx -> {
            store.renew(tx, List.of(first.lease()), LEASE);
            return true;
        });
        Until.holds("time has passed", new Passed(Duration.ofMillis(60))::yet);
        assertThat(store.claim("n-2", 1, LEASE)).isEmpty();

        write(tx -> {
            store.renew(tx, List.of(first.lease()), Duration.ZERO);
            return true;
        });
        Until.holds("taken over", () -> !store.claim("n-2", 1, LEASE).isEmpty());
        write(tx -> {
            store.renew(tx, List.of(first.lease()), Duration.ZERO);
            return true;
        });
        assertThat(store.claim("n-3", 1, LEASE)).isEmpty();
    }

    private record Passed(long end) {
        Passed(Duration time) {
            this(System.nanoTime() + time.toNanos());
        }

        boolean yet() {
            return System.nanoTime() - end > 0;
        }
    }

    @Test
    void nothingIsClaimedBeforeItsTime() {
        assertThat(store.oldestAccepted()).isEmpty();
        Instant later = Clock.system().now().plusSeconds(600);
        insert(Given.delivery(SPACE, "c-1", LANE, Optional.of(later), Optional.empty()));
        insert(LANE);

        assertThat(store.oldestAccepted()).isPresent();
        assertThat(claim(10)).isEmpty();
        assertThat(store.oldestDue()).isEmpty();
    }

    @Test
    void anExpiredHeadIsClaimedSoThatItEnds() {
        Instant past = Clock.system().now().minusSeconds(1);
        insert(
                Given.delivery(
                        SPACE, "c-1", LANE, Optional.of(past.plusSeconds(600)), Optional.of(past)));

        ClaimedDelivery head = claim(10).getFirst();

        assertThat(complete(head, Given.again(head.log(), Duration.ofHours(1)))).isTrue();
        assertThat(claim(10)).as("not at once: a clock may be late").isEmpty();
        Until.holds("claimed again", () -> claim(10).size() == 1);
    }

    @Test
    void takingBackBeforeBetweenAndAfter() {
        String head = insert(LANE);
        String middle = insert(LANE);
        String last = insert(LANE);
        assertThat(cancel(head)).isEqualTo(Withdrawal.DONE);

        ClaimedDelivery claimed = claim(1).getFirst();
        assertThat(claimed.delivery().id()).isEqualTo(middle);
        assertThat(cancel(middle)).isEqualTo(Withdrawal.REQUESTED);
        assertThat(complete(claimed, Given.again(claimed.log(), Duration.ZERO))).isTrue();
        assertThat(store.find(SPACE, middle).orElseThrow().state())
                .isEqualTo(DeliveryState.CANCELLED);
        assertThat(cancel(middle)).isEqualTo(Withdrawal.TOO_LATE);

        assertThat(cancel(last)).isEqualTo(Withdrawal.DONE);
        assertThat(claim(1)).isEmpty();
        assertThat(cancel("no-such")).isEqualTo(Withdrawal.NOT_FOUND);
        assertThat(insert(LANE)).isEqualTo(claim(1).getFirst().delivery().id());
    }

    private Withdrawal cancel(String id) {
        return write(tx -> store.cancel(tx, SPACE, id));
    }

    @Test
    void aRequestedEndDoesNotUndoASuccess() {
        String id = insert(LANE);
        ClaimedDelivery claimed = claim(1).getFirst();
        cancel(id);

        end(claimed, DeliveryState.DELIVERED);

        assertThat(store.find(SPACE, id).orElseThrow().state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void aPostponedHeadStaysAsItIs() {
        insert(LANE);
        ClaimedDelivery head = claim(1).getFirst();

        assertThat(complete(head, new Completion.Postponed(Duration.ofHours(1)))).isTrue();
        assertThat(claim(1)).isEmpty();
        assertThat(store.list(Given.all(SPACE)).getFirst().log().count()).isZero();
    }

    @Test
    void whatBelongsToAConnectorIsRefusedWithIt() {
        String mine = insert(LANE);
        String alone = insert(Optional.empty());
        String other = insert(Given.delivery(SPACE, "c-2", LANE));
        ClaimedDelivery running = claim(1).getFirst();

        assertThat((Object) write(tx -> store.refuseAll(tx, SPACE, "c-1", "notFound")))
                .isEqualTo(2);

        assertThat(store.find(SPACE, mine).orElseThrow().state()).isEqualTo(DeliveryState.REFUSED);
        assertThat(store.find(SPACE, alone).orElseThrow().reason()).contains("notFound");
        assertThat(store.find(SPACE, other).orElseThrow().state()).isEqualTo(DeliveryState.PENDING);
        assertThat(end(running, DeliveryState.DELIVERED)).isFalse();
        assertThat(claim(10)).hasSize(1);
    }

    @Test
    void whatIsAcceptedWhileItsConnectorGoesHasAnEnd() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        FutureTask<List<String>> accepting =
                new FutureTask<>(() -> {
                    List<String> ids = new ArrayList<>();
                    while (!over.get()) {
                        ids.add(insert(Optional.empty()));
                    }
                    return ids;
                });
        Thread.ofVirtual().start(accepting);
        int ended = 0;
        try {
            for (int round = 0; round < 20; round++) {
                List<NewDelivery> many = new ArrayList<>();
                for (int i = 0; i < 300; i++) {
                    many.add(Given.delivery(SPACE, "c-1", Optional.empty()));
                }
                write(tx -> {
                    store.insert(tx, many);
                    return true;
                });
                ended += write(tx -> store.refuseAll(tx, SPACE, "c-1", "notFound"));
            }
        } finally {
            over.set(true);
        }

        List<String> accepted = accepting.get();
        assertThat(ended).isGreaterThan(20 * 300);
        assertThat(accepted).allMatch(id -> store.find(SPACE, id).isPresent());
    }

    @Test
    void nothingOfASpaceStays() {
        String pending = insert(LANE);
        insert(Given.delivery("other", "c-1", LANE));
        String dead = insert(Optional.empty());
        claim(10).stream()
                .filter(one -> one.delivery().id().equals(dead))
                .forEach(one -> end(one, DeliveryState.DEAD));

        write(tx -> {
            store.removeSpace(tx, SPACE);
            return true;
        });

        assertThat(store.find(SPACE, pending)).isEmpty();
        assertThat(store.find(SPACE, dead)).isEmpty();
        assertThat(store.list(Given.all("other"))).hasSize(1);
        assertThat(store.pending()).isEqualTo(1);
    }

    @Test
    void listsAreFilteredAndPaged() {
        List<String> ids = List.of(insert(LANE), insert(LANE), insert(Optional.empty()));
        String other = insert(Given.delivery(SPACE, "c-2", LANE));
        ClaimedDelivery head = claim(1).getFirst();
        end(head, DeliveryState.DEAD);

        assertThat(idsOf(Optional.empty(), Optional.empty(), 10)).hasSize(4).contains(other);
        assertThat(idsOf(Optional.of(DeliveryState.DEAD), Optional.empty(), 10))
                .containsExactly(head.delivery().id());
        assertThat(idsOf(Optional.of(DeliveryState.PENDING), Optional.of("c-2"), 10))
                .containsExactly(other);
        assertThat(idsOf(Optional.of(DeliveryState.EXPIRED), Optional.empty(), 10)).isEmpty();
        List<String> all = idsOf(Optional.empty(), Optional.of("c-1"), 10);
        assertThat(all).containsExactlyInAnyOrderElementsOf(ids);
        List<DeliveryStatus> rest =
                store.list(
                        Given.query(
                                SPACE,
                                Optional.empty(),
                                Optional.of("c-1"),
                                Optional.of(all.getFirst()),
                                10));
        assertThat(rest.stream().map(one -> one.delivery().id()))
                .containsExactlyElementsOf(all.subList(1, 3));
    }

    private List<String> idsOf(
            Optional<DeliveryState> state, Optional<String> connector, int limit) {
        return store.list(Given.query(SPACE, state, connector, Optional.empty(), limit)).stream()
                .map(one -> one.delivery().id())
                .toList();
    }

    @Test
    void replayedDeadLettersAreNotListedAgain() {
        String first = insert(Optional.empty());
        String second = insert(Optional.empty());
        claim(2).forEach(one -> end(one, DeliveryState.DEAD));
        assertThat(store.notReplayed(Given.all(SPACE))).containsExactly(first, second);

        write(tx -> {
            store.replayed(tx, first, "again");
            return true;
        });

        assertThat(store.notReplayed(Given.all(SPACE))).containsExactly(second);
        assertThat(store.find(SPACE, first).orElseThrow().replayedAs()).contains("again");
    }

    @Test
    void aFirstReplayIsNotedOnce() {
        String id = insert(Optional.empty());
        claim(1).forEach(one -> end(one, DeliveryState.DEAD));

        assertThat(noted(id, "first")).isTrue();
        assertThat(noted(id, "second")).isFalse();
        assertThat(store.find(SPACE, id).orElseThrow().replayedAs()).contains("first");
        assertThat(noted("unknown", "third")).isFalse();
    }

    private boolean noted(String deadId, String newId) {
        return write(tx -> store.replayedFirst(tx, deadId, newId));
    }

    @Test
    void oldRowsGoByAgeAndNumber() {
        for (int i = 0; i < 6; i++) {
            insert(Optional.empty());
        }
        List<ClaimedDelivery> claimed = claim(6);
        claimed.subList(0, 3).forEach(one -> end(one, DeliveryState.DEAD));
        claimed.subList(3, 6).forEach(one -> end(one, DeliveryState.DELIVERED));
        Instant past = Instant.EPOCH;
        Instant future = Clock.system().now().plusSeconds(60);

        assertThat(prune(past, past, 2)).isFalse();
        assertThat(store.list(Given.all(SPACE))).hasSize(4);
        prune(future, past, 2);
        assertThat(store.list(Given.all(SPACE)))
                .hasSize(2)
                .allMatch(one -> one.state() == DeliveryState.DEAD);
        prune(future, future, 2);
        assertThat(store.list(Given.all(SPACE))).isEmpty();
    }

    private boolean prune(Instant ended, Instant dead, long most) {
        DeliveryStore.Horizon horizon = store.horizon(ended, most, dead, most);
        return write(tx -> store.prune(tx, Clock.system().now(), horizon, 100));
    }

    @Test
    void aKeyIsRememberedUntilItExpires() {
        Instant now = Instant.ofEpochMilli(1_000_000);
        RememberedAnswer answer =
                new RememberedAnswer("s", "k", new byte[] {7}, "a,b", now.plusSeconds(10));

        assertThat(remember(answer, now)).isEmpty();
        assertThat(remember(answer, now.plusSeconds(9)).orElseThrow().ids()).isEqualTo("a,b");
        assertThat(store.remembered("s", "k", now).orElseThrow().bodyHash())
                .isEqualTo(new byte[] {7});
        assertThat(store.remembered("s", "k", now.plusSeconds(10))).isEmpty();
        assertThat(store.remembered("t", "k", now)).isEmpty();
        assertThat(remember(answer, now.plusSeconds(10))).isEmpty();
        prune(Instant.EPOCH, Instant.EPOCH, 1);
        assertThat(store.remembered("s", "k", now)).isEmpty();
    }

    private Optional<RememberedAnswer> remember(RememberedAnswer answer, Instant now) {
        return write(tx -> store.remember(tx, answer, now));
    }

    @Test
    void placesInARateFollowEachOtherAfterTheBurst() {
        long minute = Duration.ofMinutes(1).toMillis() * 1_000;

        assertThat(reserve("a", minute, 2)).isZero();
        assertThat(reserve("a", minute, 2)).isZero();
        assertThat(reserve("a", minute, 2)).isBetween(Duration.ofSeconds(50), ONE_MINUTE);
        assertThat(reserve("a", minute, 2))
                .isBetween(Duration.ofSeconds(110), ONE_MINUTE.multipliedBy(2));
        assertThat(reserve("b", minute, 1)).isZero();
        assertThat(reserve("b", minute, 1)).isBetween(Duration.ofSeconds(50), ONE_MINUTE);
    }

    private Duration reserve(String key, long interval, int burst) {
        return write(tx -> store.reserve(tx, key, interval, burst));
    }

    @Test
    void aReservedPlaceIsRememberedUntilItIsUsed() {
        insert(LANE);
        ClaimedDelivery head = claim(1).getFirst();
        assertThat(head.reserved()).isFalse();
        complete(head, new Completion.Reserved(Duration.ZERO));

        ClaimedDelivery second = claim(1).getFirst();
        assertThat(second.reserved()).isTrue();
        complete(second, new Completion.Postponed(Duration.ZERO));
        ClaimedDelivery third = claim(1).getFirst();
        assertThat(third.reserved()).isTrue();
        complete(third, Given.again(third.log(), Duration.ZERO));
        assertThat(claim(1).getFirst().reserved()).isFalse();
    }

    @Test
    void allSurvivesARestart() {
        String id = insert(LANE);
        claim(1);
        store = database.reopen().deliveries();

        assertThat(claim(1)).isEmpty();
        assertThat((Object) write(tx -> store.release(tx, "n-1"))).isEqualTo(1);
        assertThat(claim(1).getFirst().delivery().id()).isEqualTo(id);
    }

    @Test
    void onlyANodeWithoutANewSignOfLifeLosesWhatItHolds() {
        insert(LANE);
        write(tx -> store.signOfLife(tx, "n-1"));
        ClaimedDelivery claimed = claim(1).getFirst();
        long first = write(tx -> store.signOfLife(tx, "n-2")).get("n-1");
        write(tx -> store.signOfLife(tx, "n-1"));
        long second = write(tx -> store.signOfLife(tx, "n-2")).get("n-1");
        assertThat(second).isGreaterThan(first);

        assertThat((Object) write(tx -> store.releaseSilent(tx, "n-1", first))).isEqualTo(0);
        assertThat(store.claim("n-2", 1, LEASE)).isEmpty();
        assertThat((Object) write(tx -> store.releaseSilent(tx, "n-1", second))).isEqualTo(1);
        assertThat(store.claim("n-2", 1, LEASE)).hasSize(1);
        assertThat(end(claimed, DeliveryState.DELIVERED)).isFalse();
        assertThat((Object) write(tx -> store.releaseSilent(tx, "n-1", second))).isEqualTo(0);
    }

    @Test
    void whatANodeKnowsToHoldIsNotGivenBack() {
        insert(Optional.empty());
        String unknown = insert(Optional.empty());
        ClaimedDelivery known = claim(1).getFirst();
        assertThat(claim(1)).hasSize(1);

        assertThat((Object) write(tx -> store.releaseUnheard(tx, "n-1", Set.of(known.lease()))))
                .isEqualTo(1);
        List<ClaimedDelivery> again = claim(5);
        assertThat(again).extracting(one -> one.delivery().id()).containsExactly(unknown);
        assertThat(again.getFirst().doubtful()).as("nobody attempted it").isFalse();
        assertThat(end(known, DeliveryState.DELIVERED)).isTrue();
    }

    @Test
    void whatMayHaveBegunIsDoubtfulUntilAnAttemptIsTold() throws InterruptedException {
        insert(LANE);
        insert(LANE);
        assertThat(store.claim("n-1", 1, Duration.ofMillis(1)).getFirst().doubtful()).isFalse();
        Until.holds("its lease ran out", () -> store.oldestDue().isPresent());
        ClaimedDelivery second = claim(1).getFirst();
        assertThat(second.doubtful()).isTrue();

        complete(second, new Completion.Postponed(Duration.ZERO));
        ClaimedDelivery third = claim(1).getFirst();
        assertThat(third.doubtful()).as("no attempt was made").isTrue();
        complete(third, Given.again(third.log(), Duration.ZERO));
        ClaimedDelivery fourth = claim(1).getFirst();
        assertThat(fourth.doubtful()).isFalse();

        assertThat((Object) write(tx -> store.release(tx, "n-1"))).isEqualTo(1);
        ClaimedDelivery fifth = claim(1).getFirst();
        assertThat(fifth.doubtful()).isTrue();
        end(fifth, DeliveryState.DELIVERED);
        assertThat(claim(1).getFirst().doubtful()).as("of the next in the lane").isFalse();
    }
}
