package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.engine.store.UnitOfWork;
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestStorage;
import dev.patchbay.server.TestStorage.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Every execution has its record, whatever happens to the database. */
class EventLogIT {

    private static final boolean CAMPAIGN = Boolean.getBoolean("patchbay.campaign");
    private static final int CLIENTS = 64;
    private static final int EACH = 10;

    @ParameterizedTest
    @EnumSource(Kind.class)
    void asManyEventsAsExecutionsUnderManyClients(Kind kind) throws Exception {
        try (TestStorage storage = new TestStorage(kind);
                ExecuteNode server = new ExecuteNode(storage);
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            server.connector("echo", "test.echo");
            server.connector("failing", "test.failing");
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                all.add(clients.submit(() -> many(server)));
            }
            for (Future<Integer> one : all) {
                assertThat(one.get()).isEqualTo(EACH);
            }
            server.settle();
            assertThat(server.node.database.events().count()).isEqualTo((long) CLIENTS * EACH * 2);
            assertThat(
                            server.meters.get("patchbay.executions").timers().stream()
                                    .mapToLong(timer -> timer.count())
                                    .sum())
                    .isEqualTo((long) CLIENTS * EACH * 2);
        }
    }

    private static int many(ExecuteNode server) {
        int ok = 0;
        for (int i = 0; i < EACH; i++) {
            boolean echo = run(server, "echo", "{}") == 200;
            boolean failing = run(server, "failing", "{\"message\":\"m\"}") == 200;
            ok += echo && failing ? 1 : 0;
        }
        return ok;
    }

    /** Again where a machine that stalls has made the database seem away: nothing was run. */
    private static int run(ExecuteNode server, String connector, String params) {
        int status = server.execute(connector, params).status();
        for (int i = 0; i < 5 && status == 503; i++) {
            status = server.execute(connector, params).status();
        }
        return status;
    }

    @Test
    void aRecordIsDurableWithinATenthOfASecond() {
        try (TestStorage storage = new TestStorage(Kind.SQLITE);
                ExecuteNode server = new ExecuteNode(storage)) {
            server.connector("echo", "test.echo");
            List<Long> nanos = new ArrayList<>();
            for (int i = 1; i <= 20; i++) {
                int wanted = i;
                server.execute("echo", "{}");
                long answered = System.nanoTime();
                Waiting.until(() -> server.node.database.events().count() == wanted);
                nanos.add(System.nanoTime() - answered);
            }
            // A disk that takes a fifth of a second to write is not what is judged here.
            Duration median = Duration.ofNanos(nanos.stream().sorted().toList().get(10));
            assertThat(median).isLessThan(Duration.ofMillis(CAMPAIGN ? 100 : 2_000));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatCannotBeRecordedIsNotSent(Kind kind) {
        AtomicBoolean down = new AtomicBoolean();
        ExecuteNode.Setup setup = new ExecuteNode.Setup();
        setup.around = work -> new Switched(work, down);
        try (TestStorage storage = new TestStorage(kind);
                EchoTarget target = EchoTarget.answering("200 OK", "{}");
                ExecuteNode server = new ExecuteNode(storage, setup)) {
            server.connector("http", "test.http", "{\"url\":\"" + target.url() + "\"}", "{}");
            assertThat(server.execute("http", "{}").status()).isEqualTo(200);
            server.settle();

            down.set(true);
            // Nobody knows yet: this one runs, and its record waits.
            assertThat(server.execute("http", "{}").status()).isEqualTo(200);
            Waiting.until(() -> server.log().unavailable());
            int sent = target.received.size();
            for (int i = 0; i < 5; i++) {
                Reply refused = server.execute("http", "{}");
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.body())
                        .isEqualTo(
                                "{\"statusCode\":503,\"error\":\"Service"
                                        + " Unavailable\",\"message\":\"Service Unavailable\"}");
            }
            assertThat(target.received).hasSize(sent);
            assertThat(server.log().backlog()).isEqualTo(1);
            assertThat(server.meters.get("patchbay.events.backlog").gauge().value()).isEqualTo(1);

            down.set(false);
            Waiting.until(() -> !server.log().unavailable());
            assertThat(server.execute("http", "{}").status()).isEqualTo(200);
            assertThat(server.records("http")).hasSize(3);
            assertThat(target.received).hasSize(3);
        }
    }

    @Test
    void closingFinishesWhatRunsAndRecordsIt() throws Exception {
        try (TestStorage storage = new TestStorage(Kind.SQLITE);
                EchoTarget target =
                        new EchoTarget(_ -> {
                            pause();
                            return EchoTarget.answer("200 OK", "", "{}");
                        })) {
            Future<Reply> running;
            try (ExecuteNode server = new ExecuteNode(storage);
                    var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                server.connector("http", "test.http", "{\"url\":\"" + target.url() + "\"}", "{}");
                running = clients.submit(() -> server.execute("http", "{}"));
                Waiting.until(() -> target.received.size() == 1);
                server.log().close();
                assertThat(running.get().status()).isEqualTo(200);
                assertThat(server.node.database.events().count()).isEqualTo(1);
                assertThat(server.execute("http", "{}").status()).isEqualTo(503);
            }
            assertThat(target.received).hasSize(1);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(700);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void auditAndRightsSeeEachRun() {
        try (TestStorage storage = new TestStorage(Kind.SQLITE);
                ExecuteNode server = new ExecuteNode(storage)) {
            server.connector("echo", "test.echo");
            server.connector("failing", "test.failing");
            server.node.audit.clear();
            server.execute("echo", "{}");
            server.execute("failing", "{\"message\":\"m\"}");
            server.execute(server.node.userWith("nobody", "{\"kibana\":[]}"), "", "echo", "{}");
            var events =
                    server.node.audit.stream()
                            .filter(event -> event.action().equals("connector_execute"))
                            .toList();
            assertThat(events)
                    .extracting(event -> event.outcome() + ": " + event.message())
                    .containsExactly(
                            "success: User has executed connector [id=echo]",
                            "failure: Failed attempt to execute connector [id=failing]",
                            "failure: Failed attempt to execute connector [id=echo]");
            assertThat(events.getFirst().category()).isEqualTo("database");
            assertThat(events.getFirst().type()).isEmpty();
            assertThat(events.getFirst().objectType()).contains("action");
            assertThat(events.getFirst().spaceId()).contains("default");
            assertThat(events.getFirst().username()).contains("elastic");
            assertThat(events.get(2).error().orElseThrow().message())
                    .isEqualTo("Unauthorized to execute a \"test.echo\" action");
        }
    }

    /** The database of the event log with a switch. */
    private record Switched(UnitOfWork work, AtomicBoolean down) implements UnitOfWork {
        @Override
        public <T> T write(Function<Tx, T> writing) {
            if (down.get()) {
                throw new StoreUnavailableException("switched off");
            }
            return work.write(writing);
        }
    }
}
