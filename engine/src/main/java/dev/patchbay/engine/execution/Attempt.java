package dev.patchbay.engine.execution;

import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.ErrorSource;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.transport.AttemptScope;
import dev.patchbay.sdk.transport.AttemptTransports;
import dev.patchbay.sdk.transport.Outbound;

import org.slf4j.Logger;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;

/** Runs a type's operation once and redacts what came of it. Stateless; thread-safe. */
final class Attempt {

    /**
     * What came of it.
     *
     * @param outcome redacted
     * @param requestBytes of sent request bodies
     */
    record Ran(Outcome outcome, long requestBytes) {}

    private final WebhookSigning signing;
    private final Clock clock;

    Attempt(WebhookSigning signing, Clock clock) {
        this.signing = signing;
        this.clock = clock;
    }

    /** Runs it; never throws for what a type or a target does. */
    Ran run(
            ConnectorType type,
            ConnectorIdentity identity,
            PreparedConnector connector,
            OperationChoice.Chosen chosen,
            ExecutionRequest request,
            Outbound outbound,
            Logger log) {
        SecretValues values = new SecretValues(connector.known());
        AttemptScope scope = new AttemptScope(identity, values, request.cancellation());
        try (AttemptTransports transports = signed(outbound.open(scope), scope, request)) {
            Invocation invocation =
                    new Invocation(
                            identity,
                            connector.config(),
                            connector.secrets(),
                            chosen.params(),
                            request.deliveryId(),
                            request.checkpoint(),
                            transports,
                            values,
                            clock,
                            log,
                            connector.bindings());
            Outcome outcome;
            try {
                outcome = asKibanaSays(type, chosen.operation(), invocation);
            } catch (RuntimeException | StackOverflowError e) {
                Redactor redactor = connector.redactor().with(values);
                log.error(
                        "the connector type {} failed in operation {}: {}",
                        type.id(),
                        chosen.operation().name(),
                        redactor.redact(stack(e)));
                outcome = thrown(e, transports.effectfulRequestSent());
            }
            return new Ran(
                    connector.redactor().with(values).redact(outcome), transports.requestBytes());
        }
    }

    private AttemptTransports signed(
            AttemptTransports plain, AttemptScope scope, ExecutionRequest request) {
        return request.deliveryId()
                .flatMap(id ->
                        signing.of(scope.connector())
                                .<AttemptTransports>map(signature ->
                                        new SignedTransports(
                                                plain, signature, id, scope.secretValues(), clock)))
                .orElse(plain);
    }

    private static Outcome asKibanaSays(
            ConnectorType type, Operation operation, Invocation invocation) {
        return switch (operation.function().attempt(invocation)) {
            // The framework of sub-actions makes an empty object of nothing.
            case Outcome.Ok ok ->
                    ok.data().isEmpty() && type.operations() instanceof Operations.SubActions
                            ? Outcome.ok(Json.object())
                            : ok;
            // Whatever a type returns is the user's fault; what it throws has its own source.
            case Failed failed ->
                    failed.source() == ErrorSource.USER || failed.message().equals(Failed.THROWN)
                            ? failed
                            : returned(failed);
        };
    }

    private static Failed returned(Failed failed) {
        return new Failed(
                failed.reason(),
                failed.message(),
                failed.serviceMessage(),
                failed.wireRetry(),
                ErrorSource.USER,
                failed.effect(),
                failed.retryAfter());
    }

    private static Failed thrown(Throwable bug, boolean sent) {
        String text =
                Optional.ofNullable(bug.getMessage()).orElseGet(() -> bug.getClass().getName());
        return Failed.thrown(Reason.INTERNAL, text, ErrorSource.FRAMEWORK)
                .withEffect(sent ? Effect.UNKNOWN : Effect.NONE);
    }

    /** As a text, because messages of exceptions may hold secrets. */
    private static String stack(Throwable bug) {
        StringWriter text = new StringWriter();
        bug.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
