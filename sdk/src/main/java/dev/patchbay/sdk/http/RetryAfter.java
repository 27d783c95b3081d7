package dev.patchbay.sdk.http;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code Retry-After} header: leading digits are seconds, otherwise an HTTP date in any of its
 * three formats (RFC 9110, sections 5.6.7 and 10.2.3; contract/connectors-messaging-webhook.md,
 * section 1.6).
 */
public final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("^\\s*(\\d{1,9})");

    private RetryAfter() {}

    /**
     * The time asked for, counted from {@code now}; empty when there is no header or it is neither
     * form.
     */
    public static Optional<Instant> of(Headers headers, Instant now) {
        return headers.first("Retry-After").flatMap(value -> parse(value, now));
    }

    private static Optional<Instant> parse(String value, Instant now) {
        Matcher seconds = SECONDS.matcher(value);
        if (seconds.find()) {
            return Optional.of(now.plusSeconds(Long.parseLong(seconds.group(1))));
        }
        return HttpDate.parse(value, now);
    }
}
