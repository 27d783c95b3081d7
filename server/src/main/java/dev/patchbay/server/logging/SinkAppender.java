package dev.patchbay.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

import java.io.IOException;

/**
 * Hands lines to a sink; one that cannot write is said once on Logback's own status list and tried
 * again.
 */
final class SinkAppender extends AppenderBase<ILoggingEvent> {

    private final LineSink sink;
    private final LogLine line;

    SinkAppender(LineSink sink, LogLine line) {
        this.sink = sink;
        this.line = line;
    }

    @Override
    protected void append(ILoggingEvent event) {
        try {
            sink.write(line.of(event));
        } catch (IOException e) {
            addError("a log line is lost", e);
        }
    }

    @Override
    public void stop() {
        super.stop();
        try {
            sink.close();
        } catch (IOException e) {
            addError("the log does not close", e);
        }
    }
}
