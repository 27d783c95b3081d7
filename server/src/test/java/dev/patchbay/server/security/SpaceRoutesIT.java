package dev.patchbay.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.space.SpaceRules;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.security.Node.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Contract security-and-spaces, section 1, over the real edge and both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class SpaceRoutesIT extends NodeTest {

    private static final String SPACES = "/api/spaces/space";

    private final List<String> emptied;

    SpaceRoutesIT(TestDatabase.Kind kind) {
        Node.Setup setup = new Node.Setup();
        List<String> told = new ArrayList<>();
        setup.contents = List.of((_, space) -> told.add(space));
        super(kind, setup);
        emptied = told;
    }

    private void restart(SpaceRules rules) {
        node.close();
        Node.Setup setup = new Node.Setup();
        setup.spaceRules = rules;
        node = new Node(database, setup);
    }

    private Reply post(String body) {
        return node.root("POST", SPACES, body);
    }

    @Test
    void defaultSpaceExistsAndCannotBeDeleted() {
        assertThat(node.root("GET", SPACES + "/default").json())
                .isEqualTo(
                        Json.read(
                                """
                                {"id":"default","name":"Default","color":"#00bfb3","description":"This is your default space!","disabledFeatures":[],"_reserved":true}
                                """));
        Reply deleted = node.root("DELETE", SPACES + "/default");
        assertThat(deleted.status()).isEqualTo(400);
        assertThat(deleted.message())
                .isEqualTo("The default space cannot be deleted because it is reserved.");
        assertThat(post("{\"id\":\"default\",\"name\":\"x\"}").message())
                .isEqualTo("A space with the identifier default already exists.");
    }

    @Test
    void lifeOfASpace() {
        Reply made =
                post(
                        """
                        {"id":"a","name":"a","description":"text","color":"#aabbcc","initials":"A",
                         "_reserved":true}
                        """);
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.json().has("_reserved")).isFalse();
        assertThat(post("{\"id\":\"b\",\"name\":\" B \"}").json().path("name").stringValue())
                .isEqualTo("B");
        assertThat(names(node.root("GET", SPACES))).containsExactly("B", "Default", "a");

        Reply kept = node.root("PUT", SPACES + "/a", "{\"id\":\"other\",\"name\":\"a\"}");
        assertThat(kept.json())
                .isEqualTo(
                        Json.read(
                                """
                                {"id":"a","name":"a","description":"text","initials":"A",
                                 "color":"#aabbcc","disabledFeatures":[]}
                                """));
        Reply cleared =
                node.root(
                        "PUT", SPACES + "/a", "{\"id\":\"a\",\"name\":\"a\",\"description\":\"\"}");
        assertThat(cleared.json().path("description").stringValue()).isEmpty();

        assertThat(node.root("DELETE", SPACES + "/a").status()).isEqualTo(204);
        assertThat(emptied).containsExactly("a");
        Reply again = node.root("DELETE", SPACES + "/a");
        assertThat(again.body())
                .isEqualTo(
                        "{\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"Not Found\"}");
        assertThat(node.root("GET", SPACES + "/Foo!".replace("!", "%21")).status()).isEqualTo(404);
        assertThat(node.root("PUT", SPACES + "/a", "{\"id\":\"a\",\"name\":\"a\"}").status())
                .isEqualTo(404);
    }

    @Test
    void nameOfBlanksIsStoredEmptyAndUnchangedNamesAreKept() {
        assertThat(post("{\"id\":\"a\",\"name\":\" \"}").json().path("name").stringValue())
                .isEmpty();
    }

    private static List<String> names(Reply list) {
        List<String> names = new ArrayList<>();
        list.json().forEach(space -> names.add(space.path("name").stringValue()));
        return names;
    }

    @Test
    void textsOfTheSchema() {
        assertThat(text("{\"name\":\"x\"}"))
                .isEqualTo(
                        "[request body.id]: expected value of type [string] but got [undefined]");
        assertThat(text("{\"id\":\"A\",\"name\":\"x\"}"))
                .isEqualTo(
                        "[request body.id]: must be lower case, a-z, 0-9, '_', and '-' are"
                                + " allowed");
        assertThat(text("{\"id\":\"a\",\"name\":\"\"}"))
                .isEqualTo(
                        "[request body.name]: value has length [0] but it must have a minimum"
                                + " length of [1].");
        assertThat(text("{\"id\":\"a\",\"name\":\"x\",\"initials\":\"abc\"}"))
                .isEqualTo(
                        "[request body.initials]: value has length [3] but it must have a maximum"
                                + " length of [2].");
        assertThat(text("{\"id\":\"a\",\"name\":\"x\",\"color\":\"red\"}"))
                .isEqualTo("[request body.color]: must be a 6 digit hex color, starting with a #");
        assertThat(text("{\"id\":\"a\",\"name\":\"x\",\"imageUrl\":\"http://x\"}"))
                .isEqualTo("[request body.imageUrl]: must start with 'data:image'");
        assertThat(text("{\"id\":\"a\",\"name\":\"x\",\"disabledFeatures\":[" + many(101) + "]}"))
                .isEqualTo(
                        "[request body.disabledFeatures]: array size is [101], but cannot be"
                                + " greater than [100]");
        assertThat(text("{\"id\":\"a\",\"name\":\"x\",\"solution\":\"no\"}"))
                .isEqualTo(
                        """
                        [request body.solution]: types that failed validation:
                        - [request body.solution.0]: expected value to equal [es]
                        - [request body.solution.1]: expected value to equal [oblt]
                        - [request body.solution.2]: expected value to equal [security]
                        - [request body.solution.3]: expected value to equal [classic]\
                        """);
        assertThat(text("{\"id\":\"a\",\"name\":\"x\",\"description\":null}"))
                .isEqualTo(
                        "[request body.description]: expected value of type [string] but got"
                                + " [null]");
        assertThat(text("{\"id\":\"a\",\"name\":\"x\",\"foo\":1}"))
                .isEqualTo("[request body.foo]: definition for this key is missing");
        String routed = "{\"id\":\"default\",\"name\":\"x\",\"projectRouting\":\"y\"}";
        assertThat(text(routed))
                .isEqualTo(
                        "Unable to create Space, projectRouting property is only allowed when CPS"
                                + " is enabled");
        assertThat(node.root("PUT", SPACES + "/default", routed).message())
                .isEqualTo(
                        "Unable to update Space, projectRouting property is only allowed when CPS"
                                + " is enabled");
    }

    private String text(String body) {
        Reply reply = post(body);
        assertThat(reply.status()).isEqualTo(400);
        return reply.message();
    }

    private static String many(int count) {
        return String.join(",", java.util.Collections.nCopies(count, "\"f\""));
    }

    @Test
    void settingsRefuse() {
        restart(new SpaceRules(2, false, false, Optional.empty()));
        assertThat(text("{\"id\":\"a\",\"name\":\"a\",\"disabledFeatures\":[\"x\"]}"))
                .isEqualTo(
                        "Unable to create Space, the disabledFeatures array must be empty when"
                                + " xpack.spaces.allowFeatureVisibility setting is disabled");
        assertThat(text("{\"id\":\"a\",\"name\":\"a\",\"solution\":\"es\"}"))
                .isEqualTo(
                        "Unable to create Space, the solution property can not be set when"
                                + " xpack.spaces.allowSolutionVisibility setting is disabled");
        assertThat(
                        node.root(
                                        "PUT",
                                        SPACES + "/default",
                                        "{\"id\":\"x\",\"name\":\"a\",\"solution\":\"es\"}")
                                .message())
                .isEqualTo(
                        "Unable to update Space, the solution property can not be set when"
                                + " xpack.spaces.allowSolutionVisibility setting is disabled");
        assertThat(post("{\"id\":\"a\",\"name\":\"a\"}").status()).isEqualTo(200);
        assertThat(text("{\"id\":\"b\",\"name\":\"b\",\"solution\":\"es\"}"))
                .isEqualTo(
                        "Unable to create Space, this exceeds the maximum number of spaces set by"
                                + " the xpack.spaces.maxSpaces setting");
    }

    @Test
    void readersSeeOnlyTheirSpaces() {
        post("{\"id\":\"a\",\"name\":\"a\"}");
        post("{\"id\":\"b\",\"name\":\"b\"}");
        node.role("reads-a", "{\"kibana\":[{\"base\":[\"read\"],\"spaces\":[\"a\"]}]}");
        String reader = node.user("reader", "reads-a");
        String nobody = node.user("nobody");

        assertThat(names(node.call(reader, "GET", SPACES, ""))).containsExactly("a");
        assertThat(node.call(reader, "GET", SPACES + "/b", "").message())
                .isEqualTo("Unauthorized to get b space");
        assertThat(node.call(reader, "GET", SPACES + "/nowhere", "").status()).isEqualTo(403);
        Reply none = node.call(nobody, "GET", SPACES, "");
        assertThat(none.status()).isEqualTo(403);
        assertThat(none.message()).isEqualTo("Forbidden");
        assertThat(
                        node.call(
                                        reader,
                                        "GET",
                                        "/s/a/internal/spaces/_active_space",
                                        "",
                                        "x-elastic-internal-origin",
                                        "t")
                                .json()
                                .path("id")
                                .stringValue())
                .isEqualTo("a");

        String body = "{\"id\":\"c\",\"name\":\"c\"}";
        assertThat(node.call(reader, "POST", SPACES, body).message())
                .isEqualTo("Unauthorized to create spaces");
        assertThat(node.call(reader, "PUT", SPACES + "/a", body).message())
                .isEqualTo("Unauthorized to update spaces");
        assertThat(node.call(reader, "DELETE", SPACES + "/a", "").message())
                .isEqualTo("Unauthorized to delete spaces");
        assertThat(node.call(nobody, "POST", SPACES, "{}").status()).isEqualTo(400);
        assertThat(node.audit)
                .anyMatch(event ->
                        event.action().equals("space_create") && event.outcome().equals("failure"))
                .anyMatch(event ->
                        event.action().equals("space_create") && event.outcome().equals("unknown"));
    }

    @Test
    void purposes() {
        Reply both = node.root("GET", SPACES + "?purpose=any&include_authorized_purposes=true");
        assertThat(both.message())
                .isEqualTo(
                        "[request query]: include_authorized_purposes can only be false when"
                                + " purpose is specified");
        assertThat(node.root("GET", SPACES + "?purpose=x").message())
                .startsWith("[request query.purpose]: types that failed validation:");
        JsonNode all = node.root("GET", SPACES + "?include_authorized_purposes=true").json();
        assertThat(all.path(0).path("authorizedPurposes"))
                .isEqualTo(
                        Json.read(
                                """
                                {"any":true,"copySavedObjectsIntoSpace":true,"findSavedObjects":true,"shareSavedObjectsIntoSpace":true}
                                """));
        node.role(
                "objects",
                """
                {"kibana":[{"feature":{"savedObjectsManagement":["read"]},"spaces":["default"]}]}
                """);
        String reader = node.user("reader", "objects");
        assertThat(
                        node.call(reader, "GET", SPACES + "?purpose=copySavedObjectsIntoSpace", "")
                                .message())
                .isEqualTo("Forbidden");
    }

    @Test
    void ofManyCreatorsExactlyOneSucceeds() throws Exception {
        List<Callable<Integer>> tries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tries.add(() -> post("{\"id\":\"race\",\"name\":\"r\"}").status());
        }
        List<Integer> statuses = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(tries)) {
                statuses.add(future.get());
            }
        }
        assertThat(statuses).containsOnlyOnce(200);
        assertThat(statuses.stream().filter(status -> status == 409)).hasSize(7);
    }
}
