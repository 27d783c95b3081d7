package dev.patchbay.sdk.time;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Times as JavaScript's {@code toISOString} prints them: UTC, always three digits of milliseconds,
 * six digits and a sign for years that four digits do not hold (ECMA-262, section 21.4.1.32).
 */
public final class IsoTime {

    private static final DateTimeFormatter REST =
            DateTimeFormatter.ofPattern("-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private IsoTime() {}

    /** {@code 2026-01-01T00:00:00.000Z}; what is below a millisecond is cut off. */
    public static String text(Instant time) {
        int year = time.atZone(ZoneOffset.UTC).getYear();
        String form = year >= 0 && year <= 9999 ? "%04d" : "%+07d";
        return String.format(Locale.ROOT, form, year) + REST.format(time);
    }
}
