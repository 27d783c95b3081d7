package dev.patchbay.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class CancellationSourceTest {

    private final CancellationSource source = new CancellationSource();
    private final List<String> ran = new ArrayList<>();

    @Test
    void waitingActionsRunOnceInOrder() {
        source.onCancel(() -> ran.add("a"));
        source.onCancel(() -> ran.add("b"));
        assertThat(source.cancelled()).isFalse();

        source.cancel();
        source.cancel();

        assertThat(source.cancelled()).isTrue();
        assertThat(ran).containsExactly("a", "b");
    }

    @Test
    void itHasHappenedBeforeAnActionRuns() {
        source.onCancel(() -> ran.add(String.valueOf(source.cancelled())));

        source.cancel();

        assertThat(ran).containsExactly("true");
    }

    @Test
    void whoComesLateRunsAtOnce() {
        source.cancel();

        source.onCancel(() -> ran.add(Thread.currentThread().getName())).close();

        assertThat(ran).containsExactly(Thread.currentThread().getName());
    }

    @Test
    void aClosedRegistrationDoesNotRun() {
        Cancellation.Registration registration = source.onCancel(() -> ran.add("a"));
        source.onCancel(() -> ran.add("b"));

        registration.close();
        registration.close();
        source.cancel();

        assertThat(ran).containsExactly("b");
    }

    @Test
    void theSameActionMayWaitTwice() {
        Runnable action = () -> ran.add("a");
        Cancellation.Registration first = source.onCancel(action);
        source.onCancel(action);

        first.close();
        source.cancel();

        assertThat(ran).containsExactly("a");
    }

    @Test
    void neverStaysQuiet() {
        Cancellation never = Cancellation.never();
        never.onCancel(() -> ran.add("a")).close();

        assertThat(never.cancelled()).isFalse();
        assertThat(ran).isEmpty();
    }

    @RepeatedTest(200)
    void anActionThatComesWhileItHappensRunsExactlyOnce() throws Exception {
        AtomicInteger count = new AtomicInteger();
        CyclicBarrier start = new CyclicBarrier(2);
        Thread canceller =
                Thread.ofPlatform()
                        .start(() -> {
                            await(start);
                            source.cancel();
                        });
        await(start);
        source.onCancel(count::incrementAndGet);
        canceller.join(60_000);

        assertThat(count).hasValue(1);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
