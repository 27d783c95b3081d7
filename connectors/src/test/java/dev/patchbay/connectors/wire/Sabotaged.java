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

    @Override
    public HttpTransport http() {
        return this::send;
    }

    private HttpResult send(HttpCall call) {
        HttpCall spoiled = sabotage.spoil(call);
        if (sabotage == Sabotage.SENT_TWICE) {
            made.set(true);
            HttpResult first = transports.http().send(call);
            transports.http().send(call);
            return first;
        }
        if (!same(call, spoiled)) {
            made.set(true);
        }
        return transports.http().send(spoiled);
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

    @Override
    public ElasticsearchTransport elasticsearch() {
        return transports.elasticsearch();
    }

    @Override
    public AccessTokens tokens() {
        return transports.tokens();
    }
}
