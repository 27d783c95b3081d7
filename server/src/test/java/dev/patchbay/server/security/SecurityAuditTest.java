package dev.patchbay.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.audit.AuditEvent;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** Contract security-and-spaces, D16: what is written of which call. */
class SecurityAuditTest extends NodeTest {

    private static final String KEYS = "/_security/api_key";

    SecurityAuditTest() {
        super(TestDatabase.Kind.SQLITE, new Node.Setup());
    }

    /** Actions and outcomes, logins left out. */
    private List<String> told() {
        return node.audit.stream()
                .filter(event -> !event.action().equals("user_login"))
                .map(event -> event.action() + " " + event.outcome())
                .toList();
    }

    @Test
    void usersAndRoles() {
        node.user("jane", "r");
        node.user("jane");
        node.root("PUT", "/_security/user/jane/_password", "{\"password\":\"other-one\"}");
        node.root("PUT", "/_security/user/jane/_disable");
        node.root("PUT", "/_security/user/jane/_enable");
        node.root("DELETE", "/_security/user/jane");
        node.role("r", "{}");
        node.root("DELETE", "/api/security/role/r");

        assertThat(told())
                .containsExactly(
                        "user_create success",
                        "user_update success",
                        "user_change_password success",
                        "user_disable success",
                        "user_enable success",
                        "user_delete success",
                        "role_put success",
                        "role_delete success");
        assertThat(node.audit)
                .filteredOn(event -> event.action().equals("user_disable"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.objectId()).contains("jane");
                    assertThat(event.username()).contains("elastic");
                });
    }

    @Test
    void keys() {
        node.user("jane");
        JsonNode key = node.key(Node.ROOT, "{\"name\":\"k\"}");
        String id = key.path("id").stringValue("");
        node.root("PUT", KEYS + "/" + id, "{\"metadata\":{\"a\":1}}");
        node.root(
                "POST",
                KEYS + "/grant",
                "{\"grant_type\":\"password\",\"username\":\"jane\",\"password\":\"jane-password\","
                        + "\"api_key\":{\"name\":\"g\"}}");
        node.root("DELETE", KEYS, "{\"ids\":[\"" + id + "\"]}");

        assertThat(told())
                .containsExactly(
                        "user_create success",
                        "api_key_create success",
                        "api_key_update success",
                        "api_key_grant success",
                        "api_key_invalidate success");
    }

    @Test
    void spacesAndWhoMayNot() {
        String stranger = node.user("stranger");
        String space = "{\"id\":\"a\",\"name\":\"A\"}";
        node.root("POST", "/api/spaces/space", space);
        node.root("GET", "/api/spaces/space/a");
        node.root("PUT", "/api/spaces/space/a", space);
        node.root("DELETE", "/api/spaces/space/a");
        node.call(stranger, "POST", "/api/spaces/space", space);
        node.call(stranger, "PUT", "/api/security/role/r", "{}");

        assertThat(told())
                .containsExactly(
                        "user_create success",
                        "space_create unknown",
                        "space_get success",
                        "space_update unknown",
                        "space_delete unknown",
                        "space_create failure",
                        "role_put failure");
        assertThat(node.audit.getLast().error()).map(AuditEvent.ErrorInfo::message).isPresent();
    }
}
