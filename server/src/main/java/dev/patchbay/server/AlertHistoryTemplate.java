package dev.patchbay.server;

import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.elasticsearch.ElasticsearchTransport;
import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.http.HttpResult;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.transport.AttemptScope;
import dev.patchbay.sdk.transport.AttemptTransports;
import dev.patchbay.sdk.transport.Outbound;
import dev.patchbay.server.settings.ActionsSettings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The index template of the alert-history connector, made at start when it is missing; a failure is
 * only logged (contract/connectors-messaging-webhook.md, section 9.1).
 */
final class AlertHistoryTemplate {

    private static final Logger LOG = LoggerFactory.getLogger("plugins.actions");
    private static final String PATH = "/_index_template/kibana-alert-history-template";
    private static final String JSON = "application/json";
    private static final int NOT_FOUND = 404;

    private AlertHistoryTemplate() {}

    /** Begins to look after it; does not wait for the cluster. */
    static void begin(Outbound outbound) {
        Thread.ofVirtual().name("alert-history").start(() -> ensure(outbound));
    }

    /** Makes it when it is missing. */
    static void ensure(Outbound outbound) {
        AttemptScope scope =
                new AttemptScope(
                        new ConnectorIdentity(
                                ActionsSettings.ALERT_HISTORY_ID,
                                "Alert history Elasticsearch index",
                                ".index",
                                "default"),
                        new SecretValues(),
                        Cancellation.never());
        try (AttemptTransports transports = outbound.open(scope)) {
            failure(transports.elasticsearch())
                    .ifPresent(reason ->
                            LOG.error(
                                    "Could not initialize alert history index with mappings: {}.",
                                    reason));
        }
    }

    private static Optional<String> failure(ElasticsearchTransport cluster) {
        HttpResult found = cluster.send("GET", PATH, JSON, Optional.empty());
        if (ok(found)) {
            return Optional.empty();
        }
        if (!(found instanceof HttpReply reply) || reply.status() != NOT_FOUND) {
            return Optional.of("error checking existence of index template: " + text(found));
        }
        HttpResult made = cluster.send("PUT", PATH + "?create=true", JSON, Optional.of(template()));
        // Another node may have been faster.
        return ok(made) || ok(cluster.send("GET", PATH, JSON, Optional.empty()))
                ? Optional.empty()
                : Optional.of("error creating index template: " + text(made));
    }

    private static boolean ok(HttpResult result) {
        return result instanceof HttpReply reply && reply.ok();
    }

    private static String text(HttpResult result) {
        return switch (result) {
            case HttpFailure failure -> failure.message();
            case HttpReply reply -> {
                String reason = reply.data().path("error").path("reason").asString("");
                yield reason.isEmpty() ? reply.status() + " " + reply.reasonPhrase() : reason;
            }
        };
    }

    private static byte[] template() {
        try (InputStream in =
                AlertHistoryTemplate.class.getResourceAsStream("alert-history-template.json")) {
            if (in == null) {
                throw new IllegalStateException("alert-history-template.json is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
