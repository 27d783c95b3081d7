package dev.patchbay.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.settings.AppenderSettings;
import dev.patchbay.server.settings.LoggingSettings;
import dev.patchbay.server.settings.LoggingSettings.NamedLogger;

import java.io.IOException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts {@code logging.*} into force. Libraries stay at {@code warn} unless a logger of theirs is
 * named.
 */
public final class LoggingSetup {

    private static final List<String> LIBRARIES =
            List.of("org.eclipse.jetty", "org.flywaydb", "com.zaxxer.hikari", "org.apache.hc");

    /** Says one line for each bad {@code Host} header that anyone sends. */
    private static final String CHATTY = "org.eclipse.jetty.util.HostPort";

    private LoggingSetup() {}

    /**
     * Replaces what was configured before.
     *
     * @param context whose loggers are configured
     * @throws IOException when a log file cannot be written; what was configured before stays
     */
    public static void apply(LoggerContext context, LoggingSettings settings, Clock clock)
            throws IOException {
        Map<String, SinkAppender> appenders = new HashMap<>();
        ZoneId zone = ZoneId.systemDefault();
        for (Map.Entry<String, AppenderSettings> entry : settings.appenders().entrySet()) {
            AppenderSettings appender = entry.getValue();
            SinkAppender made =
                    new SinkAppender(
                            Sinks.open(appender, clock), new LogLine(appender.layout(), zone));
            made.setName(entry.getKey());
            made.setContext(context);
            appenders.put(entry.getKey(), made);
        }
        context.reset();
        appenders.values().forEach(SinkAppender::start);
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(level(settings.rootLevel()));
        attach(root, settings.rootAppenders(), appenders);
        for (String library : LIBRARIES) {
            context.getLogger(library).setLevel(atLeast(Level.WARN, root.getLevel()));
        }
        context.getLogger(CHATTY).setLevel(Level.ERROR);
        for (NamedLogger named : settings.loggers()) {
            Logger logger = context.getLogger(named.name());
            named.level().ifPresent(level -> logger.setLevel(level(level)));
            if (!named.appenders().isEmpty()) {
                logger.setAdditive(false);
                attach(logger, named.appenders(), appenders);
            }
        }
    }

    private static void attach(
            Logger logger, List<String> names, Map<String, SinkAppender> appenders) {
        for (String name : names) {
            SinkAppender appender = appenders.get(name);
            if (appender == null) {
                throw new IllegalArgumentException("no appender is called " + name);
            }
            logger.addAppender(appender);
        }
    }

    private static Level atLeast(Level least, Level other) {
        return other.isGreaterOrEqual(least) ? other : least;
    }

    /**
     * Nothing here logs {@code fatal}: it is said on the error output, so that level shows nothing
     * more.
     */
    private static Level level(LoggingSettings.Level level) {
        return switch (level) {
            case ALL -> Level.ALL;
            case TRACE -> Level.TRACE;
            case DEBUG -> Level.DEBUG;
            case INFO -> Level.INFO;
            case WARN -> Level.WARN;
            case ERROR -> Level.ERROR;
            case FATAL, OFF -> Level.OFF;
        };
    }
}
