package dev.patchbay.connectors.shared.subaction;

import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.outcome.ErrorSource;

/** What a type says of an error, after {@code Status code: <status>. Message: }. Pure. */
public interface RemoteErrors {

    /** Of an answer that is no 2xx. */
    String text(HttpReply reply);

    /** Of none; the status is then {@code undefined}. */
    String text(HttpFailure failure);

    /** Whom Kibana blames for a status; the framework unless a type says otherwise. */
    default ErrorSource source(int status) {
        return ErrorSource.FRAMEWORK;
    }
}
