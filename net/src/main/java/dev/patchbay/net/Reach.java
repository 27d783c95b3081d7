package dev.patchbay.net;

import dev.patchbay.sdk.outcome.Reason;

import java.time.Duration;
import java.util.Optional;

/** What came of trying to reach a target without asking anything of it. */
public sealed interface Reach {

    /** Scheme, host and port; never a path or a credential. */
    String target();

    /**
     * A connection was made, and TLS agreed on where the target speaks it.
     *
     * @param proxy host and port of the proxy that it went through; a plain {@code http} target
     *     behind a proxy was not asked for further than that
     */
    record Reached(String target, Duration took, Optional<String> proxy) implements Reach {}

    /**
     * A mail server greeted, and TLS was agreed on as a message would have it.
     *
     * @param certificateChecked whether the settings make anything of its certificate
     * @param proxy host and port of the proxy that it went through
     */
    record Greeted(
            String target,
            Duration took,
            Encryption encryption,
            boolean certificateChecked,
            Optional<String> proxy)
            implements Reach {}

    /** How mail to a server is kept from readers on the way. */
    enum Encryption {
        /** TLS from the start. */
        IMPLICIT,
        /** TLS by {@code STARTTLS}. */
        STARTTLS,
        /** Not at all: the server does not offer it. */
        NOT_OFFERED,
        /** Not at all: the settings say so. */
        NOT_WANTED
    }

    /** It was not; the text is the one that an execution would show. */
    record Unreachable(String target, Reason reason, String text) implements Reach {}
}
