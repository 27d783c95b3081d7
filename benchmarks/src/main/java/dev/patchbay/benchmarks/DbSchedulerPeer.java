package dev.patchbay.benchmarks;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.PostgresServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * db-scheduler doing the same job: a one-time task for each message, kept in PostgreSQL before its
 * caller goes on, which sends the message to the target. Without lanes, rights, limits, sealing or
 * an HTTP door: callers are in the process.
 */
final class DbSchedulerPeer {

    /** Of its README. */
    private static final String TABLE =
            """
            create table scheduled_tasks (
              task_name text not null, task_instance text not null, task_data bytea,
              execution_time timestamp with time zone not null, picked boolean not null,
              picked_by text, last_success timestamp with time zone,
              last_failure timestamp with time zone, consecutive_failures int,
              last_heartbeat timestamp with time zone, version bigint not null,
              priority smallint, primary key (task_name, task_instance));
            create index execution_time_idx on scheduled_tasks (execution_time);
            create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)
            """;

    private static final int THREADS = 32;
    private static final int MOST_AHEAD = 5_000;
    private static final String CONFIGURATION =
            "lock-and-fetch, 32 threads, immediate execution, polling each 100 ms, 10 connections";

    private DbSchedulerPeer() {}

    static String configuration() {
        return CONFIGURATION;
    }

    /** Accepted and completed a second. */
    static double completed(DeliveryForm form, int targetPort) throws IOException {
        try (PostgresDatabase fresh = PostgresServer.durable().newDatabase();
                HikariDataSource pool = pool(fresh)) {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(TABLE);
            } catch (SQLException e) {
                throw new IOException("no table", e);
            }
            return completed(form, pool, new Connections(targetPort));
        }
    }

    private static HikariDataSource pool(PostgresDatabase database) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        config.setUsername(PostgresDatabase.USER);
        config.setPassword("benchmark");
        config.setMaximumPoolSize(10);
        return new HikariDataSource(config);
    }

    /** Kept-alive connections to the target, as many as are used at once. */
    private record Connections(int port, LinkedBlockingQueue<HttpConnection> idle) {

        Connections(int port) {
            this(port, new LinkedBlockingQueue<>());
        }

        void send(String body) {
            try {
                HttpConnection connection = idle.poll();
                if (connection == null) {
                    connection = new HttpConnection(port);
                }
                connection.send(HttpConnection.request("POST", "/hook", "", body));
                idle.add(connection);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static double completed(
            DeliveryForm form, HikariDataSource pool, Connections connections) throws IOException {
        AtomicLong done = new AtomicLong();
        AtomicLong numbers = new AtomicLong();
        Semaphore ahead = new Semaphore(MOST_AHEAD);
        OneTimeTask<String> task =
                Tasks.oneTime("send", String.class)
                        .execute((instance, _) -> {
                            connections.send(instance.getData());
                            done.incrementAndGet();
                            ahead.release();
                        });
        Scheduler scheduler =
                Scheduler.create(pool, task)
                        .threads(THREADS)
                        .pollUsingLockAndFetch(0.5, 1.0)
                        .pollingInterval(Duration.ofMillis(100))
                        .enableImmediateExecution()
                        .build();
        scheduler.start();
        try {
            long seconds = (long) form.seconds() * form.rounds();
            long start = System.nanoTime();
            long end = start + seconds * 1_000_000_000L;
            DeliveryLoad.atOnce(
                    DeliveryLoad.CLIENTS,
                    () -> {
                        while (System.nanoTime() < end) {
                            ahead.acquire();
                            long n = numbers.getAndIncrement();
                            scheduler.schedule(
                                    task.instance(Long.toString(n), Submissions.payload(n)),
                                    Instant.now());
                        }
                        return true;
                    });
            long most = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (done.get() < numbers.get() && System.nanoTime() < most) {
                LockSupport.parkNanos(5_000_000);
            }
            return done.get() / ((System.nanoTime() - start) / 1e9);
        } finally {
            scheduler.stop();
        }
    }
}
