package dev.patchbay.connectors.webhook.d3security;

import dev.patchbay.connectors.shared.subaction.RemoteErrors;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;

/** Status and reason phrase; nothing of what the network says. */
final class D3SecurityErrors implements RemoteErrors {

    private static final int UNAUTHORIZED = 401;

    @Override
    public String text(HttpReply reply) {
        return reply.status() == UNAUTHORIZED
                ? "Unauthorized API Error"
                : "API Error: " + reply.status() + " - " + reply.reasonPhrase();
    }

    @Override
    public String text(HttpFailure failure) {
        return "Unknown API Error";
    }
}
