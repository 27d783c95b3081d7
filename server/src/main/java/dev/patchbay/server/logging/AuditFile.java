package dev.patchbay.server.logging;

import ch.qos.logback.classic.Level;

import dev.patchbay.engine.audit.AuditEvent;
import dev.patchbay.engine.audit.AuditLog;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.settings.AppenderSettings;
import dev.patchbay.server.settings.AppenderSettings.Layout;
import dev.patchbay.server.settings.AuditSettings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The audit log of {@code xpack.security.audit} (contract/actions-api.md, section 11.2): a line of
 * ECS JSON for each event, in a rolling file of the data directory unless an appender is set.
 * Thread-safe.
 */
public final class AuditFile implements AuditLog, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("plugins.security.audit");
    private static final String LOGGER = "plugins.security.audit.ecs";
    private static final int KEPT = 10;

    private final LineSink sink;
    private final Layout layout;
    private final LogLine line;
    private final List<AuditSettings.Filter> filters;
    private final Clock clock;

    private AuditFile(
            LineSink sink, Layout layout, List<AuditSettings.Filter> filters, Clock clock) {
        this.sink = sink;
        this.layout = layout;
        this.line = new LogLine(layout, ZoneId.systemDefault());
        this.filters = filters;
        this.clock = clock;
    }

    /**
     * Opens the log.
     *
     * @throws IOException when its file cannot be written
     */
    public static AuditFile open(AuditSettings settings, Path dataDirectory, Clock clock)
            throws IOException {
        AppenderSettings appender =
                settings.appender()
                        .orElseGet(() ->
                                new AppenderSettings.RollingFile(
                                        new Layout.Json(),
                                        dataDirectory.resolve("audit.log"),
                                        new AppenderSettings.Policy.TimeInterval(
                                                Duration.ofDays(1), true),
                                        KEPT,
                                        "-%i"));
        return new AuditFile(
                Sinks.open(appender, clock), appender.layout(), settings.ignoreFilters(), clock);
    }

    @Override
    public boolean enabled() {
        return true;
    }

    @Override
    public void write(AuditEvent event) {
        for (AuditSettings.Filter filter : filters) {
            if (ignores(filter, event)) {
                return;
            }
        }
        try {
            sink.write(text(event));
        } catch (IOException e) {
            LOG.error("the audit event {} is lost: {}", event.action(), e.toString());
        }
    }

    private String text(AuditEvent event) {
        long now = clock.now().toEpochMilli();
        return switch (layout) {
            case Layout.Pattern pattern ->
                    line.text(pattern, now, Level.INFO, LOGGER, event.message());
            case Layout.Json _ -> Json.write(json(event, now));
        };
    }

    private ObjectNode json(AuditEvent event, long now) {
        ObjectNode json = line.ecs(now, Level.INFO, LOGGER, event.message());
        ObjectNode what = json.putObject("event").put("action", event.action());
        what.putArray("category").add(event.category());
        event.type().ifPresent(type -> what.putArray("type").add(type));
        what.put("outcome", event.outcome());
        ObjectNode kibana = json.putObject("kibana");
        event.spaceId().ifPresent(space -> kibana.put("space_id", space));
        event.objectType()
                .ifPresent(type -> {
                    ObjectNode object = kibana.putObject("saved_object");
                    object.put("type", type);
                    event.objectId().ifPresent(id -> object.put("id", id));
                });
        event.username().ifPresent(name -> json.putObject("user").put("name", name));
        event.error()
                .ifPresent(error ->
                        json.putObject("error")
                                .put("code", error.code())
                                .put("message", error.message()));
        return json;
    }

    /**
     * Whether every list that the filter gives holds the event's value; a filter without a list
     * ignores nothing.
     */
    private static boolean ignores(AuditSettings.Filter filter, AuditEvent event) {
        boolean any =
                filter.actions().isPresent()
                        || filter.categories().isPresent()
                        || filter.types().isPresent()
                        || filter.outcomes().isPresent()
                        || filter.spaces().isPresent()
                        || filter.users().isPresent();
        return any
                && holds(filter.actions(), Optional.of(event.action()))
                && holds(filter.categories(), Optional.of(event.category()))
                && holds(filter.types(), event.type())
                && holds(filter.outcomes(), Optional.of(event.outcome()))
                && holds(filter.spaces(), event.spaceId())
                && holds(filter.users(), event.username());
    }

    private static boolean holds(Optional<List<String>> list, Optional<String> value) {
        return list.isEmpty() || value.filter(list.get()::contains).isPresent();
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }
}
