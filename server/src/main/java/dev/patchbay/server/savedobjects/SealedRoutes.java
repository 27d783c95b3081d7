package dev.patchbay.server.savedobjects;

import static dev.patchbay.sdk.schema.Schemas.any;
import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.record;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.engine.connector.StoredConnector;
import dev.patchbay.engine.transfer.ConnectorExport;
import dev.patchbay.engine.transfer.ExportedConnector;
import dev.patchbay.engine.transfer.ImportChoice;
import dev.patchbay.engine.transfer.Recipient;
import dev.patchbay.engine.transfer.SealedFiles;
import dev.patchbay.engine.transfer.TransferKeys;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.FormParts;
import dev.patchbay.server.http.Route;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Connectors with their secrets, sealed for a recipient (ours, ADR 17). Only superusers take
 * secrets out, and only sealed; who may make connectors brings them in. Thread-safe.
 */
final class SealedRoutes {

    private static final Schema BODY =
            object(
                    member("recipient", record(any()).optional()),
                    member("passphrase", string(Recipient.SHORTEST_PASSPHRASE).secret().optional()),
                    member("ids", array(string(1)).optional()));

    private final ConnectorExport export;
    private final SealedFiles files;
    private final TransferKeys keys;
    private final ImportDesk desk;
    private final long mostBytes;
    private final SavedObjectDoors doors;

    SealedRoutes(
            ConnectorExport export,
            TransferKeys keys,
            ImportDesk desk,
            long mostBytes,
            SavedObjectDoors doors) {
        this.export = export;
        this.keys = keys;
        files = new SealedFiles(keys);
        this.desk = desk;
        this.mostBytes = mostBytes;
        this.doors = doors;
    }

    List<Route> routes() {
        return List.of(
                Route.of(
                        "GET",
                        "/api/patchbay/connectors/_import_key",
                        Route.Access.PUBLIC,
                        "Get the public key that exports for this server are sealed with",
                        this::key),
                Route.of(
                                "POST",
                                "/api/patchbay/connectors/_export",
                                Route.Access.PUBLIC,
                                "Export connectors with their secrets, sealed",
                                this::export)
                        .withBody(BODY),
                Route.of(
                                "POST",
                                "/api/patchbay/connectors/_import",
                                Route.Access.PUBLIC,
                                "Import connectors with their secrets",
                                this::importFile)
                        .withQuery(ImportRoutes.QUERY)
                        .withUpload(mostBytes));
    }

    private Answer key(Exchange exchange) {
        return doors.mayExport(exchange)
                ? Answer.json(Json.read(keys.publicKey()))
                : Answer.error(403, "Unauthorized to get actions");
    }

    private Answer export(Exchange exchange) {
        JsonNode body = exchange.requireBody();
        if (body.has("recipient") == body.has("passphrase")) {
            return Answer.error(400, "[request body]: expected either [recipient] or [passphrase]");
        }
        Optional<Recipient> recipient =
                body.has("recipient")
                        ? Recipient.key(Json.write(body.path("recipient")))
                        : Optional.of(
                                new Recipient.Passphrase(
                                        new Secret(body.path("passphrase").stringValue())));
        if (recipient.isEmpty()) {
            return Answer.error(
                    400,
                    "[request body.recipient]: expected a public key in JWK form on P-256, P-384 or"
                            + " P-521");
        }
        if (!doors.mayExportSecrets(exchange)) {
            String text = "Unauthorized to export secrets of actions";
            doors.notExported(exchange, true, text);
            return Answer.error(403, text);
        }
        Map<String, StoredConnector> stored = export.stored(exchange.spaceId());
        Set<String> ids = new LinkedHashSet<>(stored.keySet());
        if (body.has("ids")) {
            ids.clear();
            body.path("ids").forEach(id -> ids.add(id.stringValue()));
        }
        for (String id : ids) {
            if (!stored.containsKey(id)) {
                return Answer.error(404, "Saved object [action/" + id + "] not found");
            }
        }
        ids.forEach(id -> doors.exportingSecrets(exchange, id));
        return sealed(
                export.withSecrets(
                        exchange.spaceId(),
                        stored.values().stream().filter(each -> ids.contains(each.id())).toList()),
                recipient.get());
    }

    private Answer sealed(List<ExportedConnector> connectors, Recipient recipient) {
        List<ObjectNode> lines = new ArrayList<>();
        connectors.forEach(each -> lines.add(SavedObjectJson.line(each, false)));
        lines.add(SavedObjectJson.details(connectors.size()));
        long missing = connectors.stream().filter(ExportedConnector::missingSecrets).count();
        return Answer.text(
                        200,
                        "application/jose",
                        files.seal(SavedObjectJson.ndjson(lines), recipient))
                .withHeader("content-disposition", "attachment; filename=\"connectors.jwe\"")
                .withHeader("x-patchbay-exported", Integer.toString(connectors.size()))
                .withHeader("x-patchbay-missing-secrets", Long.toString(missing));
    }

    private Answer importFile(Exchange exchange) {
        Optional<Answer> excluded = ImportRoutes.excluded(exchange.query());
        if (excluded.isPresent()) {
            return excluded.get();
        }
        return switch (ImportForm.read(exchange, ".jwe")) {
            case ImportForm.Refused(Answer answer) -> answer;
            case ImportForm.File(byte[] content, Map<String, FormParts.Part> parts) ->
                    desk.refusal(exchange).orElseGet(() -> open(exchange, content, parts));
        };
    }

    /** Rights were asked for before: a passphrase costs a second of a core. */
    private Answer open(Exchange exchange, byte[] content, Map<String, FormParts.Part> parts) {
        Optional<Secret> passphrase =
                Optional.ofNullable(parts.get("passphrase"))
                        .map(part ->
                                new Secret(new String(part.content(), StandardCharsets.UTF_8)));
        boolean copies = exchange.query().path("createNewCopies").booleanValue();
        ImportChoice choice =
                new ImportChoice(
                        exchange.query().path("overwrite").booleanValue(),
                        copies,
                        Optional.empty());
        return switch (files.open(new String(content, StandardCharsets.US_ASCII), passphrase)) {
            case SealedFiles.Closed(String why) -> Answer.error(400, why);
            case SealedFiles.Opened(byte[] lines) ->
                    desk.take(exchange, lines, true, _ -> true, _ -> choice, copies);
        };
    }
}
