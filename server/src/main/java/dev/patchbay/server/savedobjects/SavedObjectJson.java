package dev.patchbay.server.savedobjects;

import dev.patchbay.engine.connector.StoredConnector;
import dev.patchbay.engine.transfer.ExportedConnector;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.IsoTime;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Writes the lines of an export (contract/actions-api.md, section 13.1). Stateless. */
final class SavedObjectJson {

    static final String TYPE = "action";

    /** Kept stable; on import anything is taken. */
    private static final String CORE_VERSION = "8.8.0";

    private static final String TYPE_VERSION = "10.1.0";

    private SavedObjectJson() {}

    /** One connector, members by name as Kibana writes them. */
    static ObjectNode line(ExportedConnector exported, boolean withNamespaces) {
        StoredConnector connector = exported.connector();
        ObjectNode line = Json.object();
        ObjectNode attributes = line.putObject("attributes");
        attributes.put("actionTypeId", connector.typeId());
        attributes.set("config", config(connector));
        attributes.put("isMissingSecrets", exported.missingSecrets());
        attributes.put("name", connector.name());
        attributes.set("secrets", exported.secrets());
        line.put("coreMigrationVersion", CORE_VERSION);
        line.put("created_at", IsoTime.text(connector.createdAt()));
        line.put("id", connector.id());
        line.put("managed", false);
        if (withNamespaces) {
            line.putArray("namespaces").add(connector.spaceId());
        }
        exported.originId().ifPresent(origin -> line.put("originId", origin));
        line.putArray("references");
        line.put("type", TYPE);
        line.put("typeMigrationVersion", TYPE_VERSION);
        line.put("updated_at", IsoTime.text(connector.updatedAt()));
        return line.put("version", version(connector));
    }

    /** The last line. */
    static ObjectNode details(int exported) {
        ObjectNode details = Json.object();
        details.putArray("excludedObjects");
        details.put("excludedObjectsCount", 0);
        details.put("exportedCount", exported);
        details.put("missingRefCount", 0);
        details.putArray("missingReferences");
        return details;
    }

    /** Lines without a newline after the last. */
    static byte[] ndjson(List<ObjectNode> lines) {
        StringBuilder text = new StringBuilder();
        for (ObjectNode line : lines) {
            if (!text.isEmpty()) {
                text.append('\n');
            }
            text.append(Json.write(line));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String version(StoredConnector connector) {
        String pair = "[" + connector.version() + ",1]";
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    /** A damaged one leaves as an empty one, as it is shown. */
    private static JsonNode config(StoredConnector connector) {
        try {
            return Json.read(connector.config()) instanceof ObjectNode config
                    ? config
                    : Json.object();
        } catch (JacksonException e) {
            return Json.object();
        }
    }
}
