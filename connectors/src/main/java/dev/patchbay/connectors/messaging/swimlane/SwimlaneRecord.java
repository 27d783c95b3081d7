package dev.patchbay.connectors.messaging.swimlane;

import dev.patchbay.connectors.messaging.swimlane.SwimlaneConfig.Field;
import dev.patchbay.connectors.messaging.swimlane.SwimlaneConfig.Mappings;
import dev.patchbay.connectors.messaging.swimlane.SwimlaneParams.Incident;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Schemas;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.util.Optional;

/** The body of a record. */
final class SwimlaneRecord {

    private static final String NUMERIC = "numeric";

    private SwimlaneRecord() {}

    static ObjectNode body(SwimlaneConfig config, Incident incident) {
        ObjectNode body = Json.object().put("applicationId", config.appId());
        incident.externalId().ifPresent(id -> body.put("id", id));
        ObjectNode values = body.putObject("values");
        Mappings fields = config.mappings();
        put(values, fields.ruleNameConfig(), incident.ruleName());
        put(values, fields.alertIdConfig(), incident.alertId());
        put(values, fields.caseIdConfig(), incident.caseId());
        put(values, fields.caseNameConfig(), incident.caseName());
        put(values, fields.severityConfig(), incident.severity());
        put(values, fields.descriptionConfig(), incident.description());
        return body;
    }

    private static void put(ObjectNode values, Optional<Field> field, Optional<String> value) {
        if (field.isPresent() && value.filter(text -> !text.isEmpty()).isPresent()) {
            values.set(
                    field.get().id(),
                    field.get().fieldType().equals(NUMERIC)
                            ? number(value.get())
                            : StringNode.valueOf(value.get()));
        }
    }

    /** As JavaScript reads it; what is no number is 0. */
    private static JsonNode number(String text) {
        JsonNode number = Schemas.numberFromText(StringNode.valueOf(text));
        return Double.isFinite(number.doubleValue()) ? number : IntNode.valueOf(0);
    }
}
