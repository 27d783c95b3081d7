package dev.patchbay.connectors.shared.auth;

import dev.patchbay.connectors.shared.HttpFacts;
import dev.patchbay.connectors.shared.SortedJson;
import dev.patchbay.connectors.shared.auth.AuthenticatedHttp.Sent;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.http.HttpResult;
import dev.patchbay.sdk.oauth.AccessTokens;
import dev.patchbay.sdk.oauth.ClientCredentials;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.Secret;

import java.util.Optional;

/**
 * A request with a token of the client-credentials grant (contract/connectors-messaging-webhook.md,
 * section 1.7).
 */
record OAuthCall(Invocation invocation, AuthConfig config, AuthSecrets secrets) {

    private static final String REFUSED = "Unable to retrieve/refresh the access token: ";
    private static final String NONE = "Unable to retrieve new access token";
    private static final int UNAUTHORIZED = 401;

    /** One request; after a 401 one more, with a new token. */
    Sent send(HttpCall call) {
        Optional<ClientCredentials> grant = grant(call);
        if (grant.isEmpty()) {
            invocation.log().warn("Missing client id or client secret: no access token");
            return new Sent.NoToken(Failed.of(Reason.CONFIGURATION, NONE));
        }
        Sent first = once(call, grant.get());
        return first instanceof Sent.Done(HttpReply reply) && reply.status() == UNAUTHORIZED
                ? once(call, grant.get())
                : first;
    }

    private Sent once(HttpCall call, ClientCredentials grant) {
        return switch (invocation.tokens().clientCredentials(grant)) {
            case AccessTokens.Result.Token(Secret authorization) -> {
                HttpResult result =
                        invocation
                                .http()
                                .send(call.withHeader("Authorization", authorization.reveal()));
                if (result instanceof HttpReply reply
                        && reply.status() >= 400
                        && reply.status() < 500) {
                    invocation.tokens().discard();
                }
                yield new Sent.Done(result);
            }
            case AccessTokens.Result.Refused(HttpReply reply) -> new Sent.NoToken(refused(reply));
            case AccessTokens.Result.Unreachable(var failure) ->
                    new Sent.NoToken(
                            HttpFacts.of(failure, REFUSED + failure.message())
                                    .withEffect(Effect.NONE));
        };
    }

    /** The target has not been asked yet, so nothing was done there. */
    private Failed refused(HttpReply reply) {
        String detail = reply.status() == 200 ? NONE : REFUSED + SortedJson.text(reply.data());
        Failed facts = HttpFacts.of(reply, invocation.clock(), detail).withEffect(Effect.NONE);
        return facts.reason() == Reason.CLIENT_ERROR
                ? facts.withReason(Reason.AUTHENTICATION)
                : facts;
    }

    private Optional<ClientCredentials> grant(HttpCall call) {
        if (secrets.clientSecret().isEmpty() || config.clientId().isEmpty()) {
            return Optional.empty();
        }
        return config.accessTokenUrl()
                .map(url ->
                        new ClientCredentials(
                                url,
                                config.clientId().get(),
                                secrets.clientSecret().get(),
                                config.scope(),
                                AdditionalFields.form(config.additionalFields()),
                                call.tls()));
    }
}
