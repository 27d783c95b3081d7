package dev.patchbay.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.connectors.wire.HostileCalls.Call;
import dev.patchbay.connectors.wire.HostileCalls.End;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Every HTTP type against every way in which a target goes wrong. Each operation once in the normal
 * build; {@code -Dpatchbay.campaign=true}: every successful case of the case files, 10 000 calls.
 */
class HostileMatrixIT {

    private static final boolean CAMPAIGN = Boolean.getBoolean("patchbay.campaign");
    private static final int CALLS = CAMPAIGN ? 10_000 : 0;
    private static final int AT_ONCE = 48;
    private static final Path FOLDER = Path.of("src/test/resources/cases");

    /** Of an answer that never ends; generous to all others. */
    private static final Duration SHORT = Duration.ofMillis(500);

    private static final Duration LONG = Duration.ofSeconds(30);

    /** What a machine that stalls may add: less than makes SHORT a LONG. */
    private static final Duration GRACE = Duration.ofSeconds(25);

    /** A machine that stalls for SHORT ends a call before the target goes wrong. */
    private static final int TRIES = 10;

    private final List<String> faults = new ArrayList<>();

    /** Operations for which a 2xx is a success, whatever else the answer says. */
    private static final Set<String> ANY_2XX =
            Set.of(".http", ".teams", ".torq", ".webhook", ".xmatters");

    /** Operations whose vendor may answer with any JSON object. */
    private static final Set<String> ANY_OBJECT =
            Set.of(
                    ".jira-service-management closeAlert",
                    ".jira-service-management createAlert",
                    ".opsgenie closeAlert",
                    ".opsgenie createAlert",
                    ".tines run",
                    ".tines test");

    /** Answers of 2xx that no vendor gives: something else may have given them. */
    private static final Set<HostileAnswer> STRANGE =
            Set.of(
                    HostileAnswer.HTML,
                    HostileAnswer.EMPTY,
                    HostileAnswer.BROKEN_JSON,
                    HostileAnswer.NULL);

    @Test
    void everyCallEndsInTimeWithItsReasonAndNothingIsLeft() throws Exception {
        List<Call> calls = calls();
        int made = 0;
        // Class loading and the pools of the JDK belong to no call.
        play(calls.subList(0, 8), 0);
        long threads = Leaks.threads();
        long sockets = Leaks.sockets();
        do {
            made += play(calls, made);
        } while (made < CALLS);
        System.out.printf("hostile targets: %d calls of %d cases%n", made, calls.size());
        assertThat(faults).isEmpty();
        assertThat(Leaks.settled(Leaks::sockets, sockets)).isLessThanOrEqualTo(sockets);
        assertThat(Leaks.settled(Leaks::threads, threads)).isLessThanOrEqualTo(threads);
    }

    private static List<Call> calls() {
        List<Call> all = HostileCalls.all(FOLDER);
        if (CAMPAIGN) {
            return all;
        }
        Map<String, Call> operations = new LinkedHashMap<>();
        all.forEach(call -> operations.putIfAbsent(call.name(), call));
        return List.copyOf(operations.values());
    }

    private int play(List<Call> calls, int before) throws Exception {
        Semaphore free = new Semaphore(AT_ONCE);
        List<Future<?>> ends = new ArrayList<>();
        try (HostileCalls patient = new HostileCalls(LONG);
                HostileCalls hasty = new HostileCalls(SHORT)) {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Call call : calls) {
                    for (HostileAnswer answer : HostileAnswer.values()) {
                        int number = before + ends.size();
                        free.acquire();
                        ends.add(
                                threads.submit(() -> {
                                    try {
                                        play(answer.slow() ? hasty : patient, call, answer, number);
                                    } finally {
                                        free.release();
                                    }
                                    return null;
                                }));
                    }
                }
            }
            for (Future<?> end : ends) {
                end.get();
            }
            assertThat(patient.leased() + hasty.leased()).isZero();
            assertThat(Leaks.settled(() -> patient.open.get() + hasty.open.get(), 0)).isZero();
            assertThat(patient.forgotten.get() + hasty.forgotten.get()).isZero();
        }
        return ends.size();
    }

    private void play(HostileCalls calls, Call call, HostileAnswer answer, int number)
            throws Exception {
        Timed timed = timed(calls, call, answer, number);
        for (int i = 1; i < TRIES && answer.slow() && timed.end().bad() == 0; i++) {
            timed = timed(calls, call, answer, number);
        }
        End end = timed.end();
        Duration took = timed.took();
        String name = call.file().type() + " / " + call.given().name() + " / " + answer;
        if (end.bad() == 0) {
            fault(name + ": the answer was never asked for: " + end.outcome());
        }
        if (took.compareTo((answer.slow() ? SHORT : LONG).plus(GRACE)) > 0) {
            fault(name + " took " + took);
        }
        answer.reason().ifPresent(reason -> judge(name, end, reason));
        if (answer.reason().isEmpty()) {
            judgeAccepted(name, end);
        }
    }

    private record Timed(End end, Duration took) {}

    private static Timed timed(HostileCalls calls, Call call, HostileAnswer answer, int number)
            throws Exception {
        long start = System.nanoTime();
        End end = calls.make(call, answer, number);
        return new Timed(end, Duration.ofNanos(System.nanoTime() - start));
    }

    private void judge(String name, End end, Reason reason) {
        if (!(end.outcome() instanceof Failed failed)) {
            fault(name + " ended as " + end.outcome());
            return;
        }
        if (failed.reason() != reason) {
            fault(name + " ended as " + failed);
        }
        if (!failed.retryAfter().equals(end.answer().retryAfter())) {
            fault(name + " is to be retried after " + failed.retryAfter());
        }
        if (end.answer().leavesOpen()
                && end.idempotency() != Idempotency.SAFE
                && failed.effect().equals(Effect.NONE)) {
            fault(name + " had no effect? " + failed);
        }
    }

    private void judgeAccepted(String name, End end) {
        switch (end.outcome()) {
            case Outcome.Ok _ -> {
                if (!mayBeTaken(end)) {
                    fault(name + " was taken: " + end.outcome());
                }
            }
            case Failed failed -> {
                boolean refused = failed.reason() == Reason.CLIENT_ERROR;
                if (!refused || ANY_2XX.contains(end.call().name())) {
                    fault(name + " ended as " + failed);
                }
                if (STRANGE.contains(end.answer())
                        && end.idempotency() != Idempotency.SAFE
                        && failed.effect().equals(Effect.NONE)) {
                    fault(name + " had no effect? " + failed);
                }
            }
        }
    }

    /** Swimlane confirms a comment with a 204. */
    private static boolean mayBeTaken(End end) {
        String operation = end.call().name();
        return ANY_2XX.contains(operation)
                || (ANY_OBJECT.contains(operation) && end.answer() == HostileAnswer.SAYS_ERROR)
                || (operation.equals(".swimlane pushToService")
                        && end.answer() == HostileAnswer.NO_CONTENT);
    }

    private void fault(String text) {
        synchronized (faults) {
            faults.add(text);
        }
    }
}
