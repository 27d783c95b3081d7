package dev.patchbay.connectors.messaging.email;

import java.util.Optional;

/** Where mail goes; validated by {@link EmailSchemas#CONFIG}. */
record EmailConfig(
        String service,
        Optional<String> host,
        Optional<Double> port,
        Optional<Boolean> secure,
        String from,
        boolean hasAuth,
        Optional<String> tenantId,
        Optional<String> clientId,
        Optional<String> oauthTokenUrl,
        Optional<Boolean> allowHtml) {

    static final String OTHER = "other";
    static final String ELASTIC_CLOUD = "elastic_cloud";
    static final String EXCHANGE = "exchange_server";
    static final String SES = "ses";

    /** Sends nothing and answers what it would send. */
    static final String JSON = "__json";

    boolean html() {
        return allowHtml.orElse(false) && !service.equals(ELASTIC_CLOUD);
    }
}
