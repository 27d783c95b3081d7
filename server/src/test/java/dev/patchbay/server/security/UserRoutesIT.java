package dev.patchbay.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.security.ConfiguredUser;
import dev.patchbay.engine.security.Credential;
import dev.patchbay.engine.security.PasswordCost;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.server.security.Node.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Optional;

/** Contract security-and-spaces, sections 3.2, 3.3, 3.5, D15. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class UserRoutesIT extends NodeTest {

    private static final String USER = "/_security/user/";

    private static final String PBKDF2 =
            "{PBKDF2}10000$c2FsdHNhbHRzYWx0c2FsdHNhbHRzYWx0c2FsdHNhbHQ=$";

    UserRoutesIT(TestDatabase.Kind kind) {
        Node.Setup setup = new Node.Setup();
        setup.rules = _ -> List.of("rule-1", "rule-2");
        setup.users =
                List.of(
                        new ConfiguredUser(
                                "file.user",
                                new Credential.Plain(new Secret("from-kibana-yml")),
                                List.of("viewer"),
                                Optional.of("From the file")));
        super(kind, setup);
    }

    private Reply put(String name, String body) {
        return node.root("PUT", USER + name, body);
    }

    private void refused(Reply reply, int status, String type, String reason) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.type()).isEqualTo(type);
        assertThat(reply.reason()).isEqualTo(reason);
        var outer = reply.json().path("error").deepCopy();
        ((tools.jackson.databind.node.ObjectNode) outer).remove("root_cause");
        assertThat(reply.json().path("error").path("root_cause").path(0)).isEqualTo(outer);
    }

    @Test
    void lifeOfAUser() {
        Reply made =
                put(
                        "jane",
                        """
                        {"password":"jane-password","roles":["ops"],"full_name":"Jane",
                         "metadata":{"team":"sre"}}
                        """);
        assertThat(made.body()).isEqualTo("{\"created\":true}");
        assertThat(made.headers().firstValue("X-Elastic-Product")).contains("Elasticsearch");
        assertThat(node.root("GET", USER + "jane").json())
                .isEqualTo(
                        Json.read(
                                """
                                {"jane":{"username":"jane","roles":["ops"],"full_name":"Jane","email":null,"metadata":{"team":"sre"},"enabled":true}}
                                """));
        Reply who =
                node.call(
                        Node.basic("jane", "jane-password"), "GET", "/_security/_authenticate", "");
        assertThat(who.json())
                .isEqualTo(
                        Json.read(
                                """
                                {"username":"jane","roles":["ops"],"full_name":"Jane","email":null,"metadata":{"team":"sre"},"enabled":true,
                                 "authentication_realm":{"name":"default_native","type":"native"},"lookup_realm":{"name":"default_native","type":"native"},"authentication_type":"realm"}
                                """));
        // Replaces everything but the password.
        Reply changed = node.root("POST", USER + "jane", "{\"roles\":\"a, b\"}");
        assertThat(changed.body()).isEqualTo("{\"created\":false}");
        assertThat(node.root("GET", USER + "jane,nobody").json().path("jane").toString())
                .isEqualTo(
                        "{\"username\":\"jane\",\"roles\":[\"a\",\"b\"],\"full_name\":null,"
                                + "\"email\":null,\"metadata\":{},\"enabled\":true}");
        assertThat(
                        node.call(
                                        Node.basic("jane", "jane-password"),
                                        "GET",
                                        "/_security/_authenticate",
                                        "")
                                .status())
                .isEqualTo(200);
        Reply deleted = node.root("DELETE", USER + "jane");
        assertThat(deleted.body()).isEqualTo("{\"found\":true}");
        assertThat(deleted.headers().firstValue("x-patchbay-rules")).contains("rule-1,rule-2");
        Reply again = node.root("DELETE", USER + "jane");
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.body()).isEqualTo("{\"found\":false}");
        Reply gone = node.root("GET", USER + "jane");
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.body()).isEqualTo("{}");
    }

    @Test
    void builtInUser() {
        var elastic = node.root("GET", USER + "elastic").json().path("elastic");
        assertThat(elastic.path("metadata").path("_reserved").booleanValue()).isTrue();
        assertThat(
                        node.root("GET", "/_security/_authenticate")
                                .json()
                                .path("authentication_realm")
                                .path("type")
                                .stringValue())
                .isEqualTo("reserved");
        refused(
                put("elastic", "{\"roles\":[]}"),
                400,
                "action_request_validation_exception",
                "Validation Failed: 1: user [elastic] is reserved and only the password can be"
                        + " changed;");
        refused(
                node.root("DELETE", USER + "elastic"),
                400,
                "illegal_argument_exception",
                "user [elastic] is reserved and cannot be deleted");
        refused(
                put("_system", "{\"roles\":[],\"password\":\"123456\"}"),
                400,
                "action_request_validation_exception",
                "Validation Failed: 1: user [_system] is internal;");
        assertThat(
                        node.root(
                                        "POST",
                                        "/_security/user/_password",
                                        "{\"password\":\"changed!\"}")
                                .body())
                .isEqualTo("{}");
        assertThat(node.root("GET", USER + "elastic").status()).isEqualTo(401);
        assertThat(
                        node.call(
                                        Node.basic("elastic", "changed!"),
                                        "GET",
                                        "/_security/_authenticate",
                                        "")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void refusalsOfPut() {
        String validation = "validation_exception";
        String request = "action_request_validation_exception";
        refused(
                put("x", "{\"password\":\"12345\",\"roles\":[]}"),
                400,
                validation,
                "Validation Failed: 1: passwords must be at least [6] characters long;");
        refused(
                put("x", "{\"password\":\"" + "x".repeat(1025) + "\",\"roles\":[]}"),
                400,
                validation,
                "Validation Failed: 1: passwords must be at most [1024] characters long;");
        refused(
                put("x", "{\"password\":\"123456\",\"password_hash\":\"y\",\"roles\":[]}"),
                400,
                validation,
                "Validation Failed: 1: password_hash has already been set;");
        refused(
                put("x", "{\"password\":\"123456\"}"),
                400,
                request,
                "Validation Failed: 1: roles are missing;");
        refused(
                put("x", "{\"roles\":[]}"),
                400,
                validation,
                "Validation Failed: 1: password must be specified unless you are updating an"
                        + " existing user;");
        refused(
                put("x", "{\"username\":\"y\",\"password\":\"123456\",\"roles\":[]}"),
                400,
                "illegal_argument_exception",
                "[username] in source does not match the username provided [x]");
        refused(
                put("x", "{\"roles\":[],\"x\":1}"),
                400,
                "parse_exception",
                "failed to parse add user request. unexpected field [x]");
        refused(
                put("x", "{\"roles\":[],\"email\":{}}"),
                400,
                "parse_exception",
                "expected field [email] to be of type string, but found [START_OBJECT] instead");
        refused(
                put("x", "{\"password\":\"123456\",\"roles\":[],\"metadata\":{\"_a\":1}}"),
                400,
                request,
                "Validation Failed: 1: metadata keys may not start with [_];");
        refused(
                put("%20x", "{\"password\":\"123456\",\"roles\":[\" y\"]}"),
                400,
                request,
                "Validation Failed: 1: User names must be at least 1 and no more than 1024"
                    + " characters. They can contain alphanumeric characters (a-z, A-Z, 0-9),"
                    + " spaces, punctuation, and printable symbols in the Basic Latin (ASCII)"
                    + " block. Leading or trailing whitespace is not allowed.;2: Role names must be"
                    + " at least 1 and no more than 1024 characters. They can contain alphanumeric"
                    + " characters (a-z, A-Z, 0-9), spaces, punctuation, and printable symbols in"
                    + " the Basic Latin (ASCII) block. Leading or trailing whitespace is not"
                    + " allowed.;");
        Reply plain = put("x", "{\"password_hash\":\"plain\",\"roles\":[]}");
        assertThat(plain.type()).isEqualTo("illegal_argument_exception");
        assertThat(plain.reason())
                .startsWith(
                        "The provided password hash is not a hash or it could not be resolved to a"
                                + " supported hash algorithm. The supported password hash"
                                + " algorithms are [bcrypt, bcrypt4, bcrypt5, ");
    }

    @Test
    void passwords() {
        String jane = node.user("jane", "viewer");
        assertThat(
                        node.call(
                                        jane,
                                        "PUT",
                                        "/_security/user/_password",
                                        "{\"password\":\"second\"}")
                                .body())
                .isEqualTo("{}");
        assertThat(node.call(jane, "GET", "/_security/_authenticate", "").status()).isEqualTo(401);
        String now = Node.basic("jane", "second");
        Reply other =
                node.call(now, "POST", USER + "elastic/_password", "{\"password\":\"whatever\"}");
        refused(
                other,
                403,
                "security_exception",
                "action [cluster:admin/xpack/security/user/change_password] is unauthorized for"
                    + " user [jane] with effective roles [viewer], this action is granted by the"
                    + " cluster privileges [manage_security,all]");
        refused(
                node.root("POST", USER + "nobody/_password", "{\"password\":\"whatever\"}"),
                400,
                "validation_exception",
                "Validation Failed: 1: user must exist in order to change password;");
        refused(
                node.root("POST", USER + "jane/_password", "{}"),
                400,
                "action_request_validation_exception",
                "Validation Failed: 1: password is missing;");
    }

    @Test
    void importedHashesWorkAndAreReplacedAtTheNextLogin() {
        String hash = PBKDF2 + TestHashes.pbkdf2("imported-password", 10_000);
        assertThat(put("jo", "{\"password_hash\":\"" + hash + "\",\"roles\":[]}").status())
                .isEqualTo(200);
        String jo = Node.basic("jo", "imported-password");
        assertThat(node.call(jo, "GET", "/_security/_authenticate", "").status()).isEqualTo(200);
        assertThat(hash("jo")).startsWith("$argon2id$");
        assertThat(node.call(jo, "GET", "/_security/_authenticate", "").status()).isEqualTo(200);
        assertThat(
                        node.call(
                                        Node.basic("jo", "imported-passworD"),
                                        "GET",
                                        "/_security/_authenticate",
                                        "")
                                .status())
                .isEqualTo(401);
    }

    @Test
    void aHashOfAnotherCostIsReplacedAtTheNextLogin() {
        String jane = node.user("jane");
        Node.Setup dearer = new Node.Setup();
        dearer.passwordCost = new PasswordCost(16, 2);
        try (Node other = new Node(database, dearer)) {
            for (int i = 0; i < 2; i++) {
                assertThat(other.call(jane, "GET", "/_security/_authenticate", "").status())
                        .isEqualTo(200);
                assertThat(hash("jane")).startsWith("$argon2id$v=19$m=16,t=2,p=1$");
            }
        }
    }

    private String hash(String name) {
        var stored = database.get().security().users().findUser(name).orElseThrow();
        return ((Credential.Hash) stored.credential()).value().reveal();
    }

    @Test
    void enableAndDisable() {
        String jane = node.user("jane");
        Reply disabled = node.root("PUT", USER + "jane/_disable");
        assertThat(disabled.body()).isEqualTo("{}");
        assertThat(disabled.headers().firstValue("x-patchbay-rules")).contains("rule-1,rule-2");
        assertThat(node.call(jane, "GET", "/_security/_authenticate", "").status()).isEqualTo(401);
        Reply enabled = node.root("POST", USER + "jane/_enable");
        assertThat(enabled.headers().firstValue("x-patchbay-rules")).isEmpty();
        assertThat(node.call(jane, "GET", "/_security/_authenticate", "").status()).isEqualTo(200);
        refused(
                node.root("PUT", USER + "nobody/_enable"),
                400,
                "validation_exception",
                "Validation Failed: 1: only existing users can be enabled;");
        refused(
                node.root("PUT", USER + "nobody/_disable"),
                400,
                "validation_exception",
                "Validation Failed: 1: only existing users can be disabled;");
        refused(
                node.root("PUT", USER + "elastic/_disable"),
                400,
                "illegal_argument_exception",
                "users may not update the enabled status of their own account");
    }

    @Test
    void oneAdministratorStays() {
        String second = node.user("second", "superuser");
        assertThat(node.call(second, "PUT", USER + "elastic/_disable", "").status()).isEqualTo(200);
        String text = "at least one enabled user must keep the [superuser] role";
        String type = "illegal_argument_exception";
        refused(node.call(second, "DELETE", USER + "second", ""), 400, type, text);
        refused(node.call(second, "PUT", USER + "second", "{\"roles\":[]}"), 400, type, text);
        refused(
                node.call(
                        second,
                        "PUT",
                        USER + "second",
                        "{\"roles\":[\"superuser\"],\"enabled\":false}"),
                400,
                type,
                text);
        assertThat(node.call(second, "PUT", USER + "elastic/_enable", "").status()).isEqualTo(200);
        assertThat(node.call(second, "DELETE", USER + "second", "").status()).isEqualTo(200);
    }

    @Test
    void writersNeedManageSecurityAndReadersReadSecurity() {
        node.role("readers", "{\"elasticsearch\":{\"cluster\":[\"read_security\"]}}");
        String reader = node.user("reader", "readers", "ghost");
        assertThat(node.call(reader, "GET", USER + "elastic", "").status()).isEqualTo(200);
        refused(
                node.call(reader, "PUT", USER + "x", "{\"password\":\"123456\",\"roles\":[]}"),
                403,
                "security_exception",
                "action [cluster:admin/xpack/security/user/put] is unauthorized for user [reader]"
                    + " with effective roles [readers] (assigned roles [ghost] were not found),"
                    + " this action is granted by the cluster privileges [manage_security,all]");
        refused(
                node.call(reader, "DELETE", USER + "x", ""),
                403,
                "security_exception",
                "action [cluster:admin/xpack/security/user/delete] is unauthorized for user"
                    + " [reader] with effective roles [readers] (assigned roles [ghost] were not"
                    + " found), this action is granted by the cluster privileges"
                    + " [manage_security,all]");
        refused(
                node.call(reader, "PUT", USER + "x/_enable", ""),
                403,
                "security_exception",
                "action [cluster:admin/xpack/security/user/set_enabled] is unauthorized for user"
                    + " [reader] with effective roles [readers] (assigned roles [ghost] were not"
                    + " found), this action is granted by the cluster privileges"
                    + " [manage_security,all]");
        String nobody = node.user("nobody");
        refused(
                node.call(nobody, "GET", "/_security/user", ""),
                403,
                "security_exception",
                "action [cluster:admin/xpack/security/user/get] is unauthorized for user [nobody]"
                        + " with effective roles [], this action is granted by the cluster"
                        + " privileges [read_security,manage_security,all]");
    }

    @Test
    void usersOfTheFileAreReadOnly() {
        String file = Node.basic("file.user", "from-kibana-yml");
        var shown = node.call(file, "GET", "/_security/_authenticate", "").json();
        assertThat(shown.path("full_name").stringValue()).isEqualTo("From the file");
        assertThat(shown.path("metadata").path("_reserved").booleanValue()).isTrue();
        assertThat(node.call(file, "GET", "/api/spaces/space/default", "").status()).isEqualTo(200);
        assertThat(node.root("GET", "/_security/user").json().has("file.user")).isTrue();
        String text =
                "Validation Failed: 1: user [file.user] is defined in kibana.yml and cannot be"
                        + " changed here;";
        String type = "action_request_validation_exception";
        refused(put("file.user", "{\"roles\":[]}"), 400, type, text);
        refused(node.root("DELETE", USER + "file.user"), 400, type, text);
        refused(node.root("PUT", USER + "file.user/_disable"), 400, type, text);
        refused(
                node.root("PUT", USER + "file.user/_password", "{\"password\":\"123456\"}"),
                400,
                type,
                text);
    }

    @Test
    void hasPrivilegesAnswersEachQuestion() {
        node.role(
                "ops",
                """
                {"elasticsearch":{"cluster":["manage_api_key"],
                  "indices":[{"names":["audit-*"],"privileges":["read"]}]},
                 "kibana":[{"feature":{"actions":["read"]},"spaces":["ops"]}]}
                """);
        String jane = node.user("jane", "ops");
        Reply reply =
                node.call(
                        jane,
                        "POST",
                        "/_security/user/_has_privileges",
                        """
                        {"cluster":["manage_security","manage_own_api_key"],
                         "index":[{"names":["audit-1"],"privileges":["read","write"]}],
                         "application":[{"application":"kibana-.kibana","resources":["space:ops"],
                           "privileges":["feature_actions.read","feature_actions.all"]}]}
                        """);
        assertThat(reply.json())
                .isEqualTo(
                        Json.read(
                                """
                                {"username":"jane","has_all_requested":false,
                                 "cluster":{"manage_security":false,"manage_own_api_key":true},
                                 "index":{"audit-1":{"read":true,"write":false}},
                                 "application":{"kibana-.kibana":{"space:ops":{"feature_actions.read":true,"feature_actions.all":false}}}}
                                """));
        assertThat(
                        node.call(
                                        jane,
                                        "POST",
                                        USER + "jane/_has_privileges",
                                        "{\"cluster\":[\"all\"]}")
                                .json()
                                .path("index")
                                .isEmpty())
                .isTrue();
        assertThat(
                        node.call(
                                        jane,
                                        "GET",
                                        "/_security/user/_has_privileges",
                                        "{\"cluster\":[\"x\"]}")
                                .json()
                                .path("cluster")
                                .path("x")
                                .booleanValue())
                .isFalse();
        assertThat(node.call(jane, "POST", USER + "elastic/_has_privileges", "{}").status())
                .isEqualTo(403);
        assertThat(node.call(jane, "POST", USER + "_has_privileges", "{}").reason())
                .isEqualTo("Validation Failed: 1: must specify at least one privilege;");
        assertThat(node.call(jane, "GET", USER + "_privileges", "").json())
                .isEqualTo(
                        Json.read(
                                """
                                {"cluster":["manage_api_key"],"global":[],
                                 "indices":[{"names":["audit-*"],"privileges":["read"],"allow_restricted_indices":false}],
                                 "applications":[{"application":"kibana-.kibana","privileges":["feature_actions.read"],"resources":["space:ops"]}],
                                 "run_as":[]}
                                """));
    }
}
