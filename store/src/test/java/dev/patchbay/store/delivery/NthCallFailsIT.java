package dev.patchbay.store.delivery;

import static dev.patchbay.store.delivery.DeliveryNode.CALLER;
import static dev.patchbay.store.delivery.DeliveryNode.CONNECTOR;
import static dev.patchbay.store.delivery.DeliveryNode.SPACE;
import static dev.patchbay.store.delivery.DeliveryNode.draft;
import static dev.patchbay.store.delivery.DeliveryNode.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.delivery.Acceptance;
import dev.patchbay.engine.delivery.DeliveryDraft;
import dev.patchbay.engine.delivery.DeliveryStatus;
import dev.patchbay.engine.delivery.IdempotencyKey;
import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.store.Database;
import dev.patchbay.store.TestDatabase;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * One scripted scenario with the n-th call of the store failing, n = 1 … N: whatever falls out,
 * each delivery ends in the state it would have ended in, in order, and is attempted as often.
 */
class NthCallFailsIT {

    private static final boolean CAMPAIGN = Boolean.getBoolean("patchbay.campaign");

    /** How many n are left out between two in the short form. */
    private static final int STEP = CAMPAIGN ? 1 : 9;

    /**
     * So short that renewals are among the calls that fail. On a busy machine such a lease runs out
     * during an attempt, which is then made again, rightly.
     */
    private static final Duration LEASE =
            CAMPAIGN ? Duration.ofMillis(900) : Duration.ofSeconds(20);

    private static final Failed DOWN =
            Failed.of(Reason.SERVER_ERROR, "down").withEffect(Effect.NONE);
    private static final Failed WRONG =
            Failed.of(Reason.CLIENT_ERROR, "wrong").withEffect(Effect.NONE);

    private final List<Integer> attempts = new CopyOnWriteArrayList<>();

    /** 1 is tried twice, 3 dies of its first attempt and lives as a replay; 5 is never due. */
    private Outcome answer(int n) {
        attempts.add(n);
        boolean first = Collections.frequency(attempts, n) == 1;
        return switch (n) {
            case 1 -> first ? DOWN : Outcome.ok();
            case 3 -> first ? WRONG : Outcome.ok();
            default -> Outcome.ok();
        };
    }

    @ParameterizedTest
    @CsvSource({
        "SQLITE, BEFORE",
        "SQLITE, AFTER_COMMIT",
        "POSTGRES, BEFORE",
        "POSTGRES, AFTER_COMMIT"
    })
    void eachEndsAsItWouldHave(TestDatabase.Kind kind, FailingCalls.Moment moment)
            throws Exception {
        try (TestDatabase database = TestDatabase.open(kind)) {
            int calls = scenario(database.get(), moment, Integer.MAX_VALUE);
            int from = CAMPAIGN ? 1 : ThreadLocalRandom.current().nextInt(1, STEP + 1);
            int runs = 0;
            for (int n = from; n <= calls; n += STEP) {
                try {
                    scenario(database.get(), moment, n);
                } catch (AssertionError e) {
                    throw new AssertionError("with call " + n + " failing", e);
                }
                runs++;
            }
            System.out.printf(
                    "NthCallFailsIT %s %s: %d of %d calls failed in turn%n",
                    kind, moment, runs, calls);
            assertThat(runs).isPositive();
        }
    }

    /** Runs it; the number of calls. */
    private int scenario(Database database, FailingCalls.Moment moment, int n) throws Exception {
        attempts.clear();
        FailingCalls failing = new FailingCalls(moment);
        DeliveryNode.Setup setup =
                new DeliveryNode.Setup(
                        invocation -> answer(invocation.params().get("n").intValue()));
        setup.schedule = Optional.of(DeliveryNode.quick());
        setup.lease = LEASE;
        try (DeliveryNode node =
                new DeliveryNode(
                        failing.over(database.deliveries()),
                        failing.over(database.work()),
                        database.events(),
                        setup)) {
            failing.arm(n);
            retried(() -> {
                node.workers.start();
                return true;
            });
            String key = "nth-" + moment + n + System.nanoTime();
            List<String> ids = retried(() -> accept(node, key));
            Until.holds("4 are through", () -> states(database, ids).equals(expected("pending")));
            retried(() -> node.deliveries.cancel(SPACE, ids.get(4)));
            replay(database, node, ids.get(2));
            Until.holds("all ended", () -> database.deliveries().pending() == 0);
            int calls = failing.calls();

            assertThat(states(database, ids)).isEqualTo(expected("cancelled"));
            DeliveryStatus dead = status(database, ids.get(2));
            assertThat(status(database, dead.replayedAs().orElseThrow()).state().label())
                    .isEqualTo("delivered");
            List<Integer> seen = List.copyOf(attempts);
            assertThat(seen).containsExactlyInAnyOrder(1, 1, 2, 3, 3, 4);
            assertThat(seen.indexOf(2)).isGreaterThan(seen.lastIndexOf(1));
            return calls;
        }
    }

    private static List<String> expected(String last) {
        return List.of("delivered", "delivered", "dead", "delivered", last);
    }

    private static List<String> accept(DeliveryNode node, String key) {
        Optional<String> lane = Optional.of("lane " + key);
        DeliveryDraft later =
                new DeliveryDraft(
                        CONNECTOR,
                        number(5),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Instant.now().plus(Duration.ofHours(1))),
                        Optional.empty());
        Acceptance answer =
                node.deliveries.accept(
                        CALLER,
                        SPACE,
                        List.of(
                                draft(number(1), lane),
                                draft(number(2), lane),
                                draft(number(3), Optional.empty()),
                                draft(number(4), Optional.empty()),
                                later),
                        Optional.of(new IdempotencyKey(key, new byte[] {1})));
        return new ArrayList<>(
                ((Acceptance.Accepted) answer)
                        .deliveries().stream().map(Acceptance.One::id).toList());
    }

    private static void replay(Database database, DeliveryNode node, String id) {
        retried(() ->
                status(database, id).replayedAs().isPresent()
                        || node.replays.replay(CALLER, SPACE, id, Optional.empty()) != null);
    }

    /** As a client that is answered 503. */
    private static <T> T retried(Supplier<T> call) {
        try {
            return call.get();
        } catch (StoreUnavailableException e) {
            return call.get();
        }
    }

    private static DeliveryStatus status(Database database, String id) {
        return database.deliveries().find(SPACE, id).orElseThrow();
    }

    private static List<String> states(Database database, List<String> ids) {
        return ids.stream().map(id -> status(database, id).state().label()).toList();
    }
}
