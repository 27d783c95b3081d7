package dev.patchbay.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.security.Node.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.stream.Collectors;

/** Contract security-and-spaces, section 3.6. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class EsRoleRoutesIT extends NodeTest {

    private static final String ROLE = "/_security/role";
    private static final String OPS =
            """
            {"cluster":["monitor"],
             "indices":[{"names":["audit-*"],"privileges":["write"]}],
             "applications":[{"application":"kibana-.kibana","privileges":["feature_actions.all"],"resources":["space:ops"]}]}
            """;

    EsRoleRoutesIT(TestDatabase.Kind kind) {
        Node.Setup setup = new Node.Setup();
        setup.roles = List.of(ConfiguredRoles.read("of.file", Json.read("{}")));
        super(kind, setup);
    }

    private Reply put(String name, String body) {
        return node.root("PUT", ROLE + "/" + name, body);
    }

    private String refused(String name, String body) {
        Reply reply = put(name, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        return reply.reason();
    }

    @Test
    void lifeOfARole() {
        assertThat(put("ops", OPS).body()).isEqualTo("{\"role\":{\"created\":true}}");
        assertThat(node.root("GET", ROLE + "/ops").body())
                .isEqualTo(
                        Json.write(
                                Json.read(
                                        """
                                        {"ops":{"cluster":["monitor"],"indices":[{"names":["audit-*"],"privileges":["write"],"allow_restricted_indices":false}],
                                         "applications":[{"application":"kibana-.kibana","privileges":["feature_actions.all"],"resources":["space:ops"]}],
                                         "run_as":[],"metadata":{},"transient_metadata":{"enabled":true}}}
                                        """)));
        assertThat(node.root("POST", ROLE + "/ops", "{}").body())
                .isEqualTo("{\"role\":{\"created\":false}}");
        assertThat(node.root("GET", ROLE + "/ops").json().path("ops").path("cluster")).isEmpty();

        put("other", OPS);
        assertThat(node.root("GET", ROLE + "/ops,nobody,other").json().propertyNames())
                .containsExactly("ops", "other");
        assertThat(node.root("GET", ROLE).json().propertyNames())
                .containsExactly(
                        "editor", "kibana_admin", "of.file", "ops", "other", "superuser", "viewer");
        Reply nobody = node.root("GET", ROLE + "/nobody");
        assertThat(nobody.status()).isEqualTo(404);
        assertThat(nobody.body()).isEqualTo("{}");

        assertThat(node.root("DELETE", ROLE + "/ops").body()).isEqualTo("{\"found\":true}");
        Reply gone = node.root("DELETE", ROLE + "/ops");
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.body()).isEqualTo("{\"found\":false}");
    }

    @Test
    void whatIsOnlySometimesSetIsOnlyThenShown() {
        String all =
                """
                {"description":"Operators","metadata":{"team":"ops"},"run_as":["jane"],
                 "remote_indices":[{"names":["a"],"privileges":["read"],"clusters":["c"]}],
                 "remote_cluster":[{"privileges":["monitor_enrich"],"clusters":["c"]}],
                 "global":{"application":{"manage":{"applications":["a"]}}},
                 "cluster":["a-name-of-nobody"]}
                """;
        put("full", all);
        JsonNode full = node.root("GET", ROLE + "/full").json().path("full");
        JsonNode sent = Json.read(all);
        sent.propertyNames()
                .forEach(member ->
                        assertThat(full.path(member)).as(member).isEqualTo(sent.path(member)));
        put("empty", "{\"description\":\"\"}");
        assertThat(node.root("GET", ROLE + "/empty").json().path("empty").propertyNames())
                .containsExactly(
                        "cluster",
                        "indices",
                        "applications",
                        "run_as",
                        "metadata",
                        "transient_metadata");
    }

    /** One record, two views; this one replaces other applications too. */
    @Test
    void kibanaSeesTheSameRole() {
        String mine =
                """
                {"application":"my-app","privileges":["read"],"resources":["*"]}
                """;
        put("both", OPS.replace("\"applications\":[", "\"applications\":[" + mine + ","));
        JsonNode kibana = node.root("GET", "/api/security/role/both").json();
        assertThat(kibana.path("kibana"))
                .isEqualTo(
                        Json.read(
                                "[{\"base\":[],\"feature\":{\"actions\":[\"all\"]},\"spaces\":[\"ops\"]}]"));
        assertThat(kibana.path("_unrecognized_applications")).isEqualTo(Json.read("[\"my-app\"]"));

        node.role("both", "{\"kibana\":[{\"base\":[\"read\"]}]}");
        assertThat(applications("both")).containsExactly("kibana-.kibana", "my-app");
        put("both", OPS);
        assertThat(applications("both")).containsExactly("kibana-.kibana");

        put(
                "odd",
                """
                {"applications":[{"application":"kibana-.kibana","privileges":["all"],"resources":["space:x"]}]}
                """);
        assertThat(node.root("GET", "/api/security/role/odd").json().path("_transform_error"))
                .isEqualTo(Json.read("[\"kibana:global_privileges_space\"]"));
    }

    private List<String> applications(String role) {
        return node
                .root("GET", ROLE + "/" + role)
                .json()
                .path(role)
                .path("applications")
                .values()
                .stream()
                .map(entry -> entry.path("application").stringValue(""))
                .toList();
    }

    @Test
    void rightsCountAtOnce() {
        String jane = node.user("jane", "spaces");
        String space = "{\"id\":\"made\",\"name\":\"Made\"}";
        assertThat(node.call(jane, "POST", "/api/spaces/space", space).status()).isEqualTo(403);
        put(
                "spaces",
                """
                {"applications":[{"application":"kibana-.kibana","privileges":["all"],"resources":["*"]}]}
                """);
        assertThat(node.call(jane, "POST", "/api/spaces/space", space).status()).isEqualTo(200);
        node.root("DELETE", ROLE + "/spaces");
        assertThat(node.call(jane, "DELETE", "/api/spaces/space/made", "").status()).isEqualTo(403);
    }

    @Test
    void refusalsOfPut() {
        String names =
                "Role names must be at least 1 and no more than 1024 characters. They can contain"
                        + " alphanumeric characters (a-z, A-Z, 0-9), spaces, punctuation, and"
                        + " printable symbols in the Basic Latin (ASCII) block. Leading or trailing"
                        + " whitespace is not allowed.";
        assertThat(refused("a%20", "{}")).isEqualTo("Validation Failed: 1: " + names + ";");
        assertThat(refused("superuser", "{}"))
                .isEqualTo(
                        "Validation Failed: 1: Role [superuser] is reserved and may not be used.;");
        assertThat(refused("watcher_user", "{}")).contains("is reserved and may not be used.");
        assertThat(refused("of.file", "{}"))
                .contains("role [of.file] is defined in kibana.yml and cannot be changed here");
        assertThat(refused("r", "{\"description\":\"" + "d".repeat(1001) + "\"}"))
                .isEqualTo(
                        "Validation Failed: 1: Role description must be less than 1000"
                                + " characters.;");
        assertThat(refused("r", "{\"metadata\":{\"_a\":1}}"))
                .isEqualTo("Validation Failed: 1: metadata keys may not start with [_];");
        assertThat(refused("r", "{\"x\":1}"))
                .isEqualTo("failed to parse role [r]. unexpected field [x]");
        assertThat(refused("r", "{\"restriction\":{\"workflows\":[\"a\"]}}"))
                .isEqualTo("role restrictions are not supported");
        assertThat(refused("r", "{\"applications\":[{\"application\":\"a\"}]}"))
                .isEqualTo(
                        "failed to parse application privileges for role [r]. missing required"
                                + " [privileges] field");
        assertThat(refused("r", "{\"cluster\":{}}"))
                .isEqualTo(
                        "expected field [cluster] to be of type array, but found [START_OBJECT]"
                                + " instead");
        assertThat(put("r", "").status()).isEqualTo(400);
        assertThat(put("r", "[]").status()).isEqualTo(400);
        assertThat(node.root("GET", ROLE + "/r").status()).isEqualTo(404);
    }

    @Test
    void namesOfApplicationPrivileges() {
        for (String good : List.of("read", "a", "feature_x.minimal_all", "a-b", "*", "saved:x/y")) {
            assertThat(put("r", withPrivilege(good)).status()).as(good).isEqualTo(200);
        }
        for (String bad : List.of("Read", "1a", "_a", "a b", "")) {
            assertThat(refused("r", withPrivilege(bad)))
                    .isEqualTo(
                            "Validation Failed: 1: Application privilege names and actions must"
                                    + " match the pattern ^([a-z][a-zA-Z0-9_\\-.]*|.*[*/:].*)$"
                                    + " (found '"
                                    + bad
                                    + "');");
        }
    }

    private static String withPrivilege(String privilege) {
        return "{\"applications\":[{\"application\":\"a\",\"privileges\":[\""
                + privilege
                + "\"],\"resources\":[\"*\"]}]}";
    }

    @Test
    void builtInRolesStay() {
        JsonNode superuser = node.root("GET", ROLE + "/superuser").json().path("superuser");
        assertThat(superuser.path("metadata").path("_reserved").booleanValue(false)).isTrue();
        assertThat(superuser.path("run_as")).isEqualTo(Json.read("[\"*\"]"));
        Reply reply = node.root("DELETE", ROLE + "/superuser");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.type()).isEqualTo("illegal_argument_exception");
        assertThat(reply.reason()).isEqualTo("role [superuser] is reserved and cannot be deleted");
        assertThat(node.root("DELETE", ROLE + "/of.file").reason())
                .isEqualTo("role [of.file] is defined in kibana.yml and cannot be changed here");
    }

    @Test
    void writersNeedManageSecurityAndReadersReadSecurity() {
        node.role("reading", "{\"elasticsearch\":{\"cluster\":[\"read_security\"]}}");
        node.role("writing", "{\"elasticsearch\":{\"cluster\":[\"manage_security\"]}}");
        String reader = node.user("reader", "reading");
        String writer = node.user("writer", "writing");
        String nobody = node.user("nobody", "kibana_admin");

        assertThat(node.call(reader, "GET", ROLE, "").status()).isEqualTo(200);
        assertThat(node.call(reader, "PUT", ROLE + "/x", "{}").reason())
                .isEqualTo(
                        "action [cluster:admin/xpack/security/role/put] is unauthorized for user"
                                + " [reader] with effective roles [reading], this action is granted"
                                + " by the cluster privileges [manage_security,all]");
        assertThat(node.call(reader, "DELETE", ROLE + "/x", "").reason())
                .startsWith("action [cluster:admin/xpack/security/role/delete] is unauthorized");
        Reply unread = node.call(nobody, "GET", ROLE + "/superuser", "");
        assertThat(unread.status()).isEqualTo(403);
        assertThat(unread.reason())
                .isEqualTo(
                        "action [cluster:admin/xpack/security/role/get] is unauthorized for user"
                                + " [nobody] with effective roles [kibana_admin], this action is"
                                + " granted by the cluster privileges"
                                + " [read_security,manage_security,all]");
        assertThat(node.call(writer, "PUT", ROLE + "/x", "{}").status()).isEqualTo(200);
        assertThat(node.call(writer, "DELETE", ROLE + "/x", "").status()).isEqualTo(200);
        assertThat(node.call("", "GET", ROLE, "").status()).isEqualTo(401);
        assertThat(
                        node.audit.stream()
                                .filter(event -> event.action().startsWith("role_"))
                                .map(event -> event.action() + " " + event.outcome())
                                .skip(2)
                                .toList())
                .containsExactly(
                        "role_put failure",
                        "role_delete failure",
                        "role_put success",
                        "role_delete success");
    }

    @Test
    void whatGrantsNothingIsWarnedOf() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger("security.roles");
        log.start();
        logger.addAppender(log);
        try {
            put("fine", OPS);
            put(
                    "index",
                    "{\"indices\":[{\"names\":[\"a\"],\"privileges\":[\"read\"],\"query\":{}}]}");
            put(
                    "wrong",
                    """
                    {"applications":[
                      {"application":"other","privileges":["all"],"resources":["space:x"]},
                      {"application":"kibana-.kibana","privileges":["space_all"],"resources":["*"]}]}
                    """);
        } finally {
            logger.detachAppender(log);
        }
        assertThat(
                        log.list.stream()
                                .map(ILoggingEvent::getFormattedMessage)
                                .collect(Collectors.toList()))
                .containsExactly(
                        "role [index] has document or field security, which protects nothing here:"
                                + " this server has no indices",
                        "role [wrong] has a base privilege on resources where it grants nothing:"
                                + " [all] and [read] belong to [*], [space_all] and [space_read] to"
                                + " [space:<id>]");
    }
}
