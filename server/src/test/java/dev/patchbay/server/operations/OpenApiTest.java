package dev.patchbay.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schemas;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.http.Route.Access;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** The document by its structure; the schemas in it are the sdk's. */
final class OpenApiTest {

    private static final Schema QUERY =
            Schemas.object(
                    Schemas.member("page", Schemas.string().optional()),
                    Schemas.member("space", Schemas.string()));

    private static ObjectNode document() {
        List<Route> routes =
                List.of(
                        Route.of("GET", "/api/thing/{id}", Access.PUBLIC, "Get", _ -> none())
                                .withQuery(QUERY),
                        Route.of("POST", "/api/thing/{id?}", Access.PUBLIC, "Create", _ -> none())
                                .withBody(Schemas.object()),
                        Route.of("GET", "/internal/thing", Access.INTERNAL, "Inside", _ -> none()),
                        Route.of("POST", "/api/upload", Access.PUBLIC, "Upload", _ -> none())
                                .withUpload(10),
                        Route.of("GET", "/-/healthy", Access.ANONYMOUS, "Probe", _ -> none()),
                        Route.of("GET", "/hidden", Access.PUBLIC, "", _ -> none()));
        return OpenApi.document("1.2.3", "/base", routes, OpenApiTest::schema);
    }

    private static Answer none() {
        return Answer.noContent();
    }

    /** Enough of a printer for the schemas above. */
    private static ObjectNode schema(Schema schema) {
        ObjectNode object = Json.object().put("type", "object");
        if (schema == QUERY) {
            ObjectNode properties = object.putObject("properties");
            properties.putObject("page").put("type", "string");
            properties.putObject("space").put("type", "string");
            object.putArray("required").add("space");
        }
        return object;
    }

    @Test
    void everyDescribedRouteIsAPathAndTheOthersAreNot() {
        assertThat(document().path("paths").propertyNames())
                .containsExactly(
                        "/api/thing/{id}",
                        "/api/thing",
                        "/internal/thing",
                        "/api/upload",
                        "/-/healthy");
        assertThat(document().path("paths").path("/api/thing/{id}").propertyNames())
                .containsExactly("get", "post");
    }

    @Test
    void parametersComeFromPathQueryAndHeaders() {
        assertThat(Json.write(document().at("/paths/~1api~1thing~1{id}/get/parameters")))
                .isEqualTo(
                        "[{\"name\":\"id\",\"in\":\"path\",\"required\":true,\"schema\":{\"type\":\"string\"}},{\"name\":\"page\",\"in\":\"query\",\"required\":false,\"schema\":{\"type\":\"string\"}},{\"name\":\"space\",\"in\":\"query\",\"required\":true,\"schema\":{\"type\":\"string\"}}]");
        assertThat(Json.write(document().at("/paths/~1api~1thing/post/parameters")))
                .isEqualTo(
                        "[{\"name\":\"kbn-xsrf\",\"in\":\"header\",\"required\":true,\"schema\":{\"type\":\"string\"}}]");
        assertThat(Json.write(document().at("/paths/~1internal~1thing/get/parameters")))
                .contains("x-elastic-internal-origin");
    }

    @Test
    void bodiesAndSecurityAreSaid() {
        assertThat(
                        document()
                                .at(
                                        "/paths/~1api~1thing/post/requestBody/content/application~1json/schema/type")
                                .stringValue())
                .isEqualTo("object");
        assertThat(document().at("/paths/~1api~1upload/post/requestBody/content/*~1*").isObject())
                .isTrue();
        assertThat(document().at("/paths/~1-~1healthy/get/security").isEmpty()).isTrue();
        assertThat(document().at("/paths/~1internal~1thing/get/security").size()).isEqualTo(2);
    }

    @Test
    void serversKnowTheBasePathAndSpaces() {
        assertThat(document().at("/servers/0/url").stringValue()).isEqualTo("/base");
        assertThat(document().at("/servers/1/url").stringValue()).isEqualTo("/base/s/{spaceId}");
        assertThat(document().at("/info/version").stringValue()).isEqualTo("1.2.3");
        assertThat(document().at("/openapi").stringValue()).isEqualTo("3.1.0");
    }

    @Test
    void operationIdsAreUnique() {
        assertThat(document().findValuesAsString("operationId")).doesNotHaveDuplicates();
    }
}
