package dev.patchbay.net;

import dev.patchbay.sdk.elasticsearch.ElasticsearchTransport;
import dev.patchbay.sdk.http.HttpTransport;
import dev.patchbay.sdk.mail.MailTransport;
import dev.patchbay.sdk.oauth.AccessTokens;
import dev.patchbay.sdk.transport.AttemptScope;
import dev.patchbay.sdk.transport.AttemptTransports;

import java.util.Optional;

/** The ways out of one attempt. Thread-safe. */
final class Attempt implements AttemptTransports {

    private final AttemptHttp http;
    private final AttemptMail mail;
    private final Optional<AttemptCluster> cluster;
    private final AccessTokens tokens;

    Attempt(
            AttemptHttp http,
            AttemptMail mail,
            Optional<AttemptCluster> cluster,
            AttemptScope scope,
            TokenFlights flights) {
        this.http = http;
        this.mail = mail;
        this.cluster = cluster;
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
    public ElasticsearchTransport elasticsearch() {
        return cluster.isPresent() ? cluster.get() : ElasticsearchTransport.NONE;
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
        return http.effectfulRequestSent()
                || mail.effectfulRequestSent()
                || cluster.filter(AttemptCluster::effectfulRequestSent).isPresent();
    }

    @Override
    public void close() {
        http.close();
        mail.close();
        cluster.ifPresent(AttemptCluster::close);
    }
}
