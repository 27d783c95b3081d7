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
import dev.patchbay.sdk.oauth.PasswordGrant;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.Secret;

import java.util.Optional;
import java.util.function.Supplier;

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
        Optional<Supplier<AccessTokens.Result>> grant =
                config.passwordGrant() ? password() : clientCredentials();
        if (grant.isEmpty()) {
            invocation.log().warn("Missing credentials of the client or the user: no access token");
            return new Sent.NoToken(Failed.of(Reason.CONFIGURATION, NONE));
        }
        Sent first = once(call, grant.get());
        return first instanceof Sent.Done(HttpReply reply) && reply.status() == UNAUTHORIZED
                ? once(call, grant.get())
                : first;
    }

    private Sent once(HttpCall call, Supplier<AccessTokens.Result> grant) {
        return switch (grant.get()) {
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

    private Optional<Supplier<AccessTokens.Result>> clientCredentials() {
        if (secrets.clientSecret().isEmpty()
                || config.clientId().isEmpty()
                || config.accessTokenUrl().isEmpty()) {
            return Optional.empty();
        }
        ClientCredentials grant =
                new ClientCredentials(
                        config.accessTokenUrl().get(),
                        config.clientId().get(),
                        secrets.clientSecret().get(),
                        config.scope(),
                        AdditionalFields.form(config.additionalFields()),
                        AuthenticatedHttp.tls(config, secrets));
        return Optional.of(() -> invocation.tokens().clientCredentials(grant));
    }

    private Optional<Supplier<AccessTokens.Result>> password() {
        if (secrets.user().isEmpty()
                || secrets.password().isEmpty()
                || config.accessTokenUrl().isEmpty()) {
            return Optional.empty();
        }
        PasswordGrant grant =
                new PasswordGrant(
                        config.accessTokenUrl().get(),
                        secrets.user().get(),
                        secrets.password().get(),
                        config.clientId(),
                        config.scope(),
                        AdditionalFields.form(config.additionalFields()),
                        AuthenticatedHttp.tls(config, secrets));
        return Optional.of(() -> invocation.tokens().password(grant));
    }
}
