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

    /** It was not; the text is the one that an execution would show. */
    record Unreachable(String target, Reason reason, String text) implements Reach {}
}
