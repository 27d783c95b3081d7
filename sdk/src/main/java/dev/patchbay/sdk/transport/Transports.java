package dev.patchbay.sdk.transport;

import dev.patchbay.sdk.elasticsearch.ElasticsearchTransport;
import dev.patchbay.sdk.http.HttpTransport;
import dev.patchbay.sdk.mail.MailTransport;
import dev.patchbay.sdk.oauth.AccessTokens;

/** What a connector may reach the world with during one attempt. Thread-safe. */
public interface Transports {

    /** HTTP. */
    HttpTransport http();

    /** Mail over SMTP. */
    MailTransport mail();

    /** OAuth 2 access tokens of this connector. */
    AccessTokens tokens();

    /** The configured Elasticsearch or OpenSearch cluster; without one every request fails. */
    default ElasticsearchTransport elasticsearch() {
        return ElasticsearchTransport.NONE;
    }
}
