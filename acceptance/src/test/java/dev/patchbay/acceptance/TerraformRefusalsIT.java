package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.acceptance.terraform.ConnectorResource;
import dev.patchbay.acceptance.terraform.ConnectorState;
import dev.patchbay.acceptance.terraform.Plan;
import dev.patchbay.acceptance.terraform.ProviderException;
import dev.patchbay.acceptance.terraform.SpaceDouble;
import dev.patchbay.acceptance.terraform.TerraformDouble;
import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** What Terraform's user must be told, and spaces (contract/terraform.md, sections 3.4–3.7, 8). */
@TestInstance(Lifecycle.PER_CLASS)
final class TerraformRefusalsIT {

    private static final String STATUS = "Unexpected status code from server: got HTTP ";

    private PackagedServer server;
    private TerraformDouble terraform;
    private SpaceDouble spaces;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server =
                PackagedServer.of(PackagedServer.Kind.SQLITE, folder)
                        .with(
                                "xpack.actions.preconfigured:",
                                "  from-file: {name: From the file, actionTypeId: .server-log}")
                        .start();
        String elastic = Api.basic("elastic", PackagedServer.PASSWORD);
        terraform = new TerraformDouble(server.api().url(), elastic);
        spaces = new SpaceDouble(server.api().url(), elastic);
    }

    @AfterAll
    void stop() throws Exception {
        terraform.close();
        spaces.close();
        server.close();
    }

    private static ConnectorResource of(String typeId, String config, String secrets) {
        return new ConnectorResource(
                typeId,
                "n",
                "default",
                Optional.empty(),
                Optional.of(json(config)),
                Optional.of(json(secrets)));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text);
    }

    private static ConnectorResource log() {
        return of(".server-log", "{}", "{}");
    }

    private static ConnectorResource slack() {
        return of(".slack", "{}", "{\"webhookUrl\":\"https://hooks.example.com/x\"}");
    }

    private void refused(Runnable applying, String text) {
        assertThatThrownBy(applying::run)
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining(text);
    }

    private ConnectorState apply(ConnectorResource wanted) {
        return terraform.apply(wanted, Optional.empty());
    }

    @Test
    void webhookWithoutHasAuthIsInconsistent() {
        String secrets = "{\"user\":\"u\",\"password\":\"p\"}";
        refused(
                () -> apply(of(".webhook", "{\"url\":\"https://example.com/\"}", secrets)),
                "Provider produced inconsistent result after apply: .config");
        assertThat(
                        apply(
                                        of(
                                                ".webhook",
                                                "{\"url\":\"https://example.com/\",\"hasAuth\":true}",
                                                secrets))
                                .missingSecrets())
                .isFalse();
    }

    /** The user reads the body, so it is Kibana's envelope. */
    @Test
    void whatTheSchemaRefuses() {
        refused(() -> apply(of(".server-log", "{\"x\":1}", "{}")), STATUS + 400);
        refused(
                () -> apply(of(".server-log", "{\"__tf_provider_context\":\"x\"}", "{}")),
                "{\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"");
        refused(
                () -> apply(of(".email", "{\"from\":\"a@b.c\",\"port\":\"587\"}", "{}")),
                STATUS + 400);
        ConnectorState state = apply(slack());
        refused(
                () ->
                        terraform.apply(
                                slack().named("m").withSecrets(Optional.empty()),
                                Optional.of(state)),
                "error validating connector type secrets: ");
        assertThat(terraform.refresh(state)).contains(state);
    }

    @Test
    void idsAndSpacesThatAreNotThere() {
        refused(() -> apply(log().withId("no-uuid")), "Invalid UUID String Value: no-uuid");
        String id = UUID.randomUUID().toString();
        apply(log().withId(id));
        refused(() -> apply(log().withId(id)), STATUS + 409);
        refused(() -> apply(log().in("nowhere")), STATUS + 404);
        refused(() -> terraform.importing("default/nothing"), "non-existent remote object");
        refused(() -> terraform.importing("nothing"), "non-existent remote object");
        refused(
                () -> terraform.data("default", "nobody", ".slack"),
                "connector with name [default/nobody] and type [.slack] not found");
    }

    @Test
    void onlyAnAnswer404MeansGone() throws Exception {
        ConnectorState state = apply(log());
        try (TerraformDouble nobody = new TerraformDouble(server.api().url(), "");
                TerraformDouble wrong =
                        new TerraformDouble(server.api().url(), Api.basic("elastic", "wrong"))) {
            refused(() -> nobody.refresh(state), STATUS + 401);
            refused(() -> wrong.refresh(state), STATUS + 401);
            refused(() -> wrong.destroy(state), STATUS + 401);
        }
        assertThat(terraform.refresh(state)).isPresent();
        terraform.delete(state);
        // -refresh=false, or a race.
        refused(() -> terraform.delete(state), STATUS + 404);
        assertThat(terraform.refresh(state)).isEmpty();
    }

    @Test
    void aReaderReadsAndChangesNothing() throws Exception {
        String body = "{\"password\":\"of-a-reader\",\"roles\":[\"viewer\"]}";
        server.api().put("/_security/user/reader", body);
        ConnectorState state = apply(log());
        try (TerraformDouble reader =
                new TerraformDouble(server.api().url(), Api.basic("reader", "of-a-reader"))) {
            assertThat(reader.refresh(state)).contains(state);
            refused(() -> reader.apply(log(), Optional.empty()), STATUS + 403);
            refused(
                    () -> reader.apply(log().named("m"), Optional.of(state)),
                    "Unauthorized to update actions");
            refused(() -> reader.destroy(state), STATUS + 403);
        }
    }

    @Test
    void anApiKeyIsAsGood() throws Exception {
        String encoded =
                server.api()
                        .post("/_security/api_key", "{\"name\":\"terraform\"}")
                        .json()
                        .path("encoded")
                        .stringValue("");
        try (TerraformDouble key = new TerraformDouble(server.api().url(), "ApiKey " + encoded)) {
            ConnectorState state = key.apply(slack(), Optional.empty());
            assertThat(key.plan(slack(), key.refresh(state))).isEqualTo(new Plan.Nothing());
            key.destroy(state);
        }
    }

    @Test
    void preconfiguredConnectorsAreReadAndNothingElse() {
        ConnectorState state = terraform.importing("default/from-file");
        assertThat(state.preconfigured()).isTrue();
        assertThat(state.config()).isEmpty();
        assertThat(terraform.data("default", "From the file", ".server-log").id())
                .isEqualTo("default/from-file");
        refused(
                () -> terraform.apply(log().named("m").withoutConfig(), Optional.of(state)),
                STATUS + 400);
        refused(() -> terraform.destroy(state), STATUS + 400);
    }

    @Test
    void equalNamesCannotBeToldApart() {
        apply(log().named("twin"));
        apply(log().named("twin"));
        refused(
                () -> terraform.data("default", "twin", ".server-log"),
                "multiple connectors found");
    }

    /** Provider releases before a fix send it. */
    @Test
    void aTrailingSlashIsNoId() throws Exception {
        Api.Reply made =
                server.api()
                        .post(
                                "/s/default/api/actions/connector/",
                                "{\"config\":{},\"connector_type_id\":\".server-log\",\"name\":\"n\",\"secrets\":{}}");
        assertThat(made.status()).as(made.body()).isEqualTo(200);
    }

    @Test
    void lifeOfASpace() {
        ObjectNode wanted = json("{\"id\":\"tf\",\"name\":\"Terraform\",\"initials\":\"T\"}");
        ObjectNode state = spaces.create(wanted);
        assertThat(spaces.calls())
                .containsExactly("POST /api/spaces/space", "GET /api/spaces/space/tf");
        assertThat(state.has("description")).isFalse();
        assertThat(state.path("initials").stringValue("")).isEqualTo("T");
        refused(() -> spaces.create(wanted), "Kibana space already exists");

        spaces.update(wanted.deepCopy().put("color", "#aabbcc").put("description", ""));
        assertThat(spaces.read("tf").orElseThrow().path("description").stringValue("-")).isEmpty();
        // Removed from the configuration, a computed member stays.
        ObjectNode after = spaces.update(wanted.deepCopy().put("description", ""));
        assertThat(after.path("color").stringValue("")).isEqualTo("#aabbcc");
        assertThat(spaces.differs(wanted.deepCopy().put("description", ""), after)).isFalse();
        spaces.calls();
        spaces.update(wanted.deepCopy().put("description", "").put("solution", "classic"));
        assertThat(spaces.calls())
                .containsExactly(
                        "GET /api/status", "PUT /api/spaces/space/tf", "GET /api/spaces/space/tf");

        ConnectorState inside = apply(log().in("tf"));
        assertThat(spaces.list()).contains("default", "tf");
        spaces.delete("tf");
        assertThat(spaces.read("tf")).isEmpty();
        assertThat(terraform.refresh(inside)).isEmpty();
        spaces.delete("tf");
    }

    @Test
    void theDefaultSpaceIsImportedAndStays() {
        ObjectNode state = spaces.read("default").orElseThrow();
        assertThat(state.path("name").stringValue("")).isEqualTo("Default");
        spaces.calls();
        spaces.delete("default");
        assertThat(spaces.calls()).isEmpty();
    }
}
