package dev.patchbay.server.settings;

import java.util.List;
import java.util.Optional;

/**
 * {@code xpack.security.audit.*}.
 *
 * @param appender empty = a rolling JSON file {@code audit.log} in the data directory
 * @param ignoreFilters an event that one of them matches is dropped
 */
public record AuditSettings(
        boolean enabled, Optional<AppenderSettings> appender, List<Filter> ignoreFilters) {

    /**
     * Matches when every given list holds the event's value; one without any list matches nothing.
     */
    public record Filter(
            Optional<List<String>> actions,
            Optional<List<String>> categories,
            Optional<List<String>> types,
            Optional<List<String>> outcomes,
            Optional<List<String>> spaces,
            Optional<List<String>> users) {}
}
