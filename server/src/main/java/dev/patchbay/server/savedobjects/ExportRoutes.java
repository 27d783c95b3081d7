package dev.patchbay.server.savedobjects;

import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.bool;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;
import static dev.patchbay.sdk.schema.Schemas.union;

import dev.patchbay.engine.connector.StoredConnector;
import dev.patchbay.engine.transfer.ConnectorExport;
import dev.patchbay.engine.transfer.ExportedConnector;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.Route;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code POST /api/saved_objects/_export} for connectors, the one type that is exported
 * (contract/actions-api.md, section 13.1). Thread-safe.
 */
final class ExportRoutes {

    private static final String NDJSON = "application/ndjson";
    private static final Schema FLAG = bool().withDefault(BooleanNode.FALSE);

    private static final Schema BODY =
            object(
                    member("type", union(string(), array(string())).optional()),
                    member(
                            "objects",
                            array(object(member("type", string()), member("id", string())))
                                    .optional()),
                    member("search", string().optional()),
                    member("includeReferencesDeep", FLAG),
                    member("includeNamespaces", FLAG),
                    member("excludeExportDetails", FLAG));

    private final ConnectorExport export;
    private final int most;
    private final SavedObjectDoors doors;

    ExportRoutes(ConnectorExport export, int most, SavedObjectDoors doors) {
        this.export = export;
        this.most = most;
        this.doors = doors;
    }

    Route route() {
        return Route.of(
                        "POST",
                        "/api/saved_objects/_export",
                        Route.Access.PUBLIC,
                        "Export connectors without their secrets",
                        this::export)
                .withBody(BODY);
    }

    private Answer export(Exchange exchange) {
        JsonNode body = exchange.requireBody();
        Set<String> types = types(body.path("type"));
        boolean named = !body.path("objects").isEmpty();
        if (types.isEmpty() && !named) {
            return Answer.error(400, "Either `type` or `objects` are required.");
        }
        if (!types.isEmpty() && named) {
            return Answer.error(
                    400, "Can't specify both \"types\" and \"objects\" properties when exporting");
        }
        if (named && body.has("search")) {
            return Answer.error(
                    400, "Can't specify both \"search\" and \"objects\" properties when exporting");
        }
        Set<String> others = new LinkedHashSet<>(types);
        body.path("objects").forEach(object -> others.add(object.path("type").stringValue()));
        others.removeAll(Set.of(SavedObjectJson.TYPE, "*"));
        if (!others.isEmpty()) {
            return Answer.error(
                    400, "Trying to export non-exportable type(s): " + String.join(", ", others));
        }
        if (!doors.mayExport(exchange)) {
            String text = "Unable to " + (named ? "bulk_get" : "find") + " action";
            doors.notExported(exchange, false, text);
            return Answer.error(403, text);
        }
        return named ? byId(exchange, body) : all(exchange, body);
    }

    private static Set<String> types(JsonNode type) {
        Set<String> types = new LinkedHashSet<>();
        if (type.isString()) {
            types.add(type.stringValue());
        }
        type.forEach(each -> types.add(each.stringValue()));
        return types;
    }

    private Answer all(Exchange exchange, JsonNode body) {
        Map<String, StoredConnector> stored = export.stored(exchange.spaceId());
        String search = body.path("search").stringValue("");
        return answer(
                exchange,
                body,
                stored.values().stream()
                        .filter(connector -> matches(connector.name(), search))
                        .toList());
    }

    /**
     * Each word is looked for in the name, whatever its case; a star at its end changes nothing.
     */
    private static boolean matches(String name, String search) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Stream.of(search.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .map(word -> word.replaceAll("\\*+$", ""))
                .allMatch(lower::contains);
    }

    private Answer byId(Exchange exchange, JsonNode body) {
        Map<String, StoredConnector> stored = export.stored(exchange.spaceId());
        List<StoredConnector> chosen = new ArrayList<>();
        ArrayNode missing = Json.array();
        Set<String> ids = new LinkedHashSet<>();
        body.path("objects").forEach(object -> ids.add(object.path("id").stringValue()));
        for (String id : ids) {
            StoredConnector connector = stored.get(id);
            if (connector == null) {
                missing.add(notFound(id));
            } else {
                chosen.add(connector);
            }
        }
        if (!missing.isEmpty()) {
            ObjectNode error =
                    Json.object()
                            .put("statusCode", 400)
                            .put("error", "Bad Request")
                            .put("message", "Error fetching objects to export");
            error.putObject("attributes").set("objects", missing);
            return Answer.json(400, error);
        }
        return answer(exchange, body, chosen);
    }

    private static ObjectNode notFound(String id) {
        ObjectNode object = Json.object().put("id", id).put("type", SavedObjectJson.TYPE);
        object.putObject("error")
                .put("statusCode", 404)
                .put("error", "Not Found")
                .put("message", "Saved object [action/" + id + "] not found");
        return object;
    }

    private Answer answer(Exchange exchange, JsonNode body, List<StoredConnector> chosen) {
        if (chosen.size() > most) {
            return Answer.error(
                    400,
                    "Can't export more than "
                            + most
                            + " objects. If your server has enough memory, this limit can be"
                            + " increased by adjusting the"
                            + " \"savedObjects.maxImportExportSize\" setting.");
        }
        List<ObjectNode> lines = new ArrayList<>();
        boolean namespaces = body.path("includeNamespaces").booleanValue();
        for (ExportedConnector exported : export.plain(exchange.spaceId(), chosen)) {
            lines.add(SavedObjectJson.line(exported, namespaces));
            doors.exported(exchange, exported.connector().id());
        }
        if (!body.path("excludeExportDetails").booleanValue()) {
            lines.add(SavedObjectJson.details(chosen.size()));
        }
        return Answer.bytes(200, NDJSON, SavedObjectJson.ndjson(lines))
                .withHeader("content-disposition", "attachment; filename=\"export.ndjson\"");
    }
}
