package dev.patchbay.server.connectors;

import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.number;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.engine.connector.KeyRotation;
import dev.patchbay.engine.connector.KeyRotation.Failed;
import dev.patchbay.engine.connector.KeyRotation.Result;
import dev.patchbay.engine.security.Authorizer;
import dev.patchbay.engine.security.Right;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schemas;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.Route;

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code POST /api/encrypted_saved_objects/_rotate_key} (contract/actions-api.md, section 14).
 * Answers when the rotation has finished. Thread-safe.
 */
public final class RotateKeyRoutes {

    /** Ours: which records failed, as {@code type/id}; the log says why. */
    static final String FAILED_HEADER = "x-patchbay-failed";

    /** More would outgrow what clients take as a header; the log has them all. */
    private static final int MOST_NAMED = 50;

    private static final Schema QUERY =
            object(
                    member(
                            "batch_size",
                            number(1.0, (double) KeyRotation.LARGEST_BATCH)
                                    .coerced(RotateKeyRoutes::numeric)
                                    .withDefault(KeyRotation.LARGEST_BATCH)),
                    member("type", string().optional()));

    private final KeyRotation rotation;
    private final Authorizer rights;

    private RotateKeyRoutes(KeyRotation rotation, Authorizer rights) {
        this.rotation = rotation;
        this.rights = rights;
    }

    /** The route. */
    public static List<Route> routes(KeyRotation rotation, Authorizer rights) {
        RotateKeyRoutes routes = new RotateKeyRoutes(rotation, rights);
        return List.of(
                Route.of(
                                "POST",
                                "/api/encrypted_saved_objects/_rotate_key",
                                Route.Access.PUBLIC,
                                "Rotate the encryption key",
                                routes::rotate)
                        .withQuery(QUERY));
    }

    private Answer rotate(Exchange exchange) {
        if (!rights.may(exchange.requireCaller(), Right.SUPERUSER, exchange.spaceId())) {
            return Answer.error(403, "Forbidden");
        }
        Optional<String> type =
                Optional.ofNullable(exchange.query().path("type").stringValue(null));
        int batchSize = (int) exchange.query().path("batch_size").doubleValue();
        return switch (rotation.rotate(batchSize, type)) {
            case Result.Finished finished -> answer(finished);
            case Result.InProgress _ ->
                    Answer.error(
                            429,
                            "Encryption key rotation is in progress already. Please wait until it"
                                    + " is completed and try again.");
            case Result.NoOldKeys _ ->
                    Answer.error(
                            400,
                            "Kibana is not configured to support encryption key rotation. Update"
                                + " `kibana.yml` to include"
                                + " `xpack.encryptedSavedObjects.keyRotation.decryptionOnlyKeys` to"
                                + " rotate your encryption keys.");
        };
    }

    private static Answer answer(Result.Finished finished) {
        Answer answer =
                Answer.json(
                        Json.object()
                                .put("total", finished.total())
                                .put("successful", finished.successful())
                                .put("failed", finished.failed().size()));
        return finished.failed().isEmpty()
                ? answer
                : answer.withHeader(FAILED_HEADER, names(finished.failed()));
    }

    private static String names(List<Failed> failed) {
        String named =
                failed.stream()
                        .limit(MOST_NAMED)
                        .map(one -> one.type() + "/" + encoded(one.id()))
                        .collect(Collectors.joining(", "));
        int more = failed.size() - MOST_NAMED;
        return more > 0 ? named + ", and " + more + " more" : named;
    }

    /** Ids of preconfigured connectors are free texts. */
    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    /** What is no number stays what it is, and is refused as such. */
    private static JsonNode numeric(JsonNode raw) {
        JsonNode number = Schemas.numberFromText(raw);
        return Double.isNaN(number.asDouble(Double.NaN)) ? raw : number;
    }
}
