package dev.patchbay.engine.execution;

import dev.patchbay.sdk.connector.ConnectorType;

/** Whether an attempt may be made at all. */
public sealed interface Admission {

    /** It may, with a connector of this type. */
    record Admitted(ConnectorType type) implements Admission {}

    /** It would stop here; never {@link ExecutionAnswer.Finished}. */
    record Stopped(ExecutionAnswer answer) implements Admission {}
}
