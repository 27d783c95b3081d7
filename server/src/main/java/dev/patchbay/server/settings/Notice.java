package dev.patchbay.server.settings;

/**
 * A line about the settings that the log shows once logging is configured; never holds the value of
 * a secret setting.
 *
 * @param text one line; several for no one
 */
public record Notice(Level level, String text) {

    /** How loud. */
    public enum Level {
        /** A key that is ignored on purpose. */
        INFO,
        /** A key that still works and has a newer name. Logged at {@code warn}. */
        DEPRECATION,
        /** Something the operator should mend. */
        WARN
    }

    /** An info line. */
    public static Notice info(String text) {
        return new Notice(Level.INFO, text);
    }

    /** A deprecation line. */
    public static Notice deprecation(String text) {
        return new Notice(Level.DEPRECATION, text);
    }

    /** A warning. */
    public static Notice warn(String text) {
        return new Notice(Level.WARN, text);
    }
}
