package dev.patchbay.server.operations;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.http.Route.Access;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The OpenAPI 3.1 document, made from the declarations of the routes that have a summary.
 * Stateless.
 */
public final class OpenApi {

    private static final String DESCRIPTION =
            "Kibana's Actions & Connectors API and what belongs to it. Every /api and /internal"
                    + " path also works below /s/{spaceId}.";

    private final Function<Schema, ObjectNode> schemas;

    private OpenApi(Function<Schema, ObjectNode> schemas) {
        this.schemas = schemas;
    }

    /**
     * The document.
     *
     * @param basePath {@code server.basePath}
     * @param schemas makes the JSON Schema (2020-12) of a schema
     */
    public static ObjectNode document(
            String version,
            String basePath,
            List<Route> routes,
            Function<Schema, ObjectNode> schemas) {
        OpenApi openApi = new OpenApi(schemas);
        ObjectNode document = Json.object().put("openapi", "3.1.0");
        ObjectNode info = document.putObject("info");
        info.put("title", "Patchbay").put("version", version).put("description", DESCRIPTION);
        info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
        servers(document.putArray("servers"), basePath);
        ObjectNode paths = document.putObject("paths");
        for (Route route : routes) {
            if (!route.summary().isEmpty()) {
                openApi.add(paths, route);
            }
        }
        components(document.putObject("components"));
        return document;
    }

    /** The route of the document, which is made once. */
    public static Route route(
            String version,
            String basePath,
            List<Route> others,
            Function<Schema, ObjectNode> schemas) {
        byte[] document = Json.writeBytes(document(version, basePath, others, schemas));
        return Route.of(
                "GET",
                "/api/patchbay/openapi.json",
                Access.PUBLIC,
                "",
                _ -> Answer.bytes(200, Answer.JSON, document));
    }

    private static void servers(ArrayNode servers, String basePath) {
        servers.addObject().put("url", basePath.isEmpty() ? "/" : basePath);
        ObjectNode space = servers.addObject().put("url", basePath + "/s/{spaceId}");
        space.putObject("variables").putObject("spaceId").put("default", "default");
    }

    private void add(ObjectNode paths, Route route) {
        String path = route.path();
        if (path.endsWith("?}")) {
            int last = path.lastIndexOf('/');
            add(paths, route, path.substring(0, last));
            add(paths, route, path.replace("?}", "}"));
        } else {
            add(paths, route, path);
        }
    }

    private void add(ObjectNode paths, Route route, String path) {
        ObjectNode item =
                paths.get(path) instanceof ObjectNode there ? there : paths.putObject(path);
        ObjectNode operation = item.putObject(route.method().toLowerCase(Locale.ROOT));
        operation.put("operationId", operationId(route.method(), path));
        operation.put("summary", route.summary());
        ArrayNode parameters = Json.array();
        pathParameters(parameters, route, path);
        queryParameters(parameters, route);
        headers(parameters, route);
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        body(operation, route);
        ObjectNode responses = operation.putObject("responses");
        responses.putObject("2XX").put("description", "Done");
        if (route.access() != Access.ELASTICSEARCH) {
            ObjectNode error = responses.putObject("default");
            error.put("description", "Refused or failed");
            error.putObject("content")
                    .putObject("application/json")
                    .putObject("schema")
                    .put("$ref", "#/components/schemas/Error");
        } else {
            responses.putObject("default").put("description", "Refused or failed");
        }
        security(operation, route.access());
    }

    private static String operationId(String method, String path) {
        StringBuilder id = new StringBuilder(method.toLowerCase(Locale.ROOT));
        for (String part : path.split("[^A-Za-z0-9]+", -1)) {
            if (!part.isEmpty()) {
                id.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
            }
        }
        return id.toString();
    }

    private void pathParameters(ArrayNode parameters, Route route, String path) {
        Optional<ObjectNode> declared = route.params().map(schemas);
        for (String segment : path.split("/", -1)) {
            if (segment.startsWith("{")) {
                String name = segment.substring(1, segment.length() - 1);
                JsonNode schema =
                        declared.map(all -> all.path("properties").path(name))
                                .filter(JsonNode::isObject)
                                .orElseGet(() -> Json.object().put("type", "string"));
                parameter(parameters, name, "path", true).set("schema", schema);
            }
        }
    }

    private void queryParameters(ArrayNode parameters, Route route) {
        route.query()
                .map(schemas)
                .ifPresent(query -> {
                    List<String> required = new ArrayList<>();
                    query.path("required").forEach(name -> required.add(name.asString()));
                    query.path("properties")
                            .properties()
                            .forEach(entry ->
                                    parameter(
                                                    parameters,
                                                    entry.getKey(),
                                                    "query",
                                                    required.contains(entry.getKey()))
                                            .set("schema", entry.getValue()));
                });
    }

    private static void headers(ArrayNode parameters, Route route) {
        boolean kibana = route.access() == Access.PUBLIC || route.access() == Access.INTERNAL;
        if (kibana && !route.method().equals("GET")) {
            header(parameters, "kbn-xsrf");
        }
        if (route.access() == Access.INTERNAL) {
            header(parameters, "x-elastic-internal-origin");
        }
    }

    private static void header(ArrayNode parameters, String name) {
        parameter(parameters, name, "header", true).putObject("schema").put("type", "string");
    }

    private static ObjectNode parameter(
            ArrayNode parameters, String name, String in, boolean required) {
        return parameters.addObject().put("name", name).put("in", in).put("required", required);
    }

    private void body(ObjectNode operation, Route route) {
        if (route.upload().isPresent()) {
            operation
                    .putObject("requestBody")
                    .put("required", true)
                    .putObject("content")
                    .putObject("*/*")
                    .putObject("schema");
        }
        route.body()
                .map(schemas)
                .ifPresent(schema ->
                        operation
                                .putObject("requestBody")
                                .put("required", true)
                                .putObject("content")
                                .putObject("application/json")
                                .set("schema", schema));
    }

    private static void security(ObjectNode operation, Access access) {
        ArrayNode security = operation.putArray("security");
        if (access != Access.ANONYMOUS) {
            security.addObject().putArray("basic");
            security.addObject().putArray("apiKey");
        }
    }

    private static void components(ObjectNode components) {
        ObjectNode error = components.putObject("schemas").putObject("Error");
        error.put("type", "object");
        ObjectNode properties = error.putObject("properties");
        properties.putObject("statusCode").put("type", "integer");
        properties.putObject("error").put("type", "string");
        properties.putObject("message").put("type", "string");
        error.putArray("required").add("statusCode").add("error").add("message");
        ObjectNode schemes = components.putObject("securitySchemes");
        schemes.putObject("basic").put("type", "http").put("scheme", "basic");
        schemes.putObject("apiKey")
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "Authorization")
                .put("description", "ApiKey followed by the encoded key");
    }
}
