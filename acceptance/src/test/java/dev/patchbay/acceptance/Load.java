package dev.patchbay.acceptance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Callers that go on until they are told to end. A test that fails while they call closes this too,
 * so that it ends and says why.
 */
final class Load implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;

    private final AtomicBoolean ending = new AtomicBoolean();
    private final List<Future<?>> callers = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private Load() {}

    /** One round of what a caller does. */
    interface Round {
        void run(int caller, int round) throws IOException;
    }

    /** This many callers at once; one whose round fails ends there. */
    static Load of(int count, Round round) {
        Load load = new Load();
        for (int i = 0; i < count; i++) {
            int caller = i;
            load.callers.add(
                    load.threads.submit(() -> {
                        for (int n = 0; !load.ending.get(); n++) {
                            round.run(caller, n);
                        }
                        return null;
                    }));
        }
        return load;
    }

    /** Lets each caller finish its round; throws what ended one before. */
    void end() throws ExecutionException, InterruptedException {
        close();
        for (Future<?> each : callers) {
            each.get();
        }
    }

    @Override
    public void close() throws InterruptedException {
        ending.set(true);
        threads.shutdown();
        if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            threads.shutdownNow();
            throw new IllegalStateException(
                    "a caller waits for an answer for " + PATIENCE_SECONDS + " s");
        }
    }
}
