package dev.patchbay.net;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import org.slf4j.LoggerFactory;

import java.util.List;

/** What the module's log says while a test runs. */
final class LogCapture implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger("plugins.actions");
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    LogCapture() {
        events.start();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(events);
    }

    List<String> texts(Level level) {
        return events.list.stream()
                .filter(event -> event.getLevel().equals(level))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(events);
        logger.setLevel(null);
    }
}
