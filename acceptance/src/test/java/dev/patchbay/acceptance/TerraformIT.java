package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.acceptance.terraform.ConnectorResource;
import dev.patchbay.acceptance.terraform.ConnectorState;
import dev.patchbay.acceptance.terraform.Plan;
import dev.patchbay.acceptance.terraform.TerraformDouble;
import dev.patchbay.acceptance.terraform.TerraformFiles;
import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The life of every connector of {@code examples/terraform} in the hands of Terraform's provider
 * (contract/terraform.md, sections 3, 5 and 7). A new type adds a file there and is in the table of
 * {@code docs/terraform.md}.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class TerraformIT {

    private static final Map<String, String> OPERATIONS = new LinkedHashMap<>();

    static {
        OPERATIONS.put("applied", "apply");
        OPERATIONS.put("appliedWithAnId", "apply with `connector_id`");
        OPERATIONS.put("secondPlanIsEmpty", "second plan empty");
        OPERATIONS.put("updated", "update");
        OPERATIONS.put("imported", "import");
        OPERATIONS.put("driftIsSeenAndUndone", "drift");
        OPERATIONS.put("replaced", "replace");
        OPERATIONS.put("destroyed", "destroy");
        OPERATIONS.put("tenInParallel", "ten in parallel");
        OPERATIONS.put("foundByName", "data source");
    }

    @RegisterExtension
    private final OutcomeTable table =
            new OutcomeTable(DocBlocks.file("docs/terraform.md"), "type", OPERATIONS);

    private final AtomicInteger number = new AtomicInteger();
    private PackagedServer server;
    private TerraformDouble terraform;

    /** A connector of the examples; shown by its type. */
    private record Example(ConnectorResource resource) {
        @Override
        public String toString() {
            return resource.typeId();
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = PackagedServer.of(PackagedServer.Kind.SQLITE, folder).start();
        server.api().post("/api/spaces/space", "{\"id\":\"ops\",\"name\":\"Operations\"}");
        terraform =
                new TerraformDouble(
                        server.api().url(), Api.basic("elastic", PackagedServer.PASSWORD));
    }

    @AfterAll
    void stop() throws Exception {
        terraform.close();
        server.close();
    }

    private static List<Example> examples() throws Exception {
        return TerraformFiles.read(DocBlocks.file("examples/terraform")).connectors().stream()
                .map(Example::new)
                .toList();
    }

    /** With a name of its own, and with an id only where a test asks for it. */
    private ConnectorResource fresh(Example example) {
        ConnectorResource written = example.resource();
        return new ConnectorResource(
                written.typeId(),
                written.name() + " " + number.incrementAndGet(),
                written.space(),
                Optional.empty(),
                written.config(),
                written.secrets());
    }

    private Plan planned(ConnectorResource wanted, ConnectorState state) {
        return terraform.plan(wanted, terraform.refresh(state));
    }

    @Test
    void everyTypeHasAnExample() throws Exception {
        Set<String> types =
                server.api().get("/api/actions/connector_types").json().values().stream()
                        .filter(type -> !type.path("is_system_action_type").booleanValue(false))
                        .map(type -> type.path("id").stringValue(""))
                        .collect(Collectors.toSet());
        assertThat(examples().stream().map(Example::toString).collect(Collectors.toSet()))
                .as("a new type needs a file in examples/terraform")
                .containsAll(types);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void applied(Example example) {
        terraform.calls();
        ConnectorResource wanted = fresh(example);
        ConnectorState state = terraform.apply(wanted, Optional.empty());
        String one = "/s/" + wanted.space() + "/api/actions/connector";
        assertThat(terraform.calls())
                .containsExactly("POST " + one, "GET " + one + "/" + state.connectorId());
        assertThat(state.missingSecrets()).isFalse();
        assertThat(state.preconfigured()).isFalse();
        assertThat(state.deprecated()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void appliedWithAnId(Example example) {
        String id = UUID.randomUUID().toString();
        terraform.calls();
        ConnectorState state = terraform.apply(fresh(example).withId(id), Optional.empty());
        assertThat(state.id()).isEqualTo(example.resource().space() + "/" + id);
        String one = "/s/" + example.resource().space() + "/api/actions/connector/" + id;
        assertThat(terraform.calls())
                .containsExactly("GET /api/status", "POST " + one, "GET " + one);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void secondPlanIsEmpty(Example example) {
        ConnectorResource wanted = fresh(example);
        ConnectorState state = terraform.apply(wanted, Optional.empty());
        assertThat(planned(wanted, state)).isEqualTo(new Plan.Nothing());
        assertThat(terraform.refresh(state)).contains(state);
        assertThat(planned(wanted.withoutConfig(), state)).isEqualTo(new Plan.Nothing());
    }

    /** Another name, other secrets, and the config of the type's other example if there is one. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void updated(Example example) throws Exception {
        ConnectorResource before = fresh(example);
        ConnectorState state = terraform.apply(before, Optional.empty());
        ConnectorResource other = other(example).in(before.space());
        ConnectorResource after = other.withSecrets(other.secrets().map(TerraformIT::rotated));
        assertThat(planned(after, state)).isInstanceOf(Plan.Update.class);
        terraform.calls();
        ConnectorState changed = terraform.apply(after, Optional.of(state));
        String one = "/s/" + before.space() + "/api/actions/connector/" + state.connectorId();
        assertThat(terraform.calls()).containsExactly("GET " + one, "PUT " + one, "GET " + one);
        assertThat(changed.id()).isEqualTo(state.id());
        assertThat(changed.name()).isEqualTo(after.name());
        assertThat(planned(after, changed)).isEqualTo(new Plan.Nothing());
        assertThat(planned(before, changed)).isInstanceOf(Plan.Update.class);
    }

    private ConnectorResource other(Example example) throws Exception {
        return fresh(
                examples().stream()
                        .filter(each -> each.toString().equals(example.toString()))
                        .filter(each -> !each.equals(example))
                        .findFirst()
                        .orElse(example));
    }

    private static ObjectNode rotated(ObjectNode secrets) {
        ObjectNode rotated = Json.object();
        secrets.properties()
                .forEach(entry ->
                        rotated.set(
                                entry.getKey(),
                                StringNode.valueOf(entry.getValue().stringValue("") + "2")));
        return rotated;
    }

    /** Real secrets are sent once; {@code {}} is what the provider assumes otherwise. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void imported(Example example) {
        ConnectorResource wanted = fresh(example);
        ConnectorState made = terraform.apply(wanted, Optional.empty());
        terraform.calls();
        ConnectorState state = terraform.importing(made.id());
        assertThat(terraform.calls())
                .containsExactly(
                        "GET /s/"
                                + wanted.space()
                                + "/api/actions/connector/"
                                + made.connectorId());
        assertThat(state.config()).isEqualTo(made.config());
        if (wanted.secrets().isPresent()) {
            assertThat(planned(wanted, state)).isEqualTo(new Plan.Update(Set.of("secrets")));
        } else {
            assertThat(planned(wanted.withSecrets(Optional.of(Json.object())), state))
                    .isEqualTo(new Plan.Nothing());
        }
        ConnectorState settled = terraform.apply(wanted, Optional.of(state));
        assertThat(planned(wanted, settled)).isEqualTo(new Plan.Nothing());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void driftIsSeenAndUndone(Example example) throws Exception {
        ConnectorResource wanted = fresh(example);
        ConnectorState state = terraform.apply(wanted, Optional.empty());
        String one = "/s/" + wanted.space() + "/api/actions/connector/" + state.connectorId();
        ObjectNode body = Json.object().put("name", "by hand");
        body.set("config", wanted.config().orElseGet(Json::object));
        body.set("secrets", wanted.secrets().orElseGet(Json::object));
        Api.Reply byHand = server.api().put(one, Json.write(body));
        assertThat(byHand.status()).as(byHand.body()).isEqualTo(200);

        assertThat(planned(wanted, state)).isEqualTo(new Plan.Update(Set.of("name")));
        ConnectorState undone = terraform.apply(wanted, Optional.of(state));
        assertThat(undone.name()).isEqualTo(wanted.name());

        assertThat(server.api().delete(one).status()).isEqualTo(204);
        assertThat(planned(wanted, undone)).isEqualTo(new Plan.Create());
        ConnectorState again = terraform.apply(wanted, Optional.of(undone));
        assertThat(again.id()).isNotEqualTo(undone.id());
        assertThat(planned(wanted, again)).isEqualTo(new Plan.Nothing());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void replaced(Example example) {
        ConnectorResource here = fresh(example).in("default");
        ConnectorState state = terraform.apply(here, Optional.empty());
        ConnectorResource there = here.in("ops");
        assertThat(planned(there, state)).isEqualTo(new Plan.Replace(Set.of("space_id")));
        ConnectorState moved = terraform.apply(there, Optional.of(state));
        assertThat(moved.space()).isEqualTo("ops");
        assertThat(terraform.refresh(state)).isEmpty();
        assertThat(planned(there, moved)).isEqualTo(new Plan.Nothing());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void destroyed(Example example) {
        ConnectorState state = terraform.apply(fresh(example), Optional.empty());
        terraform.calls();
        terraform.destroy(state);
        String one = "/s/" + state.space() + "/api/actions/connector/" + state.connectorId();
        assertThat(terraform.calls()).containsExactly("GET " + one, "DELETE " + one);
        assertThat(terraform.refresh(state)).isEmpty();
        // Gone already: the refresh of the destroy notices, nothing is deleted.
        terraform.calls();
        terraform.destroy(state);
        assertThat(terraform.calls()).containsExactly("GET " + one);
    }

    /** Terraform's own number of operations at a time; equal names are no matter. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void tenInParallel(Example example) throws Exception {
        ConnectorResource wanted = fresh(example);
        List<ConnectorState> states = new ArrayList<>();
        try (ExecutorService ten = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ConnectorState>> all = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                all.add(ten.submit(() -> terraform.apply(wanted, Optional.empty())));
            }
            for (Future<ConnectorState> each : all) {
                states.add(each.get());
            }
            for (ConnectorState state : states) {
                ten.submit(() -> terraform.destroy(state));
            }
        }
        assertThat(states.stream().map(ConnectorState::id)).doesNotHaveDuplicates();
        assertThat(states.stream().map(terraform::refresh)).allMatch(Optional::isEmpty);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void foundByName(Example example) {
        ConnectorResource wanted = fresh(example);
        ConnectorState state = terraform.apply(wanted, Optional.empty());
        ConnectorState found = terraform.data(wanted.space(), wanted.name(), wanted.typeId());
        assertThat(found.id()).isEqualTo(state.id());
        assertThat(found.config()).isEqualTo(state.config());
    }

    /** Step 6 of the acceptance script of section 11. */
    @Test
    void wholeFolderIsAppliedPlannedAndDestroyed() throws Exception {
        List<ConnectorState> states = new ArrayList<>();
        List<ConnectorResource> wanted =
                TerraformFiles.read(DocBlocks.file("examples/terraform")).connectors();
        for (ConnectorResource each : wanted) {
            states.add(terraform.apply(each, Optional.empty()));
        }
        for (int i = 0; i < wanted.size(); i++) {
            assertThat(planned(wanted.get(i), states.get(i))).isEqualTo(new Plan.Nothing());
        }
        states.forEach(terraform::destroy);
        Set<String> left =
                server.api().get("/api/actions/connectors").json().values().stream()
                        .map((JsonNode each) -> each.path("id").stringValue(""))
                        .collect(Collectors.toSet());
        assertThat(left)
                .doesNotContainAnyElementsOf(
                        states.stream().map(ConnectorState::connectorId).toList());
    }
}
