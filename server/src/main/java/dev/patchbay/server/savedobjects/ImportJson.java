package dev.patchbay.server.savedobjects;

import dev.patchbay.engine.transfer.ImportError;
import dev.patchbay.engine.transfer.ImportResult.Done;
import dev.patchbay.engine.transfer.ImportResult.Imported;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.IsoTime;
import dev.patchbay.server.savedobjects.ImportLines.Unsupported;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** Writes the answer of an import (contract/actions-api.md, section 13.2). Stateless. */
final class ImportJson {

    private ImportJson() {}

    static ObjectNode of(Done done, List<Unsupported> unsupported, boolean copies) {
        ObjectNode answer = Json.object().put("successCount", done.imported().size());
        answer.put("success", done.errors().isEmpty() && unsupported.isEmpty());
        warnings(answer.putArray("warnings"), done);
        ArrayNode errors = Json.array();
        unsupported.forEach(other -> errors.add(unsupported(other)));
        done.errors().forEach(error -> errors.add(error(error)));
        if (!errors.isEmpty()) {
            answer.set("errors", errors);
        }
        ArrayNode results = Json.array();
        done.imported().forEach(imported -> results.add(imported(imported, copies)));
        if (!results.isEmpty()) {
            answer.set("successResults", results);
        }
        return answer;
    }

    private static ObjectNode imported(Imported imported, boolean copies) {
        ObjectNode result = object(imported.id(), imported.title());
        result.put("managed", false);
        imported.destinationId().ifPresent(id -> result.put("destinationId", id));
        if (imported.overwritten()) {
            result.put("overwrite", true);
        }
        if (copies) {
            result.put("createNewCopy", true);
        }
        return result;
    }

    private static ObjectNode object(String id, String name) {
        ObjectNode object = Json.object().put("type", SavedObjectJson.TYPE).put("id", id);
        object.putObject("meta").put("title", "Connector: [" + name + "]");
        return object;
    }

    private static ObjectNode error(ImportError failed) {
        ObjectNode object = object(failed.id(), failed.title());
        ObjectNode error = object.putObject("error");
        switch (failed) {
            case ImportError.Conflict conflict -> {
                error.put("type", "conflict");
                conflict.destinationId().ifPresent(id -> error.put("destinationId", id));
            }
            case ImportError.Ambiguous ambiguous -> {
                error.put("type", "ambiguous_conflict");
                ArrayNode destinations = error.putArray("destinations");
                ambiguous
                        .destinations()
                        .forEach(each ->
                                destinations
                                        .addObject()
                                        .put("id", each.id())
                                        .put("title", "Connector: [" + each.title() + "]")
                                        .put("updatedAt", IsoTime.text(each.updatedAt())));
            }
            case ImportError.Unfit unfit ->
                    error.put("type", "unknown")
                            .put("message", unfit.message())
                            .put("statusCode", 400);
        }
        return object;
    }

    private static ObjectNode unsupported(Unsupported other) {
        ObjectNode object = Json.object().put("type", other.type()).put("id", other.id());
        ObjectNode meta = object.putObject("meta");
        other.title().ifPresent(title -> meta.put("title", title));
        object.putObject("error").put("type", "unsupported_type");
        return object;
    }

    private static void warnings(ArrayNode warnings, Done done) {
        int missing = done.missingSecrets();
        if (missing > 0) {
            warn(
                    warnings,
                    missing == 1
                            ? "1 connector has sensitive information that require updates."
                            : missing
                                    + " connectors have sensitive information that require"
                                    + " updates.");
        }
        List<String> shadowed = done.preconfigured();
        if (shadowed.size() == 1) {
            warn(
                    warnings,
                    "Connector with ID ["
                            + shadowed.getFirst()
                            + "] conflicts with a preconfigured connector and was removed. The"
                            + " preconfigured connector will be used instead.");
        } else if (!shadowed.isEmpty()) {
            // The second blank is Kibana's.
            warn(
                    warnings,
                    "Connectors with IDs ["
                            + String.join(", ", shadowed)
                            + "] conflict with  preconfigured connectors and were removed. The"
                            + " preconfigured connectors will be used instead.");
        }
        List<String> invalid = done.invalid();
        if (!invalid.isEmpty()) {
            warn(
                    warnings,
                    (invalid.size() == 1
                                    ? "Connector with ID ["
                                            + invalid.getFirst()
                                            + "] has an invalid ID and was removed. "
                                    : "Connectors with IDs ["
                                            + String.join(", ", invalid)
                                            + "] have invalid IDs and were removed. ")
                            + "Connector IDs must contain only lowercase letters, numbers, and"
                            + " hyphens and be 36 characters or less.");
        }
    }

    private static void warn(ArrayNode warnings, String message) {
        warnings.addObject()
                .put("type", "action_required")
                .put("message", message)
                .put("actionPath", "/app/management/insightsAndAlerting/triggersActionsConnectors")
                .put("buttonLabel", "Go to connectors");
    }
}
