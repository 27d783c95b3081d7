package dev.patchbay.server.savedobjects;

import static dev.patchbay.sdk.schema.Schemas.any;
import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.bool;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.engine.transfer.ImportChoice;
import dev.patchbay.engine.transfer.ImportedConnector;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Parsed;
import dev.patchbay.sdk.schema.RouteTexts;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.FormParts;
import dev.patchbay.server.http.Route;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code POST /api/saved_objects/_import} and {@code _resolve_import_errors} for connectors
 * (contract/actions-api.md, section 13.2). Thread-safe.
 */
final class ImportRoutes {

    private static final Schema FLAG =
            bool().coerced(ImportRoutes::flag).withDefault(BooleanNode.FALSE);

    static final Schema QUERY =
            object(
                    member("overwrite", FLAG),
                    member("createNewCopies", FLAG),
                    member("compatibilityMode", FLAG));

    private static final Schema RESOLVE_QUERY =
            object(member("createNewCopies", FLAG), member("compatibilityMode", FLAG));

    private static final ImportChoice AS_IT_IS = new ImportChoice(false, false, Optional.empty());

    private static final Schema PLAIN_FLAG = bool().withDefault(BooleanNode.FALSE);

    private static final Schema RETRIES =
            array(
                    object(
                            member("type", string()),
                            member("id", string()),
                            member("overwrite", PLAIN_FLAG),
                            member("destinationId", string().optional()),
                            member("replaceReferences", array(any()).optional()),
                            member("createNewCopy", bool().optional()),
                            member("ignoreMissingReferences", bool().optional())));

    private final ImportDesk desk;
    private final long mostBytes;

    ImportRoutes(ImportDesk desk, long mostBytes) {
        this.desk = desk;
        this.mostBytes = mostBytes;
    }

    List<Route> routes() {
        return List.of(
                Route.of(
                                "POST",
                                "/api/saved_objects/_import",
                                Route.Access.PUBLIC,
                                "Import connectors",
                                this::importFile)
                        .withQuery(QUERY)
                        .withUpload(mostBytes),
                Route.of(
                                "POST",
                                "/api/saved_objects/_resolve_import_errors",
                                Route.Access.PUBLIC,
                                "Import connectors again, with a choice for each",
                                this::resolve)
                        .withQuery(RESOLVE_QUERY)
                        .withUpload(mostBytes));
    }

    private Answer importFile(Exchange exchange) {
        boolean overwrite = exchange.query().path("overwrite").booleanValue();
        boolean copies = exchange.query().path("createNewCopies").booleanValue();
        Optional<Answer> excluded = excluded(exchange.query());
        if (excluded.isPresent()) {
            return excluded.get();
        }
        ImportChoice choice = new ImportChoice(overwrite, copies, Optional.empty());
        return switch (ImportForm.read(exchange, ".ndjson")) {
            case ImportForm.Refused(Answer answer) -> answer;
            case ImportForm.File(byte[] content, var _) ->
                    desk.refusal(exchange)
                            .orElseGet(() ->
                                    desk.take(
                                            exchange,
                                            content,
                                            false,
                                            _ -> true,
                                            _ -> choice,
                                            copies));
        };
    }

    /** Modes that make no sense together. */
    static Optional<Answer> excluded(JsonNode query) {
        if (query.path("createNewCopies").booleanValue()) {
            if (query.path("overwrite").booleanValue(false)) {
                return Optional.of(
                        Answer.error(
                                400,
                                "[request query]: cannot use [overwrite] with"
                                        + " [createNewCopies]"));
            }
            if (query.path("compatibilityMode").booleanValue(false)) {
                return Optional.of(
                        Answer.error(
                                400,
                                "[request query]: cannot use [createNewCopies] with"
                                        + " [compatibilityMode]"));
            }
        }
        return Optional.empty();
    }

    private Answer resolve(Exchange exchange) {
        boolean copies = exchange.query().path("createNewCopies").booleanValue();
        Optional<Answer> excluded = excluded(exchange.query());
        if (excluded.isPresent()) {
            return excluded.get();
        }
        return switch (ImportForm.read(exchange, ".ndjson")) {
            case ImportForm.Refused(Answer answer) -> answer;
            case ImportForm.File(byte[] content, Map<String, FormParts.Part> parts) ->
                    switch (retries(parts)) {
                        case Retries.Refused(Answer answer) -> answer;
                        case Retries.Chosen(Map<String, ImportChoice> chosen) ->
                                desk.refusal(exchange)
                                        .orElseGet(
                                                () -> resolve(exchange, content, chosen, copies));
                    };
        };
    }

    private Answer resolve(
            Exchange exchange, byte[] content, Map<String, ImportChoice> chosen, boolean copies) {
        Function<ImportedConnector, ImportChoice> choices =
                connector -> {
                    ImportChoice own = chosen.getOrDefault(connector.id(), AS_IT_IS);
                    return copies
                            ? new ImportChoice(own.overwrite(), true, own.destinationId())
                            : own;
                };
        return desk.take(exchange, content, false, chosen::containsKey, choices, copies);
    }

    private sealed interface Retries {
        record Chosen(Map<String, ImportChoice> byId) implements Retries {}

        record Refused(Answer answer) implements Retries {}
    }

    private static Retries retries(Map<String, FormParts.Part> parts) {
        FormParts.Part part = parts.get("retries");
        JsonNode raw;
        try {
            raw = part == null ? Json.array() : Json.read(part.content());
        } catch (JacksonException e) {
            return new Retries.Refused(
                    Answer.error(400, "[request body.retries]: could not parse array value"));
        }
        Parsed parsed = object(member("retries", RETRIES)).parse(wrapped(raw));
        if (!parsed.fits()) {
            return new Retries.Refused(
                    Answer.error(400, RouteTexts.print("request body", parsed.issues())));
        }
        Map<String, ImportChoice> byId = new HashMap<>();
        for (JsonNode retry : parsed.get().path("retries")) {
            if (retry.path("type").stringValue().equals(SavedObjectJson.TYPE)) {
                byId.put(
                        retry.path("id").stringValue(),
                        new ImportChoice(
                                retry.path("overwrite").booleanValue(),
                                retry.path("createNewCopy").booleanValue(false),
                                Optional.ofNullable(
                                        retry.path("destinationId").stringValue(null))));
            }
        }
        return new Retries.Chosen(byId);
    }

    private static JsonNode wrapped(JsonNode retries) {
        var body = Json.object();
        body.set("retries", retries);
        return body;
    }

    private static JsonNode flag(JsonNode raw) {
        return switch (raw.stringValue("")) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> raw;
        };
    }
}
