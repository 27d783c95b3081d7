package dev.patchbay.server.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code logging.*}; names of appenders that loggers use are always declared here.
 *
 * @param appenders by name; holds {@code default}
 * @param loggers in order
 */
public record LoggingSettings(
        Level rootLevel,
        List<String> rootAppenders,
        Map<String, AppenderSettings> appenders,
        List<NamedLogger> loggers) {

    /** Kibana's levels. */
    public enum Level {
        /** Everything. */
        ALL,
        /** Only what ends the server. */
        FATAL,
        /** And errors. */
        ERROR,
        /** And warnings. */
        WARN,
        /** And information. */
        INFO,
        /** And details. */
        DEBUG,
        /** And every step. */
        TRACE,
        /** Nothing. */
        OFF
    }

    /**
     * An entry of {@code logging.loggers}.
     *
     * @param name hierarchical, such as {@code plugins.actions}
     * @param level empty = inherited
     * @param appenders empty = inherited; else only these
     */
    public record NamedLogger(String name, Optional<Level> level, List<String> appenders) {}
}
