package dev.patchbay.sdk.oauth;

import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.secret.Secret;

/**
 * The tokens of one connector: cached, renewed min(30 s, 10 % of their life) before they expire,
 * single flight (contract/ connectors-messaging-webhook.md, section 1.7). A call here is a
 * handshake. Thread-safe.
 */
public interface AccessTokens {

    /** A valid token for the client-credentials grant, from the cache or fetched. */
    Result clientCredentials(ClientCredentials grant);

    /** A valid token for the password grant, from the cache or fetched. */
    Result password(PasswordGrant grant);

    /** Forgets every token of the connector; to be called after an answer of 400–499. */
    void discard();

    /** What came of asking for a token. */
    sealed interface Result {

        /** The value of the {@code Authorization} header: token type, blank, token. */
        record Token(Secret authorization) implements Result {}

        /** The endpoint answered something else than 200, or 200 without a token. */
        record Refused(HttpReply reply) implements Result {}

        /** The endpoint gave no answer, or the call was not allowed. */
        record Unreachable(HttpFailure failure) implements Result {}
    }
}
