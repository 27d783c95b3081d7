package dev.patchbay.connectors.webhook.webhook;

import dev.patchbay.connectors.shared.HttpFacts;
import dev.patchbay.connectors.shared.HttpTexts;
import dev.patchbay.connectors.shared.auth.AuthConfig;
import dev.patchbay.connectors.shared.auth.AuthSecrets;
import dev.patchbay.connectors.shared.auth.AuthenticatedHttp;
import dev.patchbay.connectors.shared.auth.AuthenticatedHttp.Sent;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.http.Bodies;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.http.HttpResult;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.time.Clock;

import tools.jackson.databind.node.StringNode;

import java.util.Optional;

/** One request. */
final class WebhookRequest {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private WebhookRequest() {}

    /**
     * The same for every attempt of a connector.
     *
     * @param call without headers and body
     */
    private record Prepared(
            HttpCall call, WebhookMethod method, AuthConfig auth, AuthSecrets secrets) {}

    private static Prepared prepared(Invocation invocation) {
        WebhookConfig config = invocation.config(WebhookConfig.class);
        AuthConfig auth = invocation.config(AuthConfig.class);
        AuthSecrets secrets = invocation.secrets(AuthSecrets.class);
        HttpCall call =
                HttpCall.of(config.method().name(), config.url())
                        .withTls(AuthenticatedHttp.tls(auth, secrets));
        return new Prepared(call, config.method(), auth, secrets);
    }

    static Outcome attempt(Invocation invocation) {
        Prepared prepared = invocation.derived(Prepared.class, () -> prepared(invocation));
        Optional<String> body =
                Optional.ofNullable(invocation.params().path("body").stringValue(null));
        HttpCall call = prepared.call().withHeaders(AuthenticatedHttp.headers(invocation));
        if (prepared.method().hasBody) {
            call = Bodies.text(call, body.orElse(""));
        }
        return switch (send(invocation, prepared, call)) {
            case Sent.NoToken(Failed facts) ->
                    facts.withMessage(WebhookTexts.REQUEST_FAILED)
                            .withServiceMessage(facts.message());
            case Sent.Done(HttpResult result) -> outcome(result, body, invocation.clock());
        };
    }

    private static Sent send(Invocation invocation, Prepared prepared, HttpCall call) {
        return prepared.auth().oauth()
                ? AuthenticatedHttp.send(invocation, prepared.auth(), prepared.secrets(), call)
                : new Sent.Done(invocation.http().send(call));
    }

    private static Outcome outcome(HttpResult result, Optional<String> body, Clock clock) {
        return switch (result) {
            case HttpFailure failure ->
                    HttpFacts.of(failure, WebhookTexts.REQUEST_FAILED)
                            .withServiceMessage(HttpTexts.failure(failure));
            case HttpReply reply -> reply.ok() ? sent(body) : refused(reply, clock);
        };
    }

    /** Kibana answers what was sent, not what came back. */
    private static Outcome sent(Optional<String> body) {
        return new Outcome.Ok(body.map(StringNode::valueOf));
    }

    private static Outcome refused(HttpReply reply, Clock clock) {
        boolean later = reply.status() == TOO_MANY_REQUESTS || reply.status() >= SERVER_ERRORS;
        Failed failed =
                later
                        ? HttpFacts.later(reply, clock, WebhookTexts.NOT_NOW)
                        : HttpFacts.of(reply, clock, WebhookTexts.INVALID_RESPONSE);
        return failed.withServiceMessage(HttpTexts.answer(reply));
    }
}
