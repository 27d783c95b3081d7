package dev.patchbay.connectors.webhook.tines;

import dev.patchbay.connectors.shared.subaction.RemoteErrors;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.outcome.ErrorSource;
import dev.patchbay.sdk.outcome.Reason;

/** The reason phrase; without an answer the error as JavaScript prints it. */
final class TinesErrors implements RemoteErrors {

    private static final int TOO_MANY_REQUESTS = 429;

    @Override
    public String text(HttpReply reply) {
        return "API Error: " + reply.reasonPhrase();
    }

    /** The client library throws an error of its own only when it gives up itself. */
    @Override
    public String text(HttpFailure failure) {
        boolean own = failure.reason() == Reason.TIMEOUT || failure.reason() == Reason.TOO_LARGE;
        return (own ? "AxiosError: " : "Error: ") + failure.message();
    }

    @Override
    public ErrorSource source(int status) {
        return status == TOO_MANY_REQUESTS ? ErrorSource.USER : ErrorSource.FRAMEWORK;
    }
}
