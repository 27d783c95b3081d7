package dev.patchbay.server.connectors;

import dev.patchbay.engine.connector.ConnectorView;
import dev.patchbay.engine.connector.ListedConnector;
import dev.patchbay.engine.connector.PreconfiguredConnectors;
import dev.patchbay.engine.connector.StoredConnector;
import dev.patchbay.engine.secret.CanonicalJson;
import dev.patchbay.server.http.Answer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Writes the connector object (contract/actions-api.md, section 5). Stateless. */
final class ConnectorJson {

    private static final Logger LOG = LoggerFactory.getLogger("plugins.actions");
    private static final JsonFactory JSON = JsonFactory.builder().build();

    /** What a list of small connectors takes each, so that the buffer rarely grows. */
    private static final int USUAL_SIZE = 512;

    private ConnectorJson() {}

    /** The answer of a creation or update. */
    static Answer written(StoredConnector connector, boolean withAuthMode) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            common(json, new ConnectorView.Saved(connector));
            saved(json, connector);
            if (withAuthMode) {
                json.writeStringProperty("auth_mode", "shared");
            }
            json.writeEndObject();
        }
        return Answer.bytes(200, Answer.JSON, bytes.toByteArray());
    }

    /** One connector. */
    static Answer one(ConnectorView connector) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            read(json, connector);
            json.writeEndObject();
        }
        return Answer.bytes(200, Answer.JSON, bytes.toByteArray());
    }

    /** A list. */
    static Answer list(List<ListedConnector> connectors) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(USUAL_SIZE * (connectors.size() + 1));
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartArray();
            for (ListedConnector listed : connectors) {
                json.writeStartObject();
                read(json, listed.connector());
                json.writeNumberProperty("referenced_by_count", listed.references());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return Answer.bytes(200, Answer.JSON, bytes.toByteArray());
    }

    private static void read(JsonGenerator json, ConnectorView connector) {
        common(json, connector);
        switch (connector) {
            case ConnectorView.Saved(StoredConnector stored) -> saved(json, stored);
            case ConnectorView.Preconfigured(PreconfiguredConnectors.Entry entry) -> {
                if (entry.exposeConfig()) {
                    json.writeName("config");
                    json.writeRawValue(CanonicalJson.write(entry.config()));
                }
            }
            case ConnectorView.System _ -> {}
        }
        json.writeStringProperty("auth_mode", "shared");
    }

    private static void common(JsonGenerator json, ConnectorView connector) {
        json.writeStringProperty("id", connector.id());
        json.writeStringProperty("name", connector.name());
        json.writeStringProperty("connector_type_id", connector.typeId());
        json.writeBooleanProperty(
                "is_preconfigured", connector instanceof ConnectorView.Preconfigured);
        json.writeBooleanProperty("is_deprecated", connector.deprecated());
        json.writeBooleanProperty("is_system_action", connector instanceof ConnectorView.System);
        json.writeBooleanProperty("is_connector_type_deprecated", false);
    }

    private static void saved(JsonGenerator json, StoredConnector stored) {
        json.writeBooleanProperty("is_missing_secrets", stored.missingSecrets());
        json.writeName("config");
        json.writeRawValue(isObject(stored.config()) ? stored.config() : nothing(stored));
    }

    private static String nothing(StoredConnector stored) {
        LOG.warn(
                "the stored config of connector {} is damaged and shown empty; an update repairs"
                        + " it",
                stored.id());
        return "{}";
    }

    /** One damaged record must not break the list it stands in. */
    private static boolean isObject(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }
}
