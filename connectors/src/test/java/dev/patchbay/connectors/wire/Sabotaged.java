package dev.patchbay.connectors.wire;

import dev.patchbay.sdk.elasticsearch.ElasticsearchTransport;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpResult;
import dev.patchbay.sdk.http.HttpTransport;
import dev.patchbay.sdk.mail.MailTransport;
import dev.patchbay.sdk.oauth.AccessTokens;
import dev.patchbay.sdk.transport.Transports;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes one mistake in every request of a connector.
 *
 * @param made whether a request had a place for it
 */
record Sabotaged(Transports transports, Sabotage sabotage, AtomicBoolean made)
        implements Transports {

    private static final String CLUSTER = "http://cluster";

    @Override
    public HttpTransport http() {
        return this::send;
    }

    private HttpResult send(HttpCall call) {
        return send(call, transports.http());
    }

    private HttpResult send(HttpCall call, HttpTransport transport) {
        HttpCall spoiled = sabotage.spoil(call);
        if (sabotage == Sabotage.SENT_TWICE) {
            made.set(true);
            HttpResult first = transport.send(call);
            transport.send(call);
            return first;
        }
        if (!same(call, spoiled)) {
            made.set(true);
        }
        return transport.send(spoiled);
    }

    private static boolean same(HttpCall one, HttpCall other) {
        return one.method().equals(other.method())
                && one.url().equals(other.url())
                && one.headers().fields().equals(other.headers().fields())
                && Arrays.equals(one.body().orElse(new byte[0]), other.body().orElse(new byte[0]));
    }

    @Override
    public MailTransport mail() {
        return transports.mail();
    }

    /** A type says nothing of the service account, so it cannot be wrong about it. */
    @Override
    public ElasticsearchTransport elasticsearch() {
        ElasticsearchTransport cluster = transports.elasticsearch();
        return (method, path, contentType, body) -> {
            if (sabotage.aboutCredentials()) {
                return cluster.send(method, path, contentType, body);
            }
            HttpCall call =
                    HttpCall.of(method, CLUSTER + path).withHeader("Content-Type", contentType);
            return send(
                    body.map(call::withBody).orElse(call),
                    spoiled ->
                            cluster.send(
                                    spoiled.method(),
                                    spoiled.url().substring(CLUSTER.length()),
                                    spoiled.headers().first("Content-Type").orElse(""),
                                    spoiled.body()));
        };
    }

    @Override
    public AccessTokens tokens() {
        return transports.tokens();
    }
}
