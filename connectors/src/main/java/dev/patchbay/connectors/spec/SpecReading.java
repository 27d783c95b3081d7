package dev.patchbay.connectors.spec;

import dev.patchbay.sdk.connector.ConnectorType;

import java.util.List;

/** What came of reading a file. */
public sealed interface SpecReading {

    /** A type. */
    record Declared(ConnectorType type) implements SpecReading {}

    /** None, and why; at least one problem, in the order of the file. */
    record Refused(List<SpecProblem> problems) implements SpecReading {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
