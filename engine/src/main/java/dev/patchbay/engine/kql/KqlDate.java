package dev.patchbay.engine.kql;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as a query writes it: the span that it means, because what is left out of a date is any
 * value of it.
 *
 * @param first of the span
 * @param end after the span
 */
public record KqlDate(Instant first, Instant end) {

    private static final Pattern RELATIVE = Pattern.compile("now(?:([+-]\\d{1,9})([smhdw]))?");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern MILLIS = Pattern.compile("\\d{11,15}");

    /**
     * Reads {@code now}, {@code now-1h}, ISO 8601 down to a year, or milliseconds since 1970.
     *
     * @param now of a relative time
     */
    public static Optional<KqlDate> parse(String text, Instant now) {
        try {
            Matcher relative = RELATIVE.matcher(text);
            if (relative.matches()) {
                return Optional.of(moment(relative(relative, now)));
            }
            if (YEAR.matcher(text).matches()) {
                LocalDate day = LocalDate.of(Integer.parseInt(text), 1, 1);
                return Optional.of(days(day, day.plusYears(1)));
            }
            if (MILLIS.matcher(text).matches()) {
                return Optional.of(moment(Instant.ofEpochMilli(Long.parseLong(text))));
            }
            return Optional.of(
                    switch (text.length()) {
                        case 7 -> {
                            LocalDate day = YearMonth.parse(text).atDay(1);
                            yield days(day, day.plusMonths(1));
                        }
                        case 10 -> days(LocalDate.parse(text), LocalDate.parse(text).plusDays(1));
                        default -> time(text);
                    });
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Instant relative(Matcher relative, Instant now) {
        if (relative.group(1) == null) {
            return now;
        }
        long count = Long.parseLong(relative.group(1));
        return now.plus(
                switch (relative.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    case "d" -> Duration.ofDays(count);
                    default -> Duration.ofDays(7 * count);
                });
    }

    /** UTC unless it says so. */
    private static KqlDate time(String text) {
        boolean zoned =
                text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
        Instant first =
                zoned
                        ? OffsetDateTime.parse(text).toInstant()
                        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        if (text.indexOf('.') >= 0) {
            return moment(first);
        }
        String clock = text.substring(text.indexOf('T') + 1).replaceAll("[Z+-].*", "");
        return new KqlDate(
                first,
                first.plus(1, clock.length() <= 5 ? ChronoUnit.MINUTES : ChronoUnit.SECONDS));
    }

    private static KqlDate days(LocalDate first, LocalDate end) {
        return new KqlDate(
                first.atStartOfDay().toInstant(ZoneOffset.UTC),
                end.atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    /** Times are kept in milliseconds. */
    private static KqlDate moment(Instant time) {
        Instant millis = time.truncatedTo(ChronoUnit.MILLIS);
        return new KqlDate(millis, millis.plusMillis(1));
    }

    /** Whether a time is within. */
    public boolean holds(Instant time) {
        return !time.isBefore(first) && time.isBefore(end);
    }

    /** Whether a time is below or above: a bound that is a span counts as a whole. */
    public boolean fits(Kql.Comparison comparison, Instant time) {
        return switch (comparison) {
            case LESS -> time.isBefore(first);
            case AT_MOST -> time.isBefore(end);
            case GREATER -> !time.isBefore(end);
            case AT_LEAST -> !time.isBefore(first);
        };
    }
}
