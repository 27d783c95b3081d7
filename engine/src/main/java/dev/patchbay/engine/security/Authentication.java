package dev.patchbay.engine.security;

/** What came of checking credentials. The doors word the refusals in their dialects. */
public sealed interface Authentication {

    /** Known. */
    record Authenticated(Caller caller) implements Authentication {}

    /** No header, or a scheme that is not served. */
    record Missing() implements Authentication {}

    /** Basic with an unknown user, a wrong password or a disabled user: indistinguishable. */
    record RefusedUser(String username) implements Authentication {}

    /** A Basic header without a usable value; {@code reason} is Elasticsearch's text. */
    record MalformedBasic(String reason) implements Authentication {}

    /**
     * An API key that is malformed, unknown, wrong, invalidated, expired, or whose owner is
     * disabled or gone.
     */
    record RefusedKey() implements Authentication {}

    /** The database that could tell cannot be asked: 503. */
    record Unavailable() implements Authentication {}
}
