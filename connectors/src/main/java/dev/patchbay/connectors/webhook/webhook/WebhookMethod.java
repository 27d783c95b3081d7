package dev.patchbay.connectors.webhook.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.patchbay.sdk.outcome.Idempotency;

/** The methods, with what repeating one means (RFC 9110, sections 9.2.1 and 9.2.2). */
enum WebhookMethod {
    @JsonProperty("post")
    POST(true, Idempotency.EFFECTFUL),
    @JsonProperty("put")
    PUT(true, Idempotency.REPEATABLE),
    @JsonProperty("patch")
    PATCH(true, Idempotency.EFFECTFUL),
    @JsonProperty("get")
    GET(false, Idempotency.SAFE),
    @JsonProperty("delete")
    DELETE(false, Idempotency.REPEATABLE);

    final boolean hasBody;
    final Idempotency idempotency;

    WebhookMethod(boolean hasBody, Idempotency idempotency) {
        this.hasBody = hasBody;
        this.idempotency = idempotency;
    }
}
