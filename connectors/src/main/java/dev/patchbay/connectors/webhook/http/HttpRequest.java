package dev.patchbay.connectors.webhook.http;

import dev.patchbay.connectors.shared.auth.AuthConfig;
import dev.patchbay.connectors.shared.auth.AuthSecrets;
import dev.patchbay.connectors.shared.auth.AuthType;
import dev.patchbay.connectors.shared.auth.AuthenticatedHttp;
import dev.patchbay.connectors.shared.auth.AuthenticatedHttp.Sent;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.http.Bodies;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpResult;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.Secret;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One request. */
final class HttpRequest {

    private HttpRequest() {}

    static Outcome attempt(Invocation invocation) {
        AuthConfig auth = invocation.config(AuthConfig.class);
        AuthSecrets secrets = invocation.secrets(AuthSecrets.class);
        HttpParams params = invocation.params(HttpParams.class);
        Optional<String> base = invocation.config(HttpConfig.class).url().or(params::url);
        if (base.isEmpty()) {
            return Failed.of(Reason.CONFIGURATION, HttpErrors.INVALID_RESPONSE)
                    .withServiceMessage(HttpErrors.NO_URL);
        }
        Map<String, String> query = HttpAddress.query(params, hidden(invocation, auth));
        HttpCall call =
                fetched(
                        HttpCall.of(
                                        params.method().name(),
                                        HttpAddress.of(base.get(), params.path(), query))
                                .withHeaders(
                                        AuthenticatedHttp.headers(invocation)
                                                .withAll(params.headers().orElseGet(Map::of))),
                        params);
        return switch (send(invocation, auth, secrets, params, withBody(call, params))) {
            case Sent.NoToken(Failed facts) ->
                    facts.withMessage(HttpErrors.REQUEST_FAILED)
                            .withServiceMessage(facts.message());
            case Sent.Done(HttpResult result) -> HttpAnswer.outcome(result, invocation.clock());
        };
    }

    private static Optional<Map<String, Secret>> hidden(Invocation invocation, AuthConfig auth) {
        return auth.hasAuth() && auth.authType().filter(AuthType.QUERY_PARAM::equals).isPresent()
                ? invocation.secrets(HttpSecrets.class).secretQueryParams()
                : Optional.empty();
    }

    /** An {@code Authorization} of the params is sent in place of a token. */
    private static Sent send(
            Invocation invocation,
            AuthConfig auth,
            AuthSecrets secrets,
            HttpParams params,
            HttpCall call) {
        boolean own =
                params.headers().orElseGet(Map::of).keySet().stream()
                        .anyMatch("Authorization"::equalsIgnoreCase);
        return own
                ? AuthenticatedHttp.sendAsItIs(invocation, auth, secrets, call)
                : AuthenticatedHttp.send(invocation, auth, secrets, call);
    }

    private static HttpCall withBody(HttpCall call, HttpParams params) {
        String body = params.body().orElse("");
        boolean untyped = call.headers().first("Content-Type").isEmpty();
        if (untyped && !params.method().formByDefault && !body.isEmpty()) {
            return call.withBody(body.getBytes(StandardCharsets.UTF_8));
        }
        return Bodies.text(call, body);
    }

    private static HttpCall fetched(HttpCall call, HttpParams params) {
        HttpCall result = call;
        if (params.timeout().isPresent()) {
            double millis = Math.min(Integer.MAX_VALUE, Math.ceil(params.timeout().get()));
            result = result.withTimeout(Duration.ofMillis((long) millis));
        }
        if (params.fetcher().isEmpty()) {
            return result;
        }
        HttpParams.Fetcher fetcher = params.fetcher().get();
        if (fetcher.skipSslVerification().orElse(false)) {
            result =
                    result.withTls(
                            new TlsOptions(
                                    Optional.of(VerificationMode.NONE),
                                    Optional.empty(),
                                    Optional.empty()));
        }
        return result.withRedirects(
                fetcher.followRedirects().orElse(true)
                        ? fetcher.maxRedirects().orElse(HttpCall.DEFAULT_REDIRECTS)
                        : 0);
    }
}
