package dev.patchbay.engine.execution;

import dev.patchbay.sdk.elasticsearch.ElasticsearchTransport;
import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpTransport;
import dev.patchbay.sdk.mail.MailTransport;
import dev.patchbay.sdk.oauth.AccessTokens;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.transport.AttemptTransports;

import java.time.Instant;

/**
 * The ways out of an attempt whose effectful HTTP requests are signed; handshakes are not.
 * Thread-safe.
 *
 * @param deliveryId becomes {@code webhook-id}
 * @param secretValues of the attempt
 */
record SignedTransports(
        AttemptTransports inner,
        WebhookSignature signature,
        String deliveryId,
        SecretValues secretValues,
        Clock clock)
        implements AttemptTransports {

    private static final byte[] NO_BODY = {};

    @Override
    public HttpTransport http() {
        HttpTransport plain = inner.http();
        return call -> plain.send(call.handshake() ? call : signed(call));
    }

    private HttpCall signed(HttpCall call) {
        Instant now = clock.now();
        String value = signature.of(deliveryId, now, call.body().orElse(NO_BODY));
        // So that it stays behind when the target sends the request elsewhere.
        secretValues.add(value);
        Headers headers =
                call.headers()
                        .with(WebhookSignature.ID, deliveryId)
                        .with(WebhookSignature.TIMESTAMP, Long.toString(now.getEpochSecond()))
                        .with(WebhookSignature.SIGNATURE, value);
        return call.withHeaders(headers);
    }

    @Override
    public MailTransport mail() {
        return inner.mail();
    }

    @Override
    public AccessTokens tokens() {
        return inner.tokens();
    }

    @Override
    public ElasticsearchTransport elasticsearch() {
        return inner.elasticsearch();
    }

    @Override
    public long requestBytes() {
        return inner.requestBytes();
    }

    @Override
    public boolean effectfulRequestSent() {
        return inner.effectfulRequestSent();
    }

    @Override
    public void close() {
        inner.close();
    }
}
