package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.audit.AuditEvent;
import dev.patchbay.server.TestBed;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Contract actions-api, section 11.2. */
class ConnectorAuditTest {

    private static final String ONE = "/s/space1/api/actions/connector";
    private static final String BODY =
            """
            {"name":"n","connector_type_id":"test.index-record",
             "config":{"unencrypted":"canary"},"secrets":{"encrypted":"canary"}}
            """;
    private static final String UPDATE =
            "{\"name\":\"n\",\"config\":{\"unencrypted\":\"canary\"},\"secrets\":{\"encrypted\":\"canary\"}}";

    private static TestStorage storage;
    private static TestNode node;
    private static String stranger;

    @BeforeAll
    static void open() {
        storage = new TestStorage(TestStorage.Kind.SQLITE);
        TestNode.Setup setup = new TestNode.Setup();
        setup.preconfigured = TestBed.preconfigured();
        node = new TestNode(storage, setup);
        node.space("space1");
        stranger = node.userWith("stranger", "{\"elasticsearch\":{}}");
    }

    @AfterAll
    static void close() {
        node.close();
        storage.close();
    }

    @BeforeEach
    void forget() {
        node.audit.clear();
    }

    /** Without logins, which are told when a cached credential is verified again. */
    private static List<AuditEvent> told() {
        return node.audit.stream()
                .filter(event -> event.action().startsWith("connector_"))
                .toList();
    }

    private static AuditEvent event(
            String action, String type, String outcome, String message, String id) {
        return event(action, type, outcome, message, Optional.of(id), "elastic", Optional.empty());
    }

    private static AuditEvent event(
            String action,
            String type,
            String outcome,
            String message,
            Optional<String> id,
            String user,
            Optional<String> error) {
        return new AuditEvent(
                action,
                "database",
                Optional.of(type),
                outcome,
                message,
                Optional.of("action"),
                id,
                Optional.of("space1"),
                Optional.of(user),
                error.map(text -> new AuditEvent.ErrorInfo("Error", text)));
    }

    @Test
    void writesAreToldBeforeTheyHappen() {
        TestNode.must(200, node.root("POST", ONE + "/w", BODY));
        TestNode.must(200, node.root("PUT", ONE + "/w", UPDATE));
        TestNode.must(200, node.root("GET", ONE + "/w"));
        TestNode.must(204, node.root("DELETE", ONE + "/w"));
        assertThat(told())
                .containsExactly(
                        event(
                                "connector_create",
                                "creation",
                                "unknown",
                                "User is creating connector [id=w]",
                                "w"),
                        event(
                                "connector_update",
                                "change",
                                "unknown",
                                "User is updating connector [id=w]",
                                "w"),
                        event(
                                "connector_get",
                                "access",
                                "success",
                                "User has accessed connector [id=w]",
                                "w"),
                        event(
                                "connector_delete",
                                "deletion",
                                "unknown",
                                "User is deleting connector [id=w]",
                                "w"));
        assertThat(node.audit.toString()).doesNotContain("canary");
    }

    @Test
    void aListTellsOfEachStoredConnector() {
        node.root("POST", ONE + "/b", BODY);
        node.root("POST", ONE + "/a", BODY);
        node.audit.clear();
        node.root("GET", "/s/space1/api/actions/connectors");
        assertThat(told())
                .containsExactly(
                        event(
                                "connector_find",
                                "access",
                                "success",
                                "User has accessed connector [id=b]",
                                "b"),
                        event(
                                "connector_find",
                                "access",
                                "success",
                                "User has accessed connector [id=a]",
                                "a"));
        node.root("DELETE", ONE + "/a");
        node.root("DELETE", ONE + "/b");
    }

    @Test
    void whoMayNotIsTold() {
        node.client.call(stranger, "POST", ONE + "/x", BODY);
        node.client.call(stranger, "PUT", ONE + "/x", UPDATE);
        node.client.call(stranger, "GET", ONE + "/x", "");
        node.client.call(stranger, "DELETE", ONE + "/x", "");
        node.client.call(stranger, "GET", "/s/space1/api/actions/connectors", "");
        assertThat(told())
                .containsExactly(
                        refused(
                                "connector_create",
                                "creation",
                                "Failed attempt to create connector [id=x]",
                                "Unauthorized to create a \"test.index-record\" action"),
                        refused(
                                "connector_update",
                                "change",
                                "Failed attempt to update connector [id=x]",
                                "Unauthorized to update actions"),
                        refused(
                                "connector_get",
                                "access",
                                "Failed attempt to access connector [id=x]",
                                "Unauthorized to get actions"),
                        refused(
                                "connector_delete",
                                "deletion",
                                "Failed attempt to delete connector [id=x]",
                                "Unauthorized to delete actions"),
                        event(
                                "connector_find",
                                "access",
                                "failure",
                                "Failed attempt to access a connector",
                                Optional.empty(),
                                "stranger",
                                Optional.of("Unauthorized to get actions")));
    }

    private static AuditEvent refused(String action, String type, String message, String error) {
        return event(
                action, type, "failure", message, Optional.of("x"), "stranger", Optional.of(error));
    }

    @Test
    void refusalsQuoteNothingThatMayBeSecret() {
        node.root(
                "POST",
                ONE + "/y",
                """
                {"name":"n","connector_type_id":"test.sub-action-connector",
                 "config":{"url":"https://canary.example.org/"},"secrets":{}}
                """);
        node.root("GET", ONE + "/absent");
        List<AuditEvent> told = told();
        assertThat(told).hasSize(2);
        assertThat(told.getFirst().message())
                .isEqualTo("Failed attempt to create connector [id=y]");
        assertThat(told.getFirst().error())
                .contains(
                        new AuditEvent.ErrorInfo(
                                "Error", "error validating connector type config"));
        assertThat(told.getLast().error())
                .contains(
                        new AuditEvent.ErrorInfo(
                                "Error", "Saved object [action/absent] not found"));
        assertThat(node.audit.toString()).doesNotContain("canary");
    }

    @Test
    void generatedIdsAreTheOnesThatAreTold() {
        String id = node.root("POST", ONE, BODY).json().path("id").stringValue("");
        assertThat(told().stream().map(AuditEvent::message))
                .isEqualTo(List.of("User is creating connector [id=" + id + "]"));
        node.root("DELETE", ONE + "/" + id);
    }
}
