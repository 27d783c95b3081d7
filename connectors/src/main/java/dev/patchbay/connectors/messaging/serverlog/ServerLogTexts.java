package dev.patchbay.connectors.messaging.serverlog;

import java.util.regex.Pattern;

/** What {@code .server-log} says (contract/connectors-messaging-webhook.md, section 10). */
final class ServerLogTexts {

    static final String NOT_LOGGED = "error logging message";

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f]");

    private ServerLogTexts() {}

    /** One line: control characters could forge further ones. */
    static String line(String message) {
        return "Server log: " + CONTROL.matcher(message).replaceAll(";");
    }
}
