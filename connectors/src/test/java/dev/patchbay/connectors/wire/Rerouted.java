package dev.patchbay.connectors.wire;

import dev.patchbay.sdk.elasticsearch.ElasticsearchTransport;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpTransport;
import dev.patchbay.sdk.mail.MailTransport;
import dev.patchbay.sdk.oauth.AccessTokens;
import dev.patchbay.sdk.transport.Transports;

/**
 * Sends what goes to one origin to another one: for types that know their vendor's address.
 *
 * @param from such as {@code https://slack.com}; empty: nothing is sent elsewhere
 */
record Rerouted(Transports transports, String from, String to) implements Transports {

    @Override
    public HttpTransport http() {
        return call -> transports.http().send(rerouted(call));
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

    private HttpCall rerouted(HttpCall call) {
        return from.isEmpty() || !call.url().startsWith(from + "/")
                ? call
                : new HttpCall(
                        call.method(),
                        to + call.url().substring(from.length()),
                        call.headers(),
                        call.body(),
                        call.tls(),
                        call.timeout(),
                        call.redirects(),
                        call.handshake());
    }
}
