package dev.patchbay.net;

import dev.patchbay.sdk.http.HttpTransport;
import dev.patchbay.sdk.mail.MailTransport;
import dev.patchbay.sdk.oauth.AccessTokens;
import dev.patchbay.sdk.transport.AttemptScope;
import dev.patchbay.sdk.transport.AttemptTransports;

/** The ways out of one attempt. Thread-safe. */
final class Attempt implements AttemptTransports {

    private final AttemptHttp http;
    private final AttemptMail mail;
    private final AccessTokens tokens;

    Attempt(AttemptHttp http, AttemptMail mail, AttemptScope scope, TokenFlights flights) {
        this.http = http;
        this.mail = mail;
        tokens = new ConnectorTokens(http, scope, flights);
    }

    @Override
    public HttpTransport http() {
        return http;
    }

    @Override
    public MailTransport mail() {
        return mail;
    }

    @Override
    public AccessTokens tokens() {
        return tokens;
    }

    @Override
    public long requestBytes() {
        return http.requestBytes() + mail.requestBytes();
    }

    @Override
    public boolean effectfulRequestSent() {
        return http.effectfulRequestSent() || mail.effectfulRequestSent();
    }

    @Override
    public void close() {
        http.close();
        mail.close();
    }
}
