package dev.patchbay.net;

import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.http.HttpTransport;
import dev.patchbay.sdk.oauth.AccessTokens;
import dev.patchbay.sdk.oauth.ClientCredentials;
import dev.patchbay.sdk.oauth.PasswordGrant;
import dev.patchbay.sdk.oauth.TokenStore.StoredToken;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.transport.AttemptScope;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Optional;

/**
 * The access tokens of one connector, for one attempt (contract/connectors-messaging-webhook.md,
 * section 1.7). The token call goes out like any other: allow-list, guard, proxy, TLS. Thread-safe.
 */
final class ConnectorTokens implements AccessTokens {

    private static final long DEFAULT_SECONDS = 3600;

    /** Longer than any token lives; keeps times in range. */
    private static final long LONGEST_SECONDS = 10L * 365 * 24 * 3600;

    private final HttpTransport http;
    private final AttemptScope scope;
    private final TokenFlights flights;

    ConnectorTokens(HttpTransport http, AttemptScope scope, TokenFlights flights) {
        this.http = http;
        this.scope = scope;
        this.flights = flights;
    }

    @Override
    public Result clientCredentials(ClientCredentials grant) {
        return valid(TokenRequest.of(grant));
    }

    @Override
    public Result password(PasswordGrant grant) {
        return valid(TokenRequest.of(grant));
    }

    private Result valid(TokenRequest grant) {
        String connector = scope.connector().id();
        String fingerprint = grant.fingerprint();
        while (true) {
            Optional<StoredToken> stored = flights.valid(connector);
            if (stored.isPresent()) {
                return token(stored.get().authorization());
            }
            Optional<Result> result =
                    flights.single(
                            connector,
                            fingerprint,
                            scope.cancellation()::cancelled,
                            () -> fetch(grant));
            if (result.isPresent()) {
                return result.get() instanceof Result.Token token
                        ? token(token.authorization())
                        : result.get();
            }
            if (scope.cancellation().cancelled()) {
                return new Result.Unreachable(NodeErrors.cancelled(Effect.NONE));
            }
        }
    }

    @Override
    public void discard() {
        flights.remove(scope.connector().id());
    }

    /** Empty when it ended because this attempt was given up: those who wait ask themselves. */
    private Optional<Result> fetch(TokenRequest grant) {
        Optional<StoredToken> stored = flights.valid(scope.connector().id());
        if (stored.isPresent()) {
            return Optional.of(new Result.Token(stored.get().authorization()));
        }
        Instant asked = flights.now();
        return switch (http.send(grant.call())) {
            case HttpReply reply -> Optional.of(granted(reply, asked));
            case HttpFailure failure ->
                    scope.cancellation().cancelled()
                            ? Optional.empty()
                            : Optional.of(new Result.Unreachable(failure));
        };
    }

    private Result granted(HttpReply reply, Instant asked) {
        Optional<JsonNode> body = reply.status() == 200 ? reply.json() : Optional.empty();
        Optional<String> token = body.flatMap(json -> text(json, "access_token"));
        if (token.isEmpty()) {
            return new Result.Refused(reply);
        }
        String type = body.flatMap(json -> text(json, "token_type")).orElse("Bearer");
        long seconds = body.map(json -> seconds(json.path("expires_in"))).orElse(DEFAULT_SECONDS);
        scope.secretValues().add(token.get());
        Secret authorization = new Secret(type + " " + token.get());
        flights.put(
                scope.connector().id(),
                new StoredToken(authorization, asked, Optional.of(asked.plusSeconds(seconds))));
        return new Result.Token(authorization);
    }

    private Result token(Secret authorization) {
        String value = authorization.reveal();
        scope.secretValues().add(value);
        scope.secretValues().add(value.substring(value.indexOf(' ') + 1));
        return new Result.Token(authorization);
    }

    private static Optional<String> text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isString() && !value.stringValue().isEmpty()
                ? Optional.of(value.stringValue())
                : Optional.empty();
    }

    /** A number, also as a text, as some endpoints send it. */
    private static long seconds(JsonNode value) {
        String text = value.isNumber() || value.isString() ? value.asString() : "";
        try {
            return Math.clamp((long) Double.parseDouble(text), 0, LONGEST_SECONDS);
        } catch (NumberFormatException e) {
            return DEFAULT_SECONDS;
        }
    }
}
