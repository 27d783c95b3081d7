package dev.patchbay.server.settings;

import java.nio.file.Path;
import java.time.Duration;

/** A log appender (contract/settings.md, section 7). */
public sealed interface AppenderSettings {

    /** What a line looks like. */
    Layout layout();

    /** Standard output. */
    record Console(Layout layout) implements AppenderSettings {}

    /** A file that only grows; {@code fileName} is absolute. */
    record File(Layout layout, Path fileName) implements AppenderSettings {}

    /**
     * A file that rolls over.
     *
     * @param fileName absolute
     * @param max files kept beside the current one
     * @param pattern inserted before the extension, holds {@code %i}
     */
    record RollingFile(Layout layout, Path fileName, Policy policy, int max, String pattern)
            implements AppenderSettings {}

    /** When a file rolls over. */
    sealed interface Policy {
        /** Beyond so many bytes. */
        record SizeLimit(long bytes) implements Policy {}

        /** After so long; modulated: at multiples of the interval. */
        record TimeInterval(Duration interval, boolean modulate) implements Policy {}
    }

    /** What a line looks like. */
    sealed interface Layout {
        /** ECS JSON. */
        record Json() implements Layout {}

        /** Kibana's conversion pattern. */
        record Pattern(String pattern, boolean highlight) implements Layout {

            /** Kibana's default. */
            public static final String DEFAULT = "[%date][%level][%logger] %message";
        }
    }
}
