package dev.patchbay.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.settings.AppenderSettings.Layout;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes one line of an event: Kibana's conversion pattern, or ECS JSON. Immutable. */
final class LogLine {

    private static final DateTimeFormatter ISO_WITH_ZONE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    private static final Pattern CONVERSION =
            Pattern.compile("%(date|level|logger|message|meta|pid|error)(\\{[^}]*})?");
    private static final long PID = ProcessHandle.current().pid();

    private final Layout layout;
    private final ZoneId zone;

    LogLine(Layout layout, ZoneId zone) {
        this.layout = layout;
        this.zone = zone;
    }

    String of(ILoggingEvent event) {
        return switch (layout) {
            case Layout.Json _ -> json(event);
            case Layout.Pattern pattern -> {
                String line =
                        text(
                                pattern,
                                event.getTimeStamp(),
                                event.getLevel(),
                                event.getLoggerName(),
                                event.getFormattedMessage());
                IThrowableProxy thrown = event.getThrowableProxy();
                yield thrown == null
                        ? line
                        : line + '\n' + ThrowableProxyUtil.asString(thrown).stripTrailing();
            }
        };
    }

    /** The conversion pattern filled in. */
    String text(Layout.Pattern pattern, long millis, Level level, String logger, String message) {
        Matcher matcher = CONVERSION.matcher(pattern.pattern());
        StringBuilder line = new StringBuilder();
        while (matcher.find()) {
            String padded = String.format("%-5s", level);
            String value =
                    switch (matcher.group(1)) {
                        case "date" -> time(millis);
                        case "level" -> pattern.highlight() ? coloured(level, padded) : padded;
                        case "logger" -> logger;
                        case "message" -> message;
                        case "pid" -> Long.toString(PID);
                        default -> "";
                    };
            matcher.appendReplacement(line, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(line).toString();
    }

    /** What every ECS line holds, to be added to. */
    ObjectNode ecs(long millis, Level level, String logger, String message) {
        ObjectNode line = Json.object();
        line.putObject("ecs").put("version", "9.0.0");
        line.put("@timestamp", time(millis));
        line.put("message", message);
        line.putObject("log").put("level", level.toString()).put("logger", logger);
        line.putObject("process").put("pid", PID);
        return line;
    }

    private String time(long millis) {
        return ISO_WITH_ZONE.format(Instant.ofEpochMilli(millis).atZone(zone));
    }

    private static String coloured(Level level, String text) {
        int colour =
                switch (level.toInt()) {
                    case Level.ERROR_INT -> 31;
                    case Level.WARN_INT -> 33;
                    case Level.INFO_INT -> 34;
                    default -> 32;
                };
        return "\u001b[" + colour + "m" + text + "\u001b[39m";
    }

    private String json(ILoggingEvent event) {
        ObjectNode line =
                ecs(
                        event.getTimeStamp(),
                        event.getLevel(),
                        event.getLoggerName(),
                        event.getFormattedMessage());
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            line.putObject("error")
                    .put("message", String.valueOf(thrown.getMessage()))
                    .put("type", thrown.getClassName())
                    .put("stack_trace", ThrowableProxyUtil.asString(thrown));
        }
        return Json.write(line);
    }
}
