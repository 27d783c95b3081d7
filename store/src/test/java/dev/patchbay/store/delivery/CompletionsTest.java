package dev.patchbay.store.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.delivery.ClaimedDelivery;
import dev.patchbay.engine.delivery.Completed;
import dev.patchbay.engine.delivery.Completion;
import dev.patchbay.engine.delivery.DeliveryState;
import dev.patchbay.engine.delivery.DeliveryStore;
import dev.patchbay.engine.delivery.NewDelivery;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.store.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Completions that share a transaction, over both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class CompletionsTest {

    private static final String SPACE = "ops";
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

    private String insert(Optional<String> lane) {
        NewDelivery fresh = Given.delivery(SPACE, "c-1", lane);
        write(tx -> {
            store.insert(tx, List.of(fresh));
            return true;
        });
        return fresh.delivery().id();
    }

    @Test
    void manyAreCompletedTogetherEachInItsOwnWay() {
        String dead = insert(Optional.empty());
        String delivered = insert(LANE);
        final String behind = insert(LANE);
        String again = insert(Optional.of("again"));
        String postponed = insert(Optional.of("postponed"));
        String reserved = insert(Optional.of("reserved"));
        String wantedBack = insert(Optional.of("wanted back"));
        String lost = insert(Optional.empty());
        Map<String, ClaimedDelivery> claimed = new HashMap<>();
        store.claim("n-1", 20, ONE_MINUTE).forEach(one -> claimed.put(one.delivery().id(), one));
        assertThat(claimed).hasSize(7).doesNotContainKey(behind);
        write(tx -> store.cancel(tx, SPACE, wantedBack));
        ClaimedDelivery old = claimed.get(lost);
        write(tx -> store.complete(tx, old, new Completion.Postponed(Duration.ZERO)));

        List<Completed> turns =
                List.of(
                        turn(claimed.get(delivered), DeliveryState.DELIVERED),
                        turn(old, DeliveryState.DELIVERED),
                        turn(claimed.get(dead), DeliveryState.DEAD),
                        new Completed(
                                claimed.get(again),
                                Given.again(claimed.get(again).log(), ONE_MINUTE)),
                        new Completed(
                                claimed.get(wantedBack),
                                Given.again(claimed.get(wantedBack).log(), Duration.ZERO)),
                        new Completed(claimed.get(postponed), new Completion.Postponed(ONE_MINUTE)),
                        new Completed(
                                claimed.get(reserved), new Completion.Reserved(Duration.ZERO)));
        List<Boolean> applied = write(tx -> store.complete(tx, turns));

        assertThat(applied).containsExactly(true, false, true, true, true, true, true);
        assertThat(state(delivered)).isEqualTo(DeliveryState.DELIVERED);
        assertThat(state(dead)).isEqualTo(DeliveryState.DEAD);
        assertThat(state(wantedBack)).isEqualTo(DeliveryState.CANCELLED);
        assertThat(store.deadLetter(SPACE, dead).orElseThrow().sealedParams())
                .isEqualTo(Given.SEALED);
        assertThat(store.find(SPACE, again).orElseThrow().log().count()).isEqualTo(1);
        List<ClaimedDelivery> due = store.claim("n-1", 20, ONE_MINUTE);
        assertThat(due)
                .extracting(one -> one.delivery().id())
                .containsExactlyInAnyOrder(behind, reserved, lost);
        assertThat(due)
                .filteredOn(ClaimedDelivery::reserved)
                .extracting(one -> one.delivery().id())
                .containsExactly(reserved);
        List<Boolean> repeated = write(tx -> store.complete(tx, turns));
        assertThat(repeated).containsOnly(false);
        assertThat(state(postponed)).isEqualTo(DeliveryState.PENDING);
    }

    private int supersede(NewDelivery newest) {
        return write(tx -> store.supersede(tx, newest));
    }

    @Test
    void aNewerStateTakesThePlaceOfThoseThatWait() {
        String first = insert(LANE);
        String second = insert(LANE);
        String other = insert(Optional.of("another"));
        NewDelivery newest = Given.delivery(SPACE, "c-1", LANE);

        assertThat(supersede(newest)).isEqualTo(2);

        for (String old : List.of(first, second)) {
            assertThat(state(old)).isEqualTo(DeliveryState.CANCELLED);
            assertThat(store.find(SPACE, old).orElseThrow().reason()).contains("superseded");
        }
        assertThat(store.claim("n-1", 20, ONE_MINUTE))
                .extracting(one -> one.delivery().id())
                .containsExactlyInAnyOrder(newest.delivery().id(), other);
    }

    @Test
    void whatIsBeingAttemptedIsTriedNoMoreAndNothingOvertakesIt() {
        String trigger = insert(LANE);
        ClaimedDelivery running = store.claim("n-1", 1, ONE_MINUTE).getFirst();
        String waiting = insert(LANE);
        NewDelivery resolve = Given.delivery(SPACE, "c-1", LANE);

        assertThat(supersede(resolve)).isEqualTo(1);
        assertThat(store.claim("n-2", 20, ONE_MINUTE)).isEmpty();
        assertThat(state(trigger)).isEqualTo(DeliveryState.PENDING);
        assertThat(state(waiting)).isEqualTo(DeliveryState.CANCELLED);

        Completion failed = Given.again(running.log(), Duration.ofHours(4));
        assertThat((Object) write(tx -> store.complete(tx, running, failed))).isEqualTo(true);
        assertThat(state(trigger)).isEqualTo(DeliveryState.CANCELLED);
        assertThat(store.find(SPACE, trigger).orElseThrow().reason()).contains("superseded");
        assertThat(store.claim("n-2", 20, ONE_MINUTE).getFirst().delivery().id())
                .isEqualTo(resolve.delivery().id());
    }

    @Test
    void anAttemptThatSucceedsIsDeliveredAlthoughSuperseded() {
        String trigger = insert(LANE);
        ClaimedDelivery running = store.claim("n-1", 1, ONE_MINUTE).getFirst();
        assertThat(supersede(Given.delivery(SPACE, "c-1", LANE))).isZero();

        List<Boolean> applied =
                write(tx -> store.complete(tx, List.of(turn(running, DeliveryState.DELIVERED))));

        assertThat(applied).containsExactly(true);
        assertThat(state(trigger)).isEqualTo(DeliveryState.DELIVERED);
        assertThat(store.claim("n-2", 20, ONE_MINUTE)).hasSize(1);
    }

    private static Completed turn(ClaimedDelivery claimed, DeliveryState end) {
        return new Completed(claimed, Given.ended(claimed.log(), end));
    }

    private DeliveryState state(String id) {
        return store.find(SPACE, id).orElseThrow().state();
    }
}
