package dev.patchbay.connectors.messaging.xmatters;

import dev.patchbay.connectors.shared.HttpFacts;
import dev.patchbay.connectors.shared.SecretUrls;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.http.BasicAuthentication;
import dev.patchbay.sdk.http.Bodies;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.outcome.WireRetry;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;

import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/** One start of a flow. */
final class XmattersTrigger {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;
    private static final String DEFAULT_SEVERITY = "High";

    private XmattersTrigger() {}

    static Outcome attempt(Invocation invocation) {
        Optional<HttpCall> call = call(invocation);
        if (call.isEmpty()) {
            return Failed.of(Reason.CONFIGURATION, XmattersTexts.FAILED)
                    .withServiceMessage(XmattersTexts.NO_URL);
        }
        ObjectNode payload = payload(invocation.params(XmattersParams.class));
        return switch (invocation.http().send(Bodies.json(call.get(), payload))) {
            case HttpFailure failure ->
                    HttpFacts.of(failure, XmattersTexts.FAILED)
                            .withServiceMessage(failure.message());
            case HttpReply reply ->
                    reply.ok() ? Outcome.ok(payload) : refused(reply, invocation.clock());
        };
    }

    private static Optional<HttpCall> call(Invocation invocation) {
        XmattersConfig config = invocation.config(XmattersConfig.class);
        XmattersSecrets secrets = invocation.secrets(XmattersSecrets.class);
        if (!config.usesBasic()) {
            return secrets.secretsUrl().map(url -> secretCall(invocation, url.reveal()));
        }
        String user = secrets.user().map(Secret::reveal).orElse("");
        String password = secrets.password().map(Secret::reveal).orElse("");
        String authorization = BasicAuthentication.header(user, password);
        invocation.secretValues().add(authorization.substring(authorization.indexOf(' ') + 1));
        return config.configUrl()
                .map(url -> HttpCall.of("POST", url).withHeader("Authorization", authorization));
    }

    /** The key in the URL comes back in parts, too. */
    private static HttpCall secretCall(Invocation invocation, String url) {
        SecretUrls.hide(url, invocation.secretValues());
        return HttpCall.of("POST", url);
    }

    private static ObjectNode payload(XmattersParams params) {
        ObjectNode payload = Json.object();
        params.alertActionGroupName().ifPresent(text -> payload.put("alertActionGroupName", text));
        params.signalId().ifPresent(text -> payload.put("signalId", text));
        params.ruleName().ifPresent(text -> payload.put("ruleName", text));
        params.date().ifPresent(text -> payload.put("date", text));
        payload.put("severity", params.severity().isEmpty() ? DEFAULT_SEVERITY : params.severity());
        params.spaceId().ifPresent(text -> payload.put("spaceId", text));
        params.tags().ifPresent(text -> payload.put("tags", text));
        return payload;
    }

    private static Failed refused(HttpReply reply, Clock clock) {
        int status = reply.status();
        return status == TOO_MANY_REQUESTS || status >= SERVER_ERRORS
                ? HttpFacts.of(reply, clock, XmattersTexts.later(status))
                        .withWireRetry(WireRetry.YES)
                : HttpFacts.of(reply, clock, XmattersTexts.unexpected(status));
    }
}
