package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.net.HandshakeGate.Turn;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Who is let through to a target, by a clock that the test sets; a wrong wait ends by the bound.
 */
@Timeout(60)
class HandshakeGateTest {

    private static final int MOST = HandshakeGate.MOST;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final LinkKey KEY = key("one.example");

    private final SetClock clock = new SetClock();
    private final HandshakeGate gate = new HandshakeGate(clock);
    private final BlockingQueue<Came> through = new LinkedBlockingQueue<>();
    private final List<Turn> open = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Exchange> exchanges = new ArrayList<>();

    /** The caller with this number was let through. */
    private record Came(int number, Turn turn) {}

    private static LinkKey key(String host) {
        return new LinkKey("https", host + ":443", "", "full");
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        exchanges.forEach(exchange -> exchange.abort(Exchange.Abort.CANCELLED));
        for (Thread thread : threads) {
            assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
        }
        through.forEach(came -> came.turn().end(false));
        open.forEach(turn -> turn.end(false));
        assertThat(gate.size()).isZero();
    }

    private Exchange exchange() {
        return new Exchange(clock.nanoTime(), 60_000);
    }

    /** On this thread, which would hang if it had to wait. */
    private Turn enter(LinkKey key) throws Exception {
        Turn turn = gate.await(key, exchange());
        turn.shakesHands();
        open.add(turn);
        return turn;
    }

