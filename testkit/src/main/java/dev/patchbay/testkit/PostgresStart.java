package dev.patchbay.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;

/** Starts a server on a machine that has other things to do. */
final class PostgresStart {

    /** The library's ten seconds are too few beside a build on two cores with a slow disk. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** A port that was free may be somebody's by the time the server wants it. */
    private static final int TRIES = 3;

    private PostgresStart() {}

    /** Starts what a builder, which is asked anew for each try, describes. */
    static EmbeddedPostgres of(Supplier<EmbeddedPostgres.Builder> builder) {
        IOException last = new IOException("not tried");
        for (int i = 0; i < TRIES; i++) {
            try {
                return builder.get().setPGStartupWait(PATIENCE).start();
            } catch (IOException e) {
                last = e;
            }
        }
        throw new UncheckedIOException(last);
    }
}
