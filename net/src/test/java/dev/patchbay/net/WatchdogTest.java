package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

class WatchdogTest {

    private static final Clock CLOCK = Clock.system();

    private final Watchdog watchdog = new Watchdog(CLOCK, () -> {});

    @AfterEach
    void close() {
        watchdog.close();
    }

    private Exchange watched(long millis) {
        Exchange exchange = new Exchange(CLOCK.nanoTime(), millis);
        watchdog.watch(exchange);
        return exchange;
    }

    private static void until(BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime() - end).isNegative();
            CLOCK.sleep(Duration.ofMillis(1));
        }
    }

    @Test
    void eachIsGivenUpAtItsDeadlineAndNotBefore() throws Exception {
        List<Exchange> all = new ArrayList<>();
        for (long millis : new long[] {1, 30, 250, 300, 800, 1_500}) {
            all.add(watched(millis));
        }
        Exchange later = watched(600_000);
        for (Exchange exchange : all) {
            until(() -> exchange.aborted() != null);
            assertThat(exchange.remainingNanos(CLOCK.nanoTime())).isNotPositive();
            assertThat(exchange.aborted()).isEqualTo(Exchange.Abort.DEADLINE);
        }
        assertThat(later.aborted()).isNull();
    }

    @Test
    void thoseThatEndAreForgottenAndTheirSlotsToo() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            watchdog.forget(watched(i));
        }
        until(() -> watchdog.slots() == 0);
    }

    /** Slots are dropped while others are added to them. */
    @Test
    void noneOfManyIsOverlooked() throws Exception {
        List<Callable<List<Exchange>>> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            callers.add(() -> {
                List<Exchange> mine = new ArrayList<>();
                for (int n = 0; n < 20_000; n++) {
                    // Due long ago, as after a long pause of the machine.
                    Exchange late = new Exchange(CLOCK.nanoTime() - 400_000_000L * (n % 3), 1);
                    watchdog.watch(late);
                    mine.add(late);
                }
                return mine;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(callers.size())) {
            for (Future<List<Exchange>> each : threads.invokeAll(callers)) {
                for (Exchange exchange : each.get()) {
                    until(() -> exchange.aborted() != null);
                    watchdog.forget(exchange);
                }
            }
        }
        until(() -> watchdog.slots() == 0);
    }

    @Test
    void whatBeginsAfterTheEndIsCancelled() {
        watchdog.close();
        assertThat(watched(60_000).aborted()).isEqualTo(Exchange.Abort.CANCELLED);
    }
}
