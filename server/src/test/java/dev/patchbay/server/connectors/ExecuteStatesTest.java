package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestStorage;
import dev.patchbay.server.TestStorage.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import java.util.List;

/** Contract actions-api, section 6.7, steps 4 to 6, and what the server's log says. */
class ExecuteStatesTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aConnectorThatCannotBeOpenedIs500AndTheLogSaysWhich(Kind kind) {
        try (TestStorage storage = new TestStorage(kind)) {
            try (ExecuteNode server = new ExecuteNode(storage)) {
                server.connector("locked", "test.echo", "{}", "{\"token\":\"canary-token\"}");
            }
            ExecuteNode.Setup setup = new ExecuteNode.Setup();
            setup.node.encryptionKey = "b".repeat(32);
            ListAppender<ILoggingEvent> log = listen("plugins.encryptedSavedObjects", Level.ERROR);
            try (ExecuteNode server = new ExecuteNode(storage, setup)) {
                Reply reply = server.execute("locked", "{}");
                assertThat(reply.status()).isEqualTo(500);
                assertThat(reply.message())
                        .isEqualTo(
                                "An internal server error occurred. Check Kibana server logs for"
                                        + " details.");
                assertThat(server.records("locked")).isEmpty();
                server.connector("fresh", "test.echo");
                assertThat(server.execute("fresh", "{}").status()).isEqualTo(200);
            } finally {
                deaf("plugins.encryptedSavedObjects", log);
            }
            List<String> lines = log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
            assertThat(lines).hasSize(2);
            assertThat(lines.getFirst())
                    .startsWith(
                            "Failed to decrypt attribute \"secrets\" of saved object"
                                    + " \"action,locked\": ");
            assertThat(lines.getLast())
                    .isEqualTo(
                            "Unable to decrypt attribute \"secrets\" of saved object"
                                    + " \"action,locked\"");
        }
    }

    @Test
    void aStoredConnectorOfADisabledOrVanishedTypeDoesNotRun() {
        try (TestStorage storage = new TestStorage(Kind.SQLITE)) {
            try (ExecuteNode server = new ExecuteNode(storage)) {
                server.connector("echo", "test.echo");
                server.connector("silent", "test.silent");
            }
            ExecuteNode.Setup setup = new ExecuteNode.Setup();
            setup.node.enabled = type -> !type.equals("test.echo");
            setup.node.types =
                    setup.node.types.stream()
                            .filter(type -> !type.id().equals("test.silent"))
                            .toList();
            try (ExecuteNode server = new ExecuteNode(storage, setup)) {
                Reply disabled = server.execute("echo", "{}");
                assertThat(disabled.status()).isEqualTo(403);
                assertThat(disabled.message())
                        .isEqualTo(
                                "action type \"test.echo\" is not enabled in the Kibana config"
                                        + " xpack.actions.enabledActionTypes");
                Reply vanished = server.execute("silent", "{}");
                assertThat(vanished.status()).isEqualTo(400);
                assertThat(vanished.message())
                        .isEqualTo("Action type \"test.silent\" is not registered.");
            }
        }
    }

    /** On PostgreSQL, where every load asks; SQLite cannot be away while its file is there. */
    @Test
    void withoutADatabaseNothingIsSent() {
        try (TestStorage storage = new TestStorage(Kind.POSTGRES);
                EchoTarget target = EchoTarget.answering("200 OK", "{}");
                ExecuteNode server = new ExecuteNode(storage)) {
            server.connector("http", "test.http", "{\"url\":\"" + target.url() + "\"}", "{}");
            assertThat(server.execute("http", "{}").status()).isEqualTo(200);
            server.settle();
            server.node.database.close();
            Reply reply = server.execute("http", "{}");
            assertThat(reply.status()).isEqualTo(503);
            assertThat(target.received).hasSize(1);
        }
    }

    @Test
    void theLogTellsOfRunsAndFailuresOnALineEach() {
        ListAppender<ILoggingEvent> log = listen("plugins.actions.test.failing", Level.DEBUG);
        try (TestStorage storage = new TestStorage(Kind.SQLITE);
                ExecuteNode server = new ExecuteNode(storage)) {
            server.connector("failing", "test.failing");
            server.execute(
                    "failing",
                    "{\"message\":\"down\",\"service\":\"a\\nforged line\",\"retry\":\"true\"}");
        } finally {
            deaf("plugins.actions.test.failing", log);
        }
        assertThat(log.list)
                .extracting(event -> event.getLevel() + " " + event.getFormattedMessage())
                .containsExactly(
                        "DEBUG executing action test.failing:failing: My Connector",
                        "WARN action execution failure: test.failing:failing: My Connector: down: a"
                                + " forged line; retry: true");
    }

    @Test
    void aConnectorThatChangedRunsAsItIsNow() {
        try (TestStorage storage = new TestStorage(Kind.SQLITE);
                EchoTarget before = EchoTarget.answering("200 OK", "{}");
                EchoTarget after = EchoTarget.answering("200 OK", "{}");
                ExecuteNode server = new ExecuteNode(storage)) {
            server.connector("http", "test.http", "{\"url\":\"" + before.url() + "\"}", "{}");
            server.execute("http", "{}");
            server.node.root(
                    "PUT",
                    "/api/actions/connector/http",
                    "{\"name\":\"New\",\"config\":{\"url\":\""
                            + after.url()
                            + "\"},\"secrets\":{\"token\":\"new-token\"}}");
            server.execute("http", "{}");
            assertThat(before.received).hasSize(1);
            assertThat(after.received).hasSize(1);
            assertThat(after.received.getFirst().head()).contains("X-Token: new-token");
            assertThat(server.records("http").getLast().connectorName()).isEqualTo("New");
            assertThat(server.records("http").getLast().requestBytes()).isEqualTo(2);
        }
    }

    private static ListAppender<ILoggingEvent> listen(String name, Level level) {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(name);
        logger.setLevel(level);
        logger.addAppender(log);
        return log;
    }

    private static void deaf(String name, ListAppender<ILoggingEvent> log) {
        Logger logger = (Logger) LoggerFactory.getLogger(name);
        logger.setLevel(null);
        logger.detachAppender(log);
    }
}
