package dev.patchbay.sdk.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/**
 * A date in the three formats that a recipient must read (RFC 9110, section 5.6.7): IMF-fixdate,
 * and the obsolete ones of RFC 850 and of C's {@code asctime}. Stateless.
 */
final class HttpDate {

    /** {@code Sun Nov 6 08:49:37 1994}: a day of one digit is padded. */
    private static final DateTimeFormatter ASCTIME =
            new DateTimeFormatterBuilder()
                    .appendPattern("EEE MMM ppd HH:mm:ss uuuu")
                    .toFormatter(Locale.ENGLISH);

    /** A year of two digits that looks more than 50 years ahead is the last one that ends so. */
    private static final int FARTHEST_AHEAD = 50;

    private HttpDate() {}

    /** The time; empty when the text has none of the formats. */
    static Optional<Instant> parse(String text, Instant now) {
        String trimmed = text.strip();
        return fixdate(trimmed).or(() -> rfc850(trimmed, now)).or(() -> asctime(trimmed));
    }

    private static Optional<Instant> fixdate(String text) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@code Sunday, 06-Nov-94 08:49:37 GMT}. */
    private static Optional<Instant> rfc850(String text, Instant now) {
        int thisYear = Year.from(now.atOffset(ZoneOffset.UTC)).getValue();
        try {
            return Optional.of(
                    LocalDateTime.parse(text, rfc850(thisYear)).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter rfc850(int thisYear) {
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, thisYear + FARTHEST_AHEAD - 99)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH);
    }

    private static Optional<Instant> asctime(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, ASCTIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
