package dev.patchbay.benchmarks;

import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.PostgresServer;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The yardstick of acceptance: a kilobyte in a table of two columns, one connection, one commit for
 * all who wait. What acceptance costs beyond it is HTTP, rights, sealing, indexes and lanes.
 */
final class RawCommits {

    private static final int LARGEST_GROUP = 512;

    private final BlockingQueue<CompletableFuture<Boolean>> waiting = new LinkedBlockingQueue<>();
    private final AtomicBoolean stop = new AtomicBoolean();

    private RawCommits() {}

    static Sample sqlite(Path folder, DeliveryForm form) throws IOException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("raw.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma synchronous = full");
            statement.execute("create table raw (id integer primary key, body blob not null)");
            return new RawCommits().rates(connection, form);
        } catch (SQLException e) {
            throw new IOException("SQLite failed", e);
        }
    }

    static Sample postgres(DeliveryForm form) throws IOException {
        try (PostgresDatabase fresh = PostgresServer.durable().newDatabase();
                Connection connection =
                        DriverManager.getConnection(
                                fresh.jdbcUrl() + "?reWriteBatchedInserts=true",
                                PostgresDatabase.USER,
                                "benchmark");
                Statement statement = connection.createStatement()) {
            statement.execute("create table raw (id bigint primary key, body bytea not null)");
            return new RawCommits().rates(connection, form);
        } catch (SQLException e) {
            throw new IOException("PostgreSQL failed", e);
        }
    }

    private Sample rates(Connection connection, DeliveryForm form) throws IOException {
        Thread writer = Thread.ofPlatform().name("raw-commits").start(() -> write(connection));
        List<Double> rates = new ArrayList<>();
        for (int round = 0; round < form.rounds(); round++) {
            long end = System.nanoTime() + form.seconds() * 1_000_000_000L;
            long rows =
                    DeliveryLoad.atOnce(DeliveryLoad.CLIENTS, () -> client(end)).stream()
                            .mapToLong(Long::longValue)
                            .sum();
            rates.add(rows / (double) form.seconds());
        }
        stop.set(true);
        waiting.add(new CompletableFuture<>());
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Sample.of(rates);
    }

    private long client(long end) throws Exception {
        long rows = 0;
        while (System.nanoTime() < end) {
            CompletableFuture<Boolean> mine = new CompletableFuture<>();
            waiting.add(mine);
            mine.get();
            rows++;
        }
        return rows;
    }

    private void write(Connection connection) {
        byte[] body = new byte[Webhooks.BODY_BYTES];
        long id = 0;
        List<CompletableFuture<Boolean>> group = new ArrayList<>();
        try (PreparedStatement insert =
                connection.prepareStatement("insert into raw (id, body) values (?, ?)")) {
            connection.setAutoCommit(false);
            while (!stop.get()) {
                group.add(waiting.take());
                waiting.drainTo(group, LARGEST_GROUP);
                for (int i = 0; i < group.size(); i++) {
                    insert.setLong(1, id++);
                    insert.setBytes(2, body);
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
                group.forEach(one -> one.complete(true));
                group.clear();
            }
        } catch (SQLException e) {
            group.forEach(one -> one.completeExceptionally(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
