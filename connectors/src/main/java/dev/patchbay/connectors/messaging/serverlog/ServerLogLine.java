package dev.patchbay.connectors.messaging.serverlog;

import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;

import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** One line in the log. */
final class ServerLogLine {

    /** SLF4J has no such level: the line is an error with this mark. */
    private static final Marker FATAL = MarkerFactory.getMarker("FATAL");

    private ServerLogLine() {}

    static Outcome attempt(Invocation invocation) {
        ServerLogParams params = invocation.params(ServerLogParams.class);
        try {
            log(invocation.log(), params.level(), ServerLogTexts.line(params.message()));
            return Outcome.ok();
        } catch (RuntimeException e) {
            // A log that cannot be written is broken I/O of the operator's own making, and here the
            // target: it is answered like any other target's failure.
            return Failed.of(Reason.INTERNAL, ServerLogTexts.NOT_LOGGED)
                    .withServiceMessage(String.valueOf(e.getMessage()));
        }
    }

    private static void log(Logger log, ServerLogLevel level, String line) {
        switch (level) {
            case TRACE -> log.trace("{}", line);
            case DEBUG -> log.debug("{}", line);
            case INFO -> log.info("{}", line);
            case WARN -> log.warn("{}", line);
            case ERROR -> log.error("{}", line);
            case FATAL -> log.error(FATAL, "{}", line);
        }
    }
}
