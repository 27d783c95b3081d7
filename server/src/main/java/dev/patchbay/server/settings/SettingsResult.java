package dev.patchbay.server.settings;

import java.util.List;

/** What reading the settings gave: a value either way, never an exception. */
public sealed interface SettingsResult {

    /**
     * The server can start.
     *
     * @param notices in the order in which they were found
     */
    record Loaded(Settings settings, List<Notice> notices) implements SettingsResult {
        public Loaded {
            notices = List.copyOf(notices);
        }
    }

    /**
     * The server must not start: log {@code Error: } and the message at {@code FATAL} and exit with
     * the code.
     *
     * @param exitCode {@link #INVALID} or {@link #UNKNOWN_ROOT}
     * @param message literal text of the contract
     */
    record Refused(int exitCode, String message) implements SettingsResult {

        /** A value that its schema or another setting forbids, or a file that cannot be read. */
        public static final int INVALID = 78;

        /** A root that no list knows. */
        public static final int UNKNOWN_ROOT = 64;

        static Refused invalid(String message) {
            return new Refused(INVALID, message);
        }
    }
}
