package dev.patchbay.server.savedobjects;

import dev.patchbay.engine.transfer.ConnectorImport;
import dev.patchbay.engine.transfer.ImportChoice;
import dev.patchbay.engine.transfer.ImportError;
import dev.patchbay.engine.transfer.ImportResult;
import dev.patchbay.engine.transfer.ImportedConnector;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.savedobjects.ImportLines.BadLine;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** From the lines of a file to the answer, for every door that imports. Thread-safe. */
final class ImportDesk {

    /** Lines that a message names; {@code attributes.lines} has them all. */
    private static final int NAMED_LINES = 5;

    private final ConnectorImport imports;
    private final int most;
    private final SavedObjectDoors doors;

    ImportDesk(ConnectorImport imports, int most, SavedObjectDoors doors) {
        this.imports = imports;
        this.most = most;
        this.doors = doors;
    }

    /** Why the caller cannot import into this space at all. */
    Optional<Answer> refusal(Exchange exchange) {
        if (!doors.mayImport(exchange)) {
            String text = "Unable to bulk_create action";
            doors.notImported(exchange, text);
            return Optional.of(Answer.error(403, text));
        }
        return imports.refusal(exchange.spaceId())
                .map(refusal -> {
                    doors.notImported(exchange, refusal.message());
                    return Answer.error(404, refusal.message());
                });
    }

    /**
     * Imports what a file holds.
     *
     * @param wanted which connectors, by their ids in the file
     * @param copies whether all become new connectors
     */
    Answer take(
            Exchange exchange,
            byte[] file,
            boolean withSecrets,
            Predicate<String> wanted,
            Function<ImportedConnector, ImportChoice> choices,
            boolean copies) {
        Optional<ImportLines> read = ImportLines.read(file, withSecrets);
        if (read.isEmpty()) {
            return Answer.error(400, "The file is not UTF-8, nothing was imported");
        }
        ImportLines lines = read.get();
        Optional<Answer> unreadable = unreadable(lines);
        if (unreadable.isPresent()) {
            return unreadable.get();
        }
        List<ImportedConnector> connectors =
                lines.connectors.stream().filter(each -> wanted.test(each.id())).toList();
        List<ImportError> unfit =
                lines.unfit.stream().filter(error -> wanted.test(error.id())).toList();
        if (!unfit.isEmpty()) {
            return answer(unfit(connectors, unfit), lines, copies);
        }
        return switch (imports.run(
                exchange.spaceId(), connectors, choices, id -> doors.importing(exchange, id))) {
            case ImportResult.Done done -> answer(done, lines, copies);
            case ImportResult.Refused(var why) -> {
                doors.notImported(exchange, why.message());
                yield Answer.error(
                        switch (why.kind()) {
                            case INVALID -> 400;
                            case FORBIDDEN -> 403;
                            case NOT_FOUND -> 404;
                            case CONFLICT -> 409;
                        },
                        why.message());
            }
        };
    }

    private static Answer answer(ImportResult.Done done, ImportLines lines, boolean copies) {
        return Answer.json(ImportJson.of(done, lines.unsupported, copies));
    }

    /** Nothing is stored beside a line that has to be corrected. */
    private static ImportResult.Done unfit(
            List<ImportedConnector> connectors, List<ImportError> unfit) {
        return new ImportResult.Done(
                connectors.stream()
                        .map(each ->
                                new ImportResult.Imported(
                                        each.id(), each.name(), Optional.empty(), false))
                        .toList(),
                unfit,
                0,
                List.of(),
                List.of());
    }

    private Optional<Answer> unreadable(ImportLines lines) {
        if (!lines.bad.isEmpty()) {
            return Optional.of(badLines(lines.bad));
        }
        if (!lines.repeated.isEmpty()) {
            return Optional.of(
                    Answer.error(
                            400,
                            "Non-unique import objects detected: ["
                                    + String.join(",", new TreeSet<>(lines.repeated))
                                    + "]"));
        }
        return lines.objects() > most
                ? Optional.of(
                        Answer.error(
                                400,
                                "Can't import more than "
                                        + most
                                        + " objects. If your server has enough memory, this limit"
                                        + " can be increased by adjusting the"
                                        + " \"savedObjects.maxImportExportSize\" setting."))
                : Optional.empty();
    }

    private static Answer badLines(List<BadLine> bad) {
        List<String> named = new ArrayList<>();
        bad.stream()
                .limit(NAMED_LINES)
                .forEach(line -> named.add("line " + line.number() + " " + line.why()));
        String more = bad.size() > NAMED_LINES ? ", and more" : "";
        ObjectNode error =
                Json.object()
                        .put("statusCode", 400)
                        .put("error", "Bad Request")
                        .put(
                                "message",
                                "The file cannot be read, nothing was imported: "
                                        + named.stream().collect(Collectors.joining(", "))
                                        + more);
        ArrayNode all = error.putObject("attributes").putArray("lines");
        bad.forEach(line -> all.addObject().put("line", line.number()).put("error", line.why()));
        return Answer.json(400, error);
    }
}
