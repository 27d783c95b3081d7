package dev.patchbay.server.http;

import dev.patchbay.engine.security.Authentication;

import java.util.List;

/** How one family of routes words what is refused before a handler runs. Stateless. */
public interface Dialect {

    /** 401, or 503 for {@link Authentication.Unavailable}; not called for a known caller. */
    Answer unauthenticated(Exchange exchange, Authentication refusal);

    /** 403 for {@code es-security-runas-user} (contract/security-and-spaces.md, D13). */
    Answer runAs(Exchange exchange, String otherUser);

    /**
     * No route for the path, or not for the method; {@code allowed} are the methods that the path
     * has.
     */
    Answer noRoute(Exchange exchange, List<String> allowed);

    /** A body that is not JSON. */
    Answer malformedBody();

    /** A body above the limit. */
    Answer tooLarge(long limit);

    /** A body of a type that is not read. */
    Answer unsupportedType(String type);

    /** Another site's page wants this ({@link CrossSite}). */
    Answer crossSite();

    /** Path, query or body do not fit their schema. */
    Answer invalid(String text);

    /** A failure that is not the client's, or 408 or 429: nothing of the cause is said. */
    Answer failure(int status);
}
