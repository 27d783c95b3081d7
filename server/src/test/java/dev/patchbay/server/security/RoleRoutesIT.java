package dev.patchbay.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.security.ApplicationEntry;
import dev.patchbay.engine.security.Role;
import dev.patchbay.engine.security.RoleDescriptor;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.security.Node.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Contract security-and-spaces, section 2. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class RoleRoutesIT extends NodeTest {

    private static final String ROLE = "/api/security/role";
    private static final String OPS =
            """
            {"description":"Operators",
             "elasticsearch":{"cluster":["monitor"],"indices":[{"names":["audit-*"],"privileges":["write"]}]},
             "kibana":[{"base":["read"],"spaces":["*"]},
              {"feature":{"actions":["all"],"stackAlerts":["read"]},"spaces":["marketing","sales"]},
              {"feature":{"unknownFeature":["whatever"]},"spaces":["nowhere"]}]}
            """;

    RoleRoutesIT(TestDatabase.Kind kind) {
        Node.Setup setup = new Node.Setup();
        setup.roles =
                List.of(
                        ConfiguredRoles.read(
                                "of.file",
                                Json.read(
                                        "{\"kibana\":[{\"base\":[\"all\"],\"spaces\":[\"f\"]}]}")));
        super(kind, setup);
    }

    private Reply put(String name, String body) {
        return node.root("PUT", ROLE + "/" + name, body);
    }

    private static String wrapped(String type, String reason) {
        return "[" + type + "\n\tRoot causes:\n\t\t" + type + ": " + reason + "]: " + reason;
    }

    @Test
    void lifeOfARole() {
        assertThat(put("ops", OPS).status()).isEqualTo(204);
        assertThat(node.root("GET", ROLE + "/ops").body())
                .isEqualTo(
                        Json.write(
                                Json.read(
                                        """
                                        {"name":"ops","description":"Operators","metadata":{},"transient_metadata":{"enabled":true},
                                         "elasticsearch":{"cluster":["monitor"],"indices":[{"names":["audit-*"],"privileges":["write"],"allow_restricted_indices":false}],"run_as":[]},
                                         "kibana":[{"base":["read"],"feature":{},"spaces":["*"]},
                                          {"base":[],"feature":{"actions":["all"],"stackAlerts":["read"]},"spaces":["marketing","sales"]},
                                          {"base":[],"feature":{"unknownFeature":["whatever"]},"spaces":["nowhere"]}],
                                         "_transform_error":[],"_unrecognized_applications":[]}
                                        """)));
        assertThat(put("ops?createOnly=true", OPS).status()).isEqualTo(409);
        assertThat(put("ops?createOnly=true", OPS).message())
                .isEqualTo("Role already exists and cannot be created: ops");
        assertThat(put("ops", "{}").status()).isEqualTo(204);
        assertThat(node.root("GET", ROLE + "/ops").json().path("kibana")).isEmpty();
        List<String> names = new ArrayList<>();
        node.root("GET", ROLE).json().forEach(role -> names.add(role.path("name").stringValue()));
        assertThat(names)
                .containsExactly("editor", "kibana_admin", "of.file", "ops", "superuser", "viewer");
        assertThat(node.root("DELETE", ROLE + "/ops").status()).isEqualTo(204);
        Reply gone = node.root("GET", ROLE + "/ops");
        assertThat(gone.body())
                .isEqualTo(
                        "{\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"Not Found\"}");
        assertThat(node.root("DELETE", ROLE + "/ops").status()).isEqualTo(404);
    }

    @Test
    void entriesAreApplicationPrivileges() {
        put("ops", OPS);
        put("base", "{\"kibana\":[{\"base\":[\"all\",\"read\"],\"spaces\":[\"a\",\"b\"]}]}");
        assertThat(stored("ops").applications())
                .containsExactly(
                        entry("read", "*"),
                        new ApplicationEntry(
                                "kibana-.kibana",
                                List.of("feature_actions.all", "feature_stackAlerts.read"),
                                List.of("space:marketing", "space:sales")),
                        entry("feature_unknownFeature.whatever", "space:nowhere"));
        assertThat(stored("base").applications())
                .containsExactly(
                        new ApplicationEntry(
                                "kibana-.kibana",
                                List.of("space_all", "space_read"),
                                List.of("space:a", "space:b")));
    }

    private RoleDescriptor stored(String name) {
        return database.get().security().roles().findRole(name).orElseThrow().descriptor();
    }

    private static ApplicationEntry entry(String privilege, String resource) {
        return new ApplicationEntry("kibana-.kibana", List.of(privilege), List.of(resource));
    }

    /** As a write through {@code /_security/role} would leave it. */
    private void store(String name, ApplicationEntry... entries) {
        var stores = database.get().security();
        Role role = new Role(name, RoleDescriptor.of(List.of(), List.of(entries)));
        stores.work().write(tx -> stores.roles().putRole(tx, role));
    }

    @Test
    void otherApplicationsSurvive() {
        ApplicationEntry other = new ApplicationEntry("my-app", List.of("read"), List.of("*"));
        store("mixed", entry("all", "*"), other);
        assertThat(put("mixed", "{\"kibana\":[{\"base\":[\"read\"]}]}").status()).isEqualTo(204);
        assertThat(stored("mixed").applications()).containsExactly(entry("read", "*"), other);
        assertThat(node.root("GET", ROLE + "/mixed").json().path("_unrecognized_applications"))
                .isEqualTo(Json.read("[\"my-app\"]"));
    }

    @Test
    void whatCannotBeShownSaysWhy() {
        String kibana = "kibana-.kibana";
        shows("global_privileges_space", entry("all", "space:x"));
        shows("space_privileges_global", entry("space_all", "*"));
        shows(
                "reserved_privileges_mixed",
                new ApplicationEntry(kibana, List.of("reserved_a", "read"), List.of("*")));
        shows(
                "reserved_privileges_wrong_app",
                new ApplicationEntry("kibana-*", List.of("read"), List.of("*")));
        shows(
                "base_feature_privileges_mixed",
                new ApplicationEntry(kibana, List.of("all", "feature_a.all"), List.of("*")));
        shows(
                "global_resource_mixed",
                new ApplicationEntry(kibana, List.of("feature_a.all"), List.of("*", "space:a")));
        shows("invalid_resource_format", entry("feature_a.all", "thing"));
        shows(
                "duplicated_resources",
                entry("feature_a.all", "space:a"),
                entry("feature_b.all", "space:a"));
    }

    private void shows(String reason, ApplicationEntry... entries) {
        store("odd", entries);
        var json = node.root("GET", ROLE + "/odd").json();
        assertThat(json.path("_transform_error"))
                .isEqualTo(Json.read("[\"kibana:" + reason + "\"]"));
        assertThat(json.path("kibana")).isEmpty();
    }

    @Test
    void textsOfTheSchema() {
        String none = "either [base] or [feature] is expected, but none of them specified";
        for (String empty :
                List.of("{}", "{\"base\":[]}", "{\"feature\":{}}", "{\"feature\":{\"x\":[]}}")) {
            assertThat(text(empty)).isEqualTo("[request body.kibana.0]: " + none);
        }
        assertThat(text("{\"base\":[\"all\"],\"feature\":{\"actions\":[\"all\"]}}"))
                .isEqualTo(
                        "[request body.kibana.0]: definition of [feature] isn't allowed when"
                                + " non-empty [base] is defined.");
        assertThat(put("r", "{\"kibana\":[{\"base\":[\"all\"],\"feature\":{}}]}").status())
                .isEqualTo(204);
        assertThat(
                        text(
                                "{\"base\":[\"all\"],\"spaces\":[\"marketing\"]},"
                                        + "{\"base\":[\"read\"],\"spaces\":[\"x\",\"marketing\"]}"))
                .isEqualTo(
                        "[request body.kibana]: more than one privilege is applied to the following"
                                + " spaces: [marketing]");
        assertThat(text("{\"base\":[\"all\"]},{\"base\":[\"read\"]}")).endsWith("spaces: [*]");
        assertThat(text("{\"base\":[\"foo\"]}"))
                .isEqualTo(
                        "[request body.kibana.0.base.0]: unknown global privilege \"foo\", must be"
                                + " one of [all,read]");
        assertThat(text("{\"base\":[\"foo\"],\"spaces\":[\"a\"]}"))
                .isEqualTo(
                        "[request body.kibana.0.base.0]: unknown space privilege \"foo\", must be"
                                + " one of [all,read]");
        assertThat(text("{\"base\":[\"all\"],\"spaces\":[\"*\",\"ok\"]}"))
                .isEqualTo(
                        """
                        [request body.kibana.0.spaces]: types that failed validation:
                        - [request body.kibana.0.spaces.0.1]: expected value to equal [*]
                        - [request body.kibana.0.spaces.1.0]: must be lower case, a-z, 0-9, '_', and '-' are allowed\
                        """);
        assertThat(text("{\"feature\":{\"!foo\":[\"all\"]}}"))
                .isEqualTo(
                        "[request body.kibana.0.feature.key(\"!foo\")]: only a-z, A-Z, 0-9, '_',"
                                + " and '-' are allowed");
        assertThat(text("{\"feature\":{\"foo\":[\"!all\"]}}"))
                .isEqualTo(
                        "[request body.kibana.0.feature.foo.0]: only a-z, A-Z, 0-9, '_', and '-'"
                                + " are allowed");
        assertThat(text("{\"base\":[\"all\"],\"_reserved\":[\"x\"]}"))
                .isEqualTo("[request body.kibana.0._reserved]: definition for this key is missing");
        assertThat(put("n".repeat(1025), "{}").message())
                .isEqualTo(
                        "[request params.name]: value has length [1025] but it must have a maximum"
                                + " length of [1024].");
    }

    private String text(String entries) {
        Reply reply = put("r", "{\"kibana\":[" + entries + "]}");
        assertThat(reply.status()).isEqualTo(400);
        return reply.message();
    }

    @Test
    void refusalsOfElasticsearch() {
        String request = "action_request_validation_exception";
        assertThat(put("superuser", "{}").message())
                .isEqualTo(
                        wrapped(
                                request,
                                "Validation Failed: 1: Role [superuser] is reserved and may not be"
                                        + " used.;"));
        assertThat(put("kibana_user", "{}").status()).isEqualTo(400);
        assertThat(node.root("DELETE", ROLE + "/superuser").message())
                .isEqualTo(
                        wrapped(
                                "illegal_argument_exception",
                                "role [superuser] is reserved and cannot be deleted"));
        assertThat(put("x%20", "{}").message())
                .isEqualTo(
                        wrapped(
                                request,
                                "Validation Failed: 1: Role names must be at least 1 and no more"
                                        + " than 1024 characters. They can contain alphanumeric"
                                        + " characters (a-z, A-Z, 0-9), spaces, punctuation, and"
                                        + " printable symbols in the Basic Latin (ASCII) block."
                                        + " Leading or trailing whitespace is not allowed.;"));
        assertThat(put("x", "{\"description\":\"" + "d".repeat(1001) + "\"}").message())
                .endsWith("Role description must be less than 1000 characters.;");
        assertThat(put("x", "{\"metadata\":{\"_a\":1}}").message())
                .endsWith("metadata keys may not start with [_];");
        assertThat(put("of.file", "{}").message())
                .endsWith("role [of.file] is defined in kibana.yml and cannot be changed here;");
        assertThat(node.root("DELETE", ROLE + "/of.file").message())
                .endsWith("role [of.file] is defined in kibana.yml and cannot be changed here");
        assertThat(
                        node.root("GET", ROLE + "/of.file")
                                .json()
                                .path("metadata")
                                .path("_reserved")
                                .booleanValue())
                .isTrue();
        assertThat(node.root("GET", ROLE + "/superuser").json().path("kibana"))
                .isEqualTo(Json.read("[{\"base\":[],\"feature\":{},\"spaces\":[\"*\"]}]"));
    }

    @Test
    void clusterPrivilegesDecide() {
        node.role("all-kibana", "{\"kibana\":[{\"base\":[\"all\"]}]}");
        String jane = node.user("jane", "all-kibana");
        String get =
                wrapped(
                        "security_exception",
                        "action [cluster:admin/xpack/security/role/get] is unauthorized for user"
                            + " [jane] with effective roles [all-kibana], this action is granted by"
                            + " the cluster privileges [read_security,manage_security,all]");
        assertThat(node.call(jane, "GET", ROLE, "").message()).isEqualTo(get);
        assertThat(node.call(jane, "PUT", ROLE + "/x", "{}").message()).isEqualTo(get);
        assertThat(node.call(jane, "DELETE", ROLE + "/x", "").message())
                .isEqualTo(
                        wrapped(
                                "security_exception",
                                "action [cluster:admin/xpack/security/role/delete] is unauthorized"
                                        + " for user [jane] with effective roles [all-kibana], this"
                                        + " action is granted by the cluster privileges"
                                        + " [manage_security,all]"));
        node.role("reads", "{\"elasticsearch\":{\"cluster\":[\"read_security\"]}}");
        String reader = node.user("reader", "reads");
        assertThat(node.call(reader, "GET", ROLE + "/reads", "").status()).isEqualTo(200);
        assertThat(node.call(reader, "PUT", ROLE + "/x", "{}").message())
                .contains(
                        "action [cluster:admin/xpack/security/role/put] is unauthorized for user"
                            + " [reader] with effective roles [reads], this action is granted by"
                            + " the cluster privileges [manage_security,all]");
        // The schema comes first.
        assertThat(node.call(jane, "PUT", ROLE + "/x", "{\"x\":1}").status()).isEqualTo(400);
    }

    @Test
    void ofManyCreatorsExactlyOneSucceeds() throws Exception {
        List<Callable<Integer>> tries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tries.add(() -> put("race?createOnly=true", "{}").status());
        }
        List<Integer> statuses = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(tries)) {
                statuses.add(future.get());
            }
        }
        assertThat(statuses).containsOnlyOnce(204);
        assertThat(statuses.stream().filter(status -> status == 409)).hasSize(7);
    }
}