    private void enter(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            enter(KEY);
        }
    }

    private void end(Turn turn, boolean answered) {
        assertThat(open.remove(turn)).isTrue();
        turn.end(answered);
    }

    /** As many as a target may leave unanswered, for as long as it may. */
    private void stall() throws Exception {
        enter(MOST);
        clock.advance(SECOND);
    }

    /** Callers, one after the other, all of which wait when this returns. */
    private void callers(int count) {
        for (int i = 0; i < count; i++) {
            int number = threads.size();
            Exchange exchange = exchange();
            exchanges.add(exchange);
            threads.add(waiting(number, exchange));
        }
    }

    private Thread waiting(int number, Exchange exchange) {
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                Turn turn = gate.await(KEY, exchange);
                                turn.shakesHands();
                                through.add(new Came(number, turn));
                            } catch (AbortedException e) {
                                // Given up, as the test wishes.
                            }
                        });
        Until.holds("it waits", () -> waits(caller));
        return caller;
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING
                || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private Came next() throws Exception {
        Came came = through.poll(30, TimeUnit.SECONDS);
        assertThat(came).as("somebody is let through").isNotNull();
        open.add(came.turn());
        return came;
    }

    /** Whoever is let through next, all at once; their numbers begin with this one. */
    private List<Turn> next(int count, int first) throws Exception {
        List<Came> came = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            came.add(next());
        }
        assertThat(came)
                .extracting(Came::number)
                .as("in the order in which they came")
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(first, first + count).boxed().toList());
        return came.stream().sorted(Comparator.comparingInt(Came::number)).map(Came::turn).toList();
    }

    /** All others wait. */
    private void nobodyElse() {
        Until.holds(
                "all are through or wait",
                () -> threads.stream().allMatch(thread -> !thread.isAlive() || waits(thread)));
        assertThat(through).isEmpty();
    }

    @Test
    void aTargetThatIsQuickIsNeverWaitedFor() throws Exception {
        enter(10 * MOST);
        clock.advance(SECOND.minusNanos(1));
        enter(MOST);
    }

    @Test
    void aSlowConnectIsNoStalledHandshake() throws Exception {
        for (int i = 0; i < MOST; i++) {
            open.add(gate.await(KEY, exchange()));
        }
        clock.advance(SECOND.multipliedBy(10));
        enter(1);
        open.forEach(Turn::shakesHands);
        enter(1);
    }

    @Test
    void aFewUnansweredHandshakesHoldNobodyUp() throws Exception {
        enter(MOST - 1);
        clock.advance(SECOND.multipliedBy(30));
        enter(1);
    }

    @Test
    void othersWaitForAStalledTargetAndTheNewestTriesEachSecond() throws Exception {
        stall();
        callers(3);
        nobodyElse();
        clock.advance(SECOND.minusNanos(1));
        nobodyElse();
        clock.advance(Duration.ofNanos(1));
        assertThat(next().number()).isEqualTo(2);
        nobodyElse();
        clock.advance(SECOND.multipliedBy(5));
        assertThat(next().number()).isEqualTo(1);
        nobodyElse();
    }

    @Test
    void whoComesWhenATryIsDueTries() throws Exception {
        stall();
        callers(1);
        exchanges.getFirst().abort(Exchange.Abort.CANCELLED);
        assertThat(threads.getFirst().join(Duration.ofSeconds(30))).isTrue();
        clock.advance(SECOND);
        enter(1);
        callers(1);
        nobodyElse();
    }

    @Test
    void otherTargetsAreNotWaitedFor() throws Exception {
        stall();
        callers(1);
        enter(key("two.example"));
        enter(new LinkKey("https", "one.example:443", "", "full, as somebody else"));
        nobodyElse();
    }

    /** Whoever waited longest would follow, and give up next: a hello for each call. */
    @Test
    void whoGivesUpMakesNoRoom() throws Exception {
        stall();
        callers(2);
        for (Turn turn : List.copyOf(open)) {
            end(turn, false);
        }
        nobodyElse();
        clock.advance(SECOND);
        assertThat(next().number()).isEqualTo(1);
        nobodyElse();
    }

    @Test
    void anAnswerLetsTheOthersFollowInOrderAndMoreWithEachAnswer() throws Exception {
        stall();
        callers(3 * MOST);
        clock.advance(SECOND);
        int last = threads.size() - 1;
        Turn tried = next(1, last).getFirst();
        nobodyElse();
        end(tried, true);
        Deque<Turn> under = new ArrayDeque<>(next(MOST, 0));
        nobodyElse();
        int gone = MOST;
        while (gone < last) {
            end(under.removeFirst(), true);
            int follow = Math.min(2, last - gone);
            under.addAll(next(follow, gone));
            gone += follow;
            nobodyElse();
        }
        under.forEach(turn -> end(turn, true));
        enter(MOST);
    }

    @Test
    void anAnswerMakesUpForAllThatBeganBeforeIt() throws Exception {
        stall();
        callers(1);
        clock.advance(SECOND);
        end(next().turn(), true);
        clock.advance(SECOND.multipliedBy(30));
        enter(MOST);
    }

    @Test
    void aTargetThatAnswersNowAndThenIsNotHeldUp() throws Exception {
        for (int i = 0; i < 10; i++) {
            enter(MOST - 1);
            end(enter(KEY), true);
            clock.advance(SECOND.multipliedBy(2));
        }
    }

    @Test
    void itStallsAgain() throws Exception {
        stall();
        callers(MOST + 3);
        clock.advance(SECOND);
        end(next().turn(), true);
        next(MOST, 0);
        nobodyElse();
        clock.advance(SECOND);
        next(1, MOST + 1);
        end(open.get(open.size() - 2), false);
        end(open.get(open.size() - 2), false);
        nobodyElse();
        clock.advance(SECOND);
        next(1, MOST);
        nobodyElse();
    }

    @Test
    void aCallGivenUpEarlySaysNothing() throws Exception {
        stall();
        callers(MOST + 3);
        clock.advance(SECOND);
        end(next().turn(), true);
        next(MOST, 0);
        end(open.getLast(), false);
        next(1, MOST);
        nobodyElse();
    }

    @Test
    void givingUpEndsTheWaitAndTheNextIsFirst() throws Exception {
        stall();
        callers(3);
        exchanges.get(2).abort(Exchange.Abort.DEADLINE);
        assertThat(threads.get(2).join(Duration.ofSeconds(30))).isTrue();
        exchanges.get(0).abort(Exchange.Abort.CANCELLED);
        assertThat(threads.get(0).join(Duration.ofSeconds(30))).isTrue();
        clock.advance(SECOND);
        assertThat(next().number()).isEqualTo(1);
    }

    /** Who is not the newest sleeps until woken, and is the newest when the others have left. */
    @Test
    void whoBecomesTheNewestTries() throws Exception {
        stall();
        callers(3);
        Until.holds(
                "all but the newest sleep until woken",
                () ->
                        threads.subList(0, 2).stream()
                                .allMatch(thread -> thread.getState() == Thread.State.WAITING));
        clock.advance(SECOND);
        next(1, 2);
        clock.advance(SECOND);
        next(1, 1);
        clock.advance(SECOND);
        next(1, 0);
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        stall();
        callers(1);
        threads.getFirst().interrupt();
        assertThat(threads.getFirst().join(Duration.ofSeconds(30))).isTrue();
        assertThat(exchanges.getFirst().aborted()).isEqualTo(Exchange.Abort.CANCELLED);
        assertThat(through).isEmpty();
    }
}
