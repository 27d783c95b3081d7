package dev.patchbay.server.savedobjects;

import dev.patchbay.engine.secret.CanonicalJson;
import dev.patchbay.engine.transfer.ImportError;
import dev.patchbay.engine.transfer.ImportedConnector;
import dev.patchbay.sdk.json.Json;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the lines of an import (contract/actions-api.md, section 13.2). Belongs to one thread.
 *
 * <p>A line that is no saved object makes the whole file unreadable: it may be cut off, and nobody
 * can tell what the line was. Each such line is named. A line that is a saved object is judged for
 * itself: of a type that is not imported here, or not a connector that could be stored.
 */
final class ImportLines {

    private static final char BOM = '\ufeff';

    private final boolean withSecrets;

    final List<ImportedConnector> connectors = new ArrayList<>();
    final List<Unsupported> unsupported = new ArrayList<>();
    final List<ImportError> unfit = new ArrayList<>();
    final List<BadLine> bad = new ArrayList<>();
    final Set<String> repeated = new HashSet<>();
    private final Set<String> seen = new HashSet<>();

    /** A saved object of another type. */
    record Unsupported(String type, String id, Optional<String> title) {}

    /** A line that is no saved object; the first is 1. */
    record BadLine(int number, String why) {}

    private ImportLines(boolean withSecrets) {
        this.withSecrets = withSecrets;
    }

    /**
     * Reads a file.
     *
     * @param withSecrets whether secrets of the file are taken; otherwise they are not looked at
     * @return empty when it is not UTF-8
     */
    static Optional<ImportLines> read(byte[] file, boolean withSecrets) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
        ImportLines lines = new ImportLines(withSecrets);
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            String content =
                    number == 1 && !line.isEmpty() && line.charAt(0) == BOM
                            ? line.substring(1)
                            : line;
            if (!content.isBlank()) {
                lines.add(number, content);
            }
        }
        return Optional.of(lines);
    }

    int objects() {
        return connectors.size() + unsupported.size() + unfit.size();
    }

    private void add(int number, String line) {
        JsonNode object;
        try {
            object = Json.read(line);
        } catch (JacksonException e) {
            bad.add(new BadLine(number, "is not JSON"));
            return;
        }
        if (!object.isObject()) {
            bad.add(new BadLine(number, "is not an object"));
            return;
        }
        if (object.has("exportedCount") && !object.has("type")) {
            return;
        }
        if (!isText(object.path("type"))) {
            bad.add(new BadLine(number, "has no type"));
            return;
        }
        if (!isText(object.path("id"))) {
            bad.add(new BadLine(number, "has no id"));
            return;
        }
        savedObject(number, object);
    }

    private void savedObject(int number, JsonNode object) {
        String type = object.path("type").stringValue();
        String id = object.path("id").stringValue();
        if (!seen.add(type + ":" + id)) {
            repeated.add(type + ":" + id);
            return;
        }
        JsonNode attributes = object.path("attributes");
        Optional<String> title = Optional.ofNullable(attributes.path("title").stringValue(null));
        if (!type.equals(SavedObjectJson.TYPE)) {
            unsupported.add(new Unsupported(type, id, title));
            return;
        }
        Optional<String> why = unfit(attributes);
        if (why.isPresent()) {
            unfit.add(
                    new ImportError.Unfit(
                            id,
                            attributes.path("name").asString(""),
                            "line " + number + ": " + why.get()));
            return;
        }
        connectors.add(
                new ImportedConnector(
                        id,
                        attributes.path("actionTypeId").stringValue(),
                        attributes.path("name").stringValue(),
                        CanonicalJson.write(
                                attributes.path("config") instanceof ObjectNode config
                                        ? config
                                        : Json.object()),
                        attributes.path("isMissingSecrets").isBoolean()
                                ? Optional.of(attributes.path("isMissingSecrets").booleanValue())
                                : Optional.empty(),
                        withSecrets && attributes.path("secrets") instanceof ObjectNode secrets
                                ? secrets
                                : Json.object(),
                        Optional.ofNullable(object.path("originId").stringValue(null))));
    }

    /** Members that nobody knows are left out: a newer server may have written them. */
    private static Optional<String> unfit(JsonNode attributes) {
        if (!attributes.isObject()) {
            return Optional.of("attributes is not an object");
        }
        if (!attributes.path("name").isString()) {
            return Optional.of("attributes.name is not a string");
        }
        if (!attributes.path("actionTypeId").isString()) {
            return Optional.of("attributes.actionTypeId is not a string");
        }
        JsonNode config = attributes.path("config");
        if (!config.isObject() && !config.isMissingNode() && !config.isNull()) {
            return Optional.of("attributes.config is not an object");
        }
        JsonNode mode = attributes.path("authMode");
        return mode.isMissingNode() || mode.isNull() || mode.stringValue("").equals("shared")
                ? Optional.empty()
                : Optional.of("attributes.authMode is not \"shared\"");
    }

    private static boolean isText(JsonNode node) {
        return node.isString() && !node.stringValue().isEmpty();
    }
}
