package dev.patchbay.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import dev.patchbay.engine.security.Credential;
import dev.patchbay.server.security.Node.Reply;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** No answer, log line, audit event or text of an object holds a password, hash or key secret. */
class SecretCanaryTest {

    private static final String CANARY = "canary-5f2c-password";
    private static final String WRONG = "canary-77aa-wrong";

    @Test
    void secretsAreSeenNowhere() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger ours = (Logger) LoggerFactory.getLogger("dev.patchbay");
        Logger security = (Logger) LoggerFactory.getLogger("security");
        ours.setLevel(Level.TRACE);
        security.setLevel(Level.TRACE);
        log.start();
        root.addAppender(log);
        List<String> seen = new ArrayList<>();
        List<String> secrets = new ArrayList<>(List.of(CANARY, WRONG, Node.ROOT_PASSWORD));
        try (TestDatabase database = TestDatabase.create(TestDatabase.Kind.SQLITE);
                Node node = new Node(database, new Node.Setup())) {
            String jane = Node.basic("jane", CANARY);
            seen.add(
                    body(
                            node.root(
                                    "PUT",
                                    "/_security/user/jane",
                                    "{\"password\":\""
                                            + CANARY
                                            + "\",\"roles\":[\"superuser\"]}")));
            JsonNode key = node.key(jane, "{\"name\":\"k\"}");
            String id = key.path("id").stringValue();
            secrets.add(key.path("api_key").stringValue());
            var stores = database.get().security();
            var user = stores.users().findUser("jane").orElseThrow();
            var stored = stores.keys().findKey(id).orElseThrow();
            secrets.add(((Credential.Hash) user.credential()).value().reveal());
            seen.add(user.toString());
            seen.add(stored.toString());
            for (String path :
                    List.of(
                            "/_security/user",
                            "/_security/api_key?with_limited_by=true",
                            "/_security/_authenticate",
                            "/api/security/role")) {
                seen.add(body(node.call(Node.header(key), "GET", path, "")));
            }
            seen.add(body(node.call(Node.basic("jane", WRONG), "GET", "/_security/user", "")));
            seen.add(body(node.call(Node.basic("jane", WRONG), "GET", "/api/spaces/space", "")));
            String wrongKey =
                    "ApiKey "
                            + java.util.Base64.getEncoder()
                                    .encodeToString(
                                            (id + ":" + WRONG)
                                                    .getBytes(
                                                            java.nio.charset.StandardCharsets
                                                                    .UTF_8));
            seen.add(body(node.call(wrongKey, "GET", "/_security/user", "")));
            seen.add(
                    body(
                            node.root(
                                    "POST",
                                    "/_security/api_key/grant",
                                    "{\"grant_type\":\"password\",\"username\":\"jane\",\"password\":\""
                                            + WRONG
                                            + "\",\"api_key\":{\"name\":\"g\"}}")));
            seen.add(
                    body(
                            node.root(
                                    "PUT",
                                    "/_security/user/jane/_password",
                                    "{\"password\":\"" + CANARY + "\",\"x\":1}")));
            node.root("DELETE", "/_security/api_key", "{\"ids\":[\"" + id + "\"]}");
            node.call(Node.header(key), "GET", "/_security/user", "");
            database.shutDown();
            seen.add(body(node.call(jane, "GET", "/_security/user", "")));
            node.audit.forEach(event -> seen.add(event.toString()));
            assertThat(node.audit).anyMatch(event -> event.action().equals("user_login"));
        } finally {
            root.detachAppender(log);
        }
        log.list.forEach(
                event -> seen.add(event.getFormattedMessage() + event.getThrowableProxy()));
        assertThat(log.list)
                .anyMatch(event -> event.getFormattedMessage().startsWith("API key refused"));
        for (String secret : secrets) {
            assertThat(seen).noneMatch(text -> text.contains(secret));
        }
    }

    private static String body(Reply reply) {
        return reply.headers().map() + reply.body();
    }
}
