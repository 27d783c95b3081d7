package dev.patchbay.server.logging;

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
            case Layout.Pattern pattern -> text(pattern, event);
        };
    }

    private String text(Layout.Pattern layoutOfText, ILoggingEvent event) {
        Matcher matcher = CONVERSION.matcher(layoutOfText.pattern());
        StringBuilder line = new StringBuilder();
        while (matcher.find()) {
            String value = converted(matcher.group(1), event);
            String shown =
                    layoutOfText.highlight() && matcher.group(1).equals("level")
                            ? coloured(event.getLevel().toInt(), value)
                            : value;
            matcher.appendReplacement(line, Matcher.quoteReplacement(shown));
        }
        matcher.appendTail(line);
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            line.append('\n').append(ThrowableProxyUtil.asString(thrown).stripTrailing());
        }
        return line.toString();
    }

    private String converted(String conversion, ILoggingEvent event) {
        return switch (conversion) {
            case "date" ->
                    ISO_WITH_ZONE.format(Instant.ofEpochMilli(event.getTimeStamp()).atZone(zone));
            case "level" -> String.format("%-5s", event.getLevel());
            case "logger" -> event.getLoggerName();
            case "message" -> event.getFormattedMessage();
            case "pid" -> Long.toString(PID);
            default -> "";
        };
    }

    private static String coloured(int level, String text) {
        int colour =
                level >= ch.qos.logback.classic.Level.ERROR_INT
                        ? 31
                        : level >= ch.qos.logback.classic.Level.WARN_INT
                                ? 33
                                : level >= ch.qos.logback.classic.Level.INFO_INT ? 34 : 32;
        return "\u001b[" + colour + "m" + text + "\u001b[39m";
    }

    private String json(ILoggingEvent event) {
        ObjectNode line = Json.object();
        line.putObject("ecs").put("version", "9.0.0");
        line.put(
                "@timestamp",
                ISO_WITH_ZONE.format(Instant.ofEpochMilli(event.getTimeStamp()).atZone(zone)));
        line.put("message", event.getFormattedMessage());
        line.putObject("log")
                .put("level", event.getLevel().toString())
                .put("logger", event.getLoggerName());
        line.putObject("process").put("pid", PID);
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
