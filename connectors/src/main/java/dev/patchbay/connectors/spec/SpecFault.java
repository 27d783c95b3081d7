package dev.patchbay.connectors.spec;

import dev.patchbay.sdk.schema.Path;

/** Ends the reading of a file; {@link SpecReader} turns it into a {@link SpecProblem}. */
final class SpecFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Path path;

    SpecFault(Path path, String text) {
        super(text, null, false, false);
        this.path = path;
    }

    Path path() {
        return path;
    }
}
