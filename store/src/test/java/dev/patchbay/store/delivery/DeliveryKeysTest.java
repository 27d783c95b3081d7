package dev.patchbay.store.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.patchbay.engine.connector.KeyRotation;
import dev.patchbay.engine.connector.KeyRotation.Failed;
import dev.patchbay.engine.connector.KeyRotation.Result;
import dev.patchbay.engine.delivery.ClaimedDelivery;
import dev.patchbay.engine.delivery.Completion;
import dev.patchbay.engine.delivery.DeadLetter;
import dev.patchbay.engine.delivery.Delivery;
import dev.patchbay.engine.delivery.DeliverySeal;
import dev.patchbay.engine.delivery.DeliverySeal.Part;
import dev.patchbay.engine.delivery.DeliveryState;
import dev.patchbay.engine.delivery.DeliveryStore;
import dev.patchbay.engine.delivery.NewDelivery;
import dev.patchbay.engine.delivery.SealedDeliveries;
import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.store.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What deliveries seal outlives the key that it was sealed with, over both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class DeliveryKeysTest {

    private static final String SPACE = "default";
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final KeyRing A = ring("a");
    private static final KeyRing B_A = ring("b", "a");
    private static final DeliverySeal OLD = new DeliverySeal(A);
    private static final DeliverySeal NEW = new DeliverySeal(ring("b"));

    @Parameter TestDatabase.Kind kind;

    private TestDatabase database;
    private DeliveryStore store;

    private static KeyRing ring(String primary, String... old) {
        List<Secret> others = new ArrayList<>();
        for (String one : old) {
            others.add(new Secret(one.repeat(32)));
        }
        return KeyRing.of(new Secret(primary.repeat(32)), others, IdSource.random());
    }

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

    private Delivery insert(DeliverySeal seal, Optional<String> lane) {
        Delivery delivery = Given.delivery(SPACE, "c-1", lane).delivery();
        write(tx -> {
            store.insert(
                    tx,
                    List.of(
                            new NewDelivery(
                                    delivery,
                                    seal.seal(delivery, Part.PARAMS, Json.object().put("n", 1)),
                                    Optional.empty())));
            return true;
        });
        return delivery;
    }

    private void finish(ClaimedDelivery claimed, boolean dead) {
        Optional<byte[]> checkpoint =
                Optional.of(
                        OLD.seal(
                                claimed.delivery(),
                                Part.CHECKPOINT,
                                Json.object().put("ticket", 7)));
        Completion completion =
                dead
                        ? new Completion.Ended(
                                DeliveryState.DEAD,
                                Optional.of("network"),
                                claimed.log(),
                                checkpoint)
                        : new Completion.Again(Duration.ZERO, claimed.log(), checkpoint);
        write(tx -> store.complete(tx, claimed, completion));
    }

    private Result rotate(Optional<String> type) {
        return new KeyRotation(
                        database.get().connectors(),
                        database.get().tokens(),
                        database.get().work(),
                        B_A,
                        SealedDeliveries.of(store, new DeliverySeal(B_A)))
                .rotate(KeyRotation.LARGEST_BATCH, type);
    }

    private static String text(DeliverySeal seal, Delivery delivery, Part part, byte[] sealed) {
        return switch (seal.open(delivery, part, sealed)) {
            case DeliverySeal.Open.Value value -> value.value().toString();
            case DeliverySeal.Open.Unreadable _ -> "unreadable";
        };
    }

    @Test
    void pendingOnesAndDeadLettersAreSealedAnew() {
        Delivery dead = insert(OLD, Optional.empty());
        finish(store.claim("n", 1, LEASE).getFirst(), true);
        Delivery tried = insert(OLD, Optional.empty());
        finish(store.claim("n", 1, LEASE).getFirst(), false);
        for (int i = 0; i < 120; i++) {
            insert(OLD, Optional.of("lane " + i % 7));
        }
        insert(new DeliverySeal(B_A), Optional.empty());

        assertThat(rotate(Optional.empty())).isEqualTo(new Result.Finished(123, 122, List.of()));
        assertThat(rotate(Optional.empty())).isEqualTo(new Result.Finished(123, 0, List.of()));

        DeadLetter letter = store.deadLetter(SPACE, dead.id()).orElseThrow();
        assertThat(text(NEW, dead, Part.PARAMS, letter.sealedParams())).isEqualTo("{\"n\":1}");
        assertThat(text(NEW, dead, Part.CHECKPOINT, letter.sealedCheckpoint().orElseThrow()))
                .isEqualTo("{\"ticket\":7}");
        for (ClaimedDelivery one : store.claim("n", 500, LEASE)) {
            assertThat(text(NEW, one.delivery(), Part.PARAMS, one.sealedParams()))
                    .isEqualTo("{\"n\":1}");
            assertThat(one.sealedCheckpoint().isPresent()).isEqualTo(one.delivery().equals(tried));
            one.sealedCheckpoint()
                    .ifPresent(sealed ->
                            assertThat(text(NEW, one.delivery(), Part.CHECKPOINT, sealed))
                                    .isEqualTo("{\"ticket\":7}"));
        }
    }

    @Test
    void whatNoKeyOpensIsNamedAndKeepsNoOtherFromIt() {
        Delivery lostDead = insert(new DeliverySeal(ring("x")), Optional.empty());
        finish(store.claim("n", 1, LEASE).getFirst(), true);
        Delivery lost = insert(new DeliverySeal(ring("x")), Optional.empty());
        insert(OLD, Optional.empty());

        Result.Finished result = (Result.Finished) rotate(Optional.empty());

        assertThat(result.total()).isEqualTo(3);
        assertThat(result.successful()).isEqualTo(1);
        assertThat(result.failed())
                .extracting(Failed::type, Failed::id)
                .containsExactly(tuple("delivery", lost.id()), tuple("dead_letter", lostDead.id()));
        assertThat(((Result.Finished) rotate(Optional.of("action"))).total()).isZero();
        assertThat(((Result.Finished) rotate(Optional.of("dead_letter"))).total()).isEqualTo(1);
    }

    @Test
    void whatChangedMeanwhileIsLeftToWhoChangedIt() {
        Delivery delivery = insert(OLD, Optional.empty());
        var before = store.scanSealed(false, "", 10).getFirst();
        finish(store.claim("n", 1, LEASE).getFirst(), false);

        assertThat((Object) write(tx -> store.replaceSealed(tx, false, before, before)))
                .isEqualTo(false);
        assertThat(store.findSealed(false, delivery.id()).orElseThrow().checkpoint()).isPresent();
        assertThat(store.findSealed(true, delivery.id())).isEmpty();
    }
}
