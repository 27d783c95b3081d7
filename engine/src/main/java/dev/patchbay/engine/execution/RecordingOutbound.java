package dev.patchbay.engine.execution;

import dev.patchbay.sdk.elasticsearch.ElasticsearchTransport;
import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.http.HttpResult;
import dev.patchbay.sdk.http.HttpTransport;
import dev.patchbay.sdk.mail.MailCall;
import dev.patchbay.sdk.mail.MailFailure;
import dev.patchbay.sdk.mail.MailResult;
import dev.patchbay.sdk.mail.MailStage;
import dev.patchbay.sdk.mail.MailTransport;
import dev.patchbay.sdk.oauth.AccessTokens;
import dev.patchbay.sdk.oauth.ClientCredentials;
import dev.patchbay.sdk.oauth.PasswordGrant;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.transport.AttemptScope;
import dev.patchbay.sdk.transport.AttemptTransports;
import dev.patchbay.sdk.transport.Outbound;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The ways out of one dry run. A handshake is answered with an empty object, a token with a
 * placeholder, the first effectful request with a failure, which ends the operation. Thread-safe.
 */
final class RecordingOutbound implements Outbound {

    private static final String TOKEN = "Bearer [access token]";
    private static final int MOST_REQUESTS = 20;

    /** Parts of the names of headers whose whole value is a secret. */
    private static final List<String> SECRET_NAMES =
            List.of("auth", "token", "secret", "key", "passw", "cookie", "signature", "session");

    /** One of the two. */
    private record Sent(Optional<HttpCall> http, Optional<MailCall> mail, AttemptScope scope) {}

    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    @Override
    public AttemptTransports open(AttemptScope scope) {
        return new Recording(scope);
    }

    /** What would have been sent, redacted by all secrets that came up. */
    List<DryRequest> requests() {
        return sent.stream().map(RecordingOutbound::shown).toList();
    }

    private static DryRequest shown(Sent sent) {
        Redactor redactor = new Redactor(sent.scope().secretValues().all());
        return sent.http()
                .map(call -> shown(call, redactor))
                .or(() -> sent.mail().map(call -> DryMail.shown(call, redactor)))
                .orElseThrow();
    }

    private static DryRequest shown(HttpCall call, Redactor redactor) {
        List<Headers.Field> headers =
                call.headers().fields().stream()
                        .map(field ->
                                new Headers.Field(
                                        redactor.redact(field.name()), shown(field, redactor)))
                        .toList();
        return new DryRequest(
                call.method(),
                redactor.redact(call.url()),
                new Headers(headers),
                call.body()
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .map(redactor::redact),
                call.handshake());
    }

    private static String shown(Headers.Field field, Redactor redactor) {
        if (field.value().equals(TOKEN)) {
            return TOKEN;
        }
        String name = field.name().toLowerCase(Locale.ROOT);
        return SECRET_NAMES.stream().anyMatch(name::contains)
                ? Redactor.REDACTED
                : redactor.redact(field.value());
    }

    private final class Recording implements AttemptTransports, AccessTokens {
        private final AttemptScope scope;

        private Recording(AttemptScope scope) {
            this.scope = scope;
        }

        @Override
        public HttpTransport http() {
            return this::send;
        }

        @Override
        public ElasticsearchTransport elasticsearch() {
            return (method, path, contentType, body) -> {
                HttpCall call =
                        HttpCall.of(method, "elasticsearch:" + path)
                                .withHeader("Content-Type", contentType);
                return send(body.isPresent() ? call.withBody(body.get()) : call);
            };
        }

        @Override
        public MailTransport mail() {
            return this::send;
        }

        private MailResult send(MailCall call) {
            if (sent.size() < MOST_REQUESTS) {
                sent.add(new Sent(Optional.empty(), Optional.of(call), scope));
            }
            return new MailFailure(
                    Reason.BLOCKED, Effect.NONE, MailStage.CONNECT, "a dry run sends nothing");
        }

        private HttpResult send(HttpCall call) {
            if (sent.size() < MOST_REQUESTS) {
                sent.add(new Sent(Optional.of(call), Optional.empty(), scope));
                if (call.handshake()) {
                    return new HttpReply(
                            200, "OK", Headers.EMPTY, "{}".getBytes(StandardCharsets.UTF_8));
                }
            }
            return new HttpFailure(
                    Reason.BLOCKED, Effect.NONE, Optional.empty(), "a dry run sends nothing");
        }

        @Override
        public AccessTokens tokens() {
            return this;
        }

        @Override
        public Result clientCredentials(ClientCredentials grant) {
            return new Result.Token(new Secret(TOKEN));
        }

        @Override
        public Result password(PasswordGrant grant) {
            return new Result.Token(new Secret(TOKEN));
        }

        @Override
        public void discard() {}

        @Override
        public long requestBytes() {
            return 0;
        }

        @Override
        public boolean effectfulRequestSent() {
            return false;
        }

        @Override
        public void close() {}
    }
}
