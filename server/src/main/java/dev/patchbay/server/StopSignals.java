package dev.patchbay.server;

import sun.misc.Signal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * SIGTERM and SIGINT ask the server to stop, a second one ends the process at once; SIGHUP asks it
 * to read its certificates again. The JDK has no other way to see a second signal than {@code
 * sun.misc.Signal}: shutdown hooks run once.
 */
final class StopSignals {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicReference<Runnable> reload = new AtomicReference<>(() -> {});

    /** Takes over the signals of this process. */
    static StopSignals install() {
        StopSignals signals = new StopSignals();
        Signal.handle(new Signal("TERM"), _ -> signals.stop());
        Signal.handle(new Signal("INT"), _ -> signals.stop());
        Signal.handle(new Signal("HUP"), _ -> signals.reload.get().run());
        return signals;
    }

    private void stop() {
        if (asked.getCount() == 0) {
            Runtime.getRuntime().halt(ExitCodes.FORCED);
        }
        asked.countDown();
    }

    /** What SIGHUP does from now on. */
    void onReload(Runnable action) {
        reload.set(action);
    }

    /** Returns after the first request to stop. */
    void await() throws InterruptedException {
        asked.await();
    }
}
