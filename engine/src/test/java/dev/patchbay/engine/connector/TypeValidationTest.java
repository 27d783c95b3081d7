package dev.patchbay.engine.connector;

import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.connector.TypeValidation.Invalid;
import dev.patchbay.engine.connector.TypeValidation.Valid;
import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.Operations.SubActions;
import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.NullNode;

import java.util.List;
import java.util.Optional;

/** Contract actions-api, sections 7.3 and 7.4. */
class TypeValidationTest {

    private static final ConnectorType TYPE =
            ConnectorType.named("test.validated", "Validated")
                    .config(
                            object(
                                    member("url", string()),
                                    member("method", string().withDefault("post"))),
                            config ->
                                    config.path("url").stringValue().equals("bad")
                                            ? Optional.of("error validating url: bad")
                                            : Optional.empty())
                    .secrets(
                            object(member("encrypted", string().secret())),
                            secrets ->
                                    secrets.path("encrypted").stringValue().isEmpty()
                                            ? Optional.of("encrypted is empty")
                                            : Optional.empty())
                    .combined((config, secrets) ->
                            config.has("method")
                                    ? Optional.of("method and secrets exclude each other")
                                    : Optional.empty())
                    .operations(SubActions.of(List.of()));

    @Test
    void defaultsAreApplied() {
        assertThat(TypeValidation.config(TYPE, Json.read("{\"url\":\"x\"}")))
                .isEqualTo(new Valid(Json.object().put("url", "x").put("method", "post")));
        assertThat(TypeValidation.secrets(TYPE, Json.read("{\"encrypted\":\"canary\"}")).toString())
                .doesNotContain("canary");
    }

    @Test
    void everyPartHasItsPrefix() {
        assertThat(TypeValidation.config(TYPE, Json.read("{\"url\":7,\"foo\":1,\"bar\":2}")))
                .isEqualTo(
                        new Invalid(
                                """
                                error validating connector type config: ✖ Unrecognized keys: "foo", "bar"
                                ✖ Invalid input: expected string, received number
                                  → at url\
                                """));
        assertThat(TypeValidation.secrets(TYPE, Json.read("{\"encrypted\":42}")))
                .isEqualTo(
                        new Invalid(
                                """
                                error validating connector type secrets: ✖ Invalid input: expected string, received number
                                  → at encrypted\
                                """));
        assertThat(
                        TypeValidation.params(
                                object(member("message", string())), Check.NONE, Json.object()))
                .isEqualTo(
                        new Invalid(
                                """
                                error validating action params: ✖ Invalid input: expected string, received undefined
                                  → at message\
                                """));
    }

    @Test
    void checksSpeakWithoutACross() {
        assertThat(TypeValidation.config(TYPE, Json.object().put("url", "bad")))
                .isEqualTo(
                        new Invalid(
                                "error validating connector type config: error validating url:"
                                        + " bad"));
        assertThat(TypeValidation.secrets(TYPE, Json.object().put("encrypted", "")))
                .isEqualTo(
                        new Invalid("error validating connector type secrets: encrypted is empty"));
        assertThat(TypeValidation.params(object(), _ -> Optional.of("no run today"), Json.object()))
                .isEqualTo(new Invalid("error validating action params: no run today"));
    }

    @Test
    void combinedSeesBothAsTheyWereGiven() {
        assertThat(TypeValidation.combined(TYPE, Json.object(), Json.object())).isEmpty();
        assertThat(TypeValidation.combined(TYPE, Json.object().put("method", "x"), Json.object()))
                .contains(
                        new Invalid(
                                "error validating action type connector: method and secrets"
                                        + " exclude each other"));
        assertThat(TypeValidation.combined(TYPE, NullNode.getInstance(), Json.object()))
                .contains(
                        new Invalid(
                                "error validating action type connector: config must be"
                                        + " defined"));
        assertThat(TypeValidation.combined(TYPE, Json.object(), NullNode.getInstance()))
                .contains(
                        new Invalid(
                                "error validating action type connector: secrets must be"
                                        + " defined"));
        ConnectorType without =
                ConnectorType.named("test.free", "Free").operations(SubActions.of(List.of()));
        assertThat(TypeValidation.combined(without, NullNode.getInstance(), Json.object()))
                .isEmpty();
    }
}
