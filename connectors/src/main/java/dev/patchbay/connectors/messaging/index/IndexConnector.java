package dev.patchbay.connectors.messaging.index;

import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.bool;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.openObject;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.License;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.connector.ParamsRendering;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.elasticsearch.AllowedIndices;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.schema.Refinement;
import dev.patchbay.sdk.schema.Schema;

import java.util.Optional;

/**
 * {@code .index}: indexes documents with the configured service account
 * (contract/connectors-messaging-webhook.md, section 9; contract README, decision 16).
 */
public final class IndexConnector {

    private static final String ALERT_HISTORY = "kibana-alert-history-";

    private static final Schema CONFIG =
            object(
                    member("index", string().described("Index", "Index, alias or data stream.")),
                    member(
                            "refresh",
                            bool().withDefault(false)
                                    .described(
                                            "Refresh", "Whether documents can be found at once.")),
                    member(
                            "executionTimeField",
                            string().nullByDefault()
                                    .described(
                                            "Time field",
                                            "Field of each document that is set to the time of"
                                                    + " the execution.")));

    private static final Schema PARAMS =
            object(
                    member(
                            "documents",
                            array(openObject()).described("Documents", "JSON objects to index.")),
                    member(
                            "indexOverride",
                            string().refined(
                                            Refinement.of(
                                                    value ->
                                                            value.asString()
                                                                    .startsWith(ALERT_HISTORY),
                                                    IndexTexts.OVERRIDE))
                                    .nullByDefault()
                                    .described(
                                            "Index override",
                                            "Of the alert-history connector: another"
                                                    + " `kibana-alert-history-` index.")));

    private IndexConnector() {}

    /** The declaration. */
    public static ConnectorType type(TypeContext context) {
        AllowedIndices allowed = context.allowedIndices();
        return ConnectorType.named(".index", "Index")
                .license(License.BASIC)
                .features("alerting", "uptime", "siem")
                .config(CONFIG, config -> refusal(allowed, config.path("index").asString()))
                .rendering(new ParamsRendering.Own(AlertHistory::rendered))
                .operations(
                        new Operations.Single(
                                new Operation(
                                        "index",
                                        Idempotency.EFFECTFUL,
                                        PARAMS,
                                        Check.NONE,
                                        new IndexDocuments(allowed)::attempt)));
    }

    private static Optional<String> refusal(AllowedIndices allowed, String index) {
        return allowed.allows(index)
                ? Optional.empty()
                : Optional.of(AllowedIndices.refusal(index));
    }
}
