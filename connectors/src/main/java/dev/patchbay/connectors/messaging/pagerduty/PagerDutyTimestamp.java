package dev.patchbay.connectors.messaging.pagerduty;

import dev.patchbay.connectors.shared.JsDate;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The {@code timestamp} param: blank is none; a canonical integer is epoch milliseconds; anything
 * else is a date text as JavaScript reads it, without a zone in the server's own.
 */
final class PagerDutyTimestamp {

    private PagerDutyTimestamp() {}

    /** Whether it is blank or can be read. */
    static boolean valid(String timestamp) {
        return timestamp.isBlank() || read(timestamp).isPresent();
    }

    static Optional<Instant> read(String timestamp) {
        String text = timestamp.strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.matches("0|-?[1-9]\\d{0,15}")) {
            return JsDate.ofMillis(Long.parseLong(text));
        }
        return JsDate.parse(text, ZoneId.systemDefault());
    }
}
