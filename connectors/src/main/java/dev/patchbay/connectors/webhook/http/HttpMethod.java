package dev.patchbay.connectors.webhook.http;

import dev.patchbay.sdk.outcome.Idempotency;

/** The methods, with what repeating one means (RFC 9110, sections 9.2.1 and 9.2.2). */
enum HttpMethod {
    GET(false, Idempotency.SAFE),
    POST(true, Idempotency.EFFECTFUL),
    PUT(true, Idempotency.REPEATABLE),
    PATCH(true, Idempotency.EFFECTFUL),
    DELETE(false, Idempotency.REPEATABLE);

    /** Whether the client library gives a body without a type the type of a form. */
    final boolean formByDefault;

    final Idempotency idempotency;

    HttpMethod(boolean formByDefault, Idempotency idempotency) {
        this.formByDefault = formByDefault;
        this.idempotency = idempotency;
    }
}
