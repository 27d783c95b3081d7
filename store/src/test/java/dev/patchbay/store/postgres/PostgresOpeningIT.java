package dev.patchbay.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.Database;
import dev.patchbay.store.DatabaseOptions;
import dev.patchbay.store.TestDatabase;
import dev.patchbay.store.sql.DatabaseUnusableException;
import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.PostgresServer;
import dev.patchbay.testkit.RestartablePostgres;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Which PostgreSQL is taken, and how an outage looks. */
class PostgresOpeningIT {

    private static final String CANARY = "c4n4ry";

    private static DatabaseOptions at(String url) {
        return new DatabaseOptions.Postgres(
                new Secret(url),
                Optional.of(PostgresDatabase.USER),
                Optional.of(new Secret(CANARY)),
                false,
                4,
                Clock.system());
    }

    @Test
    void databaseThatMayForgetIsRefused() {
        try (PostgresDatabase fresh = PostgresServer.shared().newDatabase()) {
            assertThatThrownBy(() -> Database.open(TestDatabase.postgres(fresh, false)))
                    .isInstanceOf(DatabaseUnusableException.class)
                    .hasMessage(
                            "PostgreSQL runs with fsync=off and may lose what was accepted: switch"
                                    + " it on, or set patchbay.database.allowUnsafe: true");
        }
    }

    @Test
    void asynchronousCommitOfOneDatabaseIsRefused() throws Exception {
        try (PostgresDatabase fresh = PostgresServer.durable().newDatabase()) {
            Database.open(TestDatabase.postgres(fresh, false)).close();
            try (var connection = fresh.connect();
                    var statement = connection.createStatement()) {
                statement.execute(
                        "alter database " + fresh.name() + " set synchronous_commit = off");
            }
            assertThatThrownBy(() -> Database.open(TestDatabase.postgres(fresh, false)))
                    .isInstanceOf(DatabaseUnusableException.class)
                    .hasMessageStartingWith("PostgreSQL runs with synchronous_commit=off");
        }
    }

    @Test
    void serverThatIsNotThereIsRefusedFastAndWithoutCredentials() {
        String url = "jdbc:postgresql://127.0.0.1:1/x?password=" + CANARY;
        long begun = System.nanoTime();
        assertThatThrownBy(() -> Database.open(at(url)))
                .isInstanceOf(DatabaseUnusableException.class)
                .hasMessageStartingWith(
                        "cannot connect to the database of patchbay.database.url (Connection to"
                                + " 127.0.0.1:1 refused.")
                .satisfies(PostgresOpeningIT::holdsNoCanary);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void addressThatIsNoneIsRefusedWithoutCredentials() {
        assertThatThrownBy(() -> Database.open(at("jdbc:postgresql:/" + "/h:port/x?pw=" + CANARY)))
                .isInstanceOf(DatabaseUnusableException.class)
                .hasMessage(
                        "patchbay.database.url is not an address of PostgreSQL"
                                + " (jdbc:postgresql://host:port/database)")
                .satisfies(PostgresOpeningIT::holdsNoCanary);
    }

    private static void holdsNoCanary(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).doesNotContain(CANARY);
    }

    @Test
    void outageIsAnsweredFastAndEndsWithoutARestart() throws Exception {
        try (RestartablePostgres server = RestartablePostgres.start();
                Database database = Database.open(at(server.jdbcUrl()))) {
            long version = raise(database);
            server.stop();
            assertThatThrownBy(() -> raise(database)).isInstanceOf(StoreUnavailableException.class);
            // Who waits for the database waits for two seconds.
            assertThat(medianMillisOfRefusals(database)).isLessThan(1_000);
            server.startAgain();
            long begun = System.nanoTime();
            long after = 0;
            while (after == 0) {
                after = raiseOrZero(database);
                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .isLessThan(Duration.ofSeconds(90));
            }
            assertThat(after).isEqualTo(version + 1);
        }
    }

    private static long raise(Database database) {
        return database.security()
                        .work()
                        .write(tx -> {
                            database.security().version().raise(tx);
                            return true;
                        })
                ? database.security().version().current()
                : 0;
    }

    private static long raiseOrZero(Database database) {
        try {
            return raise(database);
        } catch (StoreUnavailableException e) {
            return 0;
        }
    }

    /** One caller waits for the database, the others do not. */
    private static long medianMillisOfRefusals(Database database) throws InterruptedException {
        AtomicBoolean enough = new AtomicBoolean();
        Thread waiting =
                Thread.ofVirtual()
                        .start(() -> {
                            while (!enough.get()) {
                                refused(database);
                            }
                        });
        // It is the one that waits, until two seconds are over.
        Clock.system().sleep(Duration.ofMillis(300));
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            nanos.add(refused(database));
        }
        enough.set(true);
        waiting.join();
        return Duration.ofNanos(nanos.stream().sorted().toList().get(7)).toMillis();
    }

    private static long refused(Database database) {
        long begun = System.nanoTime();
        assertThatThrownBy(database::ping).isInstanceOf(StoreUnavailableException.class);
        return System.nanoTime() - begun;
    }
}
