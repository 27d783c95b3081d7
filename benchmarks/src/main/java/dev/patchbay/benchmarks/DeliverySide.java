package dev.patchbay.benchmarks;

import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.PostgresServer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A fresh server over a fresh database, with connectors to a target.
 *
 * @param database what to close after the server
 */
record DeliverySide(
        PatchbayServer server, String headers, AutoCloseable database, Submissions submissions)
        implements AutoCloseable {

    static final int CONNECTORS = 1_000;

    /** The databases that are measured. */
    enum Kind {
        SQLITE("SQLite"),
        POSTGRES("PostgreSQL");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /**
     * Starts it.
     *
     * @param settings further lines of settings
     */
    static DeliverySide start(
            Kind kind, Path folder, String settings, int connectors, int targetPort)
            throws IOException {
        AutoCloseable database = () -> {};
        String lines = "xpack.actions.ssl.verificationMode: none\n" + settings;
        if (kind == Kind.POSTGRES) {
            PostgresDatabase fresh = PostgresServer.durable().newDatabase();
            database = fresh;
            lines +=
                    """
                    patchbay.database.url: "%s"
                    patchbay.database.username: %s
                    patchbay.database.password: benchmark
                    xpack.encryptedSavedObjects.encryptionKey: %s
                    """
                            .formatted(fresh.jdbcUrl(), PostgresDatabase.USER, "k".repeat(32));
        }
        PatchbayServer server = PatchbayServer.start(folder, "", lines);
        String headers = server.api().apiKeyHeaders();
        Webhooks.create(server.port(), headers, "", "load", connectors, targetPort);
        return new DeliverySide(
                server, headers, database, new Submissions(headers, "load", connectors));
    }

    double delivered() throws IOException {
        return server.api().metric("patchbay_deliveries_ended_total");
    }

    double pending() throws IOException {
        return server.api().metric("patchbay_deliveries_pending");
    }

    /** Waits until that many have ended; whether they did in time. */
    boolean awaitDelivered(double count, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (delivered() < count) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(20_000_000);
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            database.close();
        } catch (Exception e) {
            throw new IOException("the database was not dropped", e);
        }
    }
}
