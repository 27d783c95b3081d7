package dev.patchbay.connectors.shared;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Date texts as JavaScript's {@code Date.parse} reads them: the ISO form of ECMA-262 (section
 * 21.4.1.32), where a date alone is UTC and a time without a zone is local, then what browsers
 * accept beside it (RFC 2822, {@code Jan 2, 2026 3:04 PM}, {@code 1/2/2026}). Stateless.
 */
public final class JsDate {

    /** Farthest distance from the epoch that a JavaScript date holds, milliseconds. */
    private static final long FARTHEST = 8_640_000_000_000_000L;

    private static final Pattern ISO =
            Pattern.compile(
                    "(\\d{4}|[-+]\\d{6})(?:-(\\d\\d)(?:-(\\d\\d))?)?"
                            + "(?:[Tt](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d+))?)?"
                            + "([Zz]|[-+]\\d\\d:?\\d\\d)?)?");

    private JsDate() {}

    /** The time so many milliseconds after the epoch, when a JavaScript date can hold it. */
    public static Optional<Instant> ofMillis(long millis) {
        return millis >= -FARTHEST && millis <= FARTHEST
                ? Optional.of(Instant.ofEpochMilli(millis))
                : Optional.empty();
    }

    /**
     * Reads a date text.
     *
     * @param local the zone of texts that name none
     */
    public static Optional<Instant> parse(String text, ZoneId local) {
        String trimmed = text.strip();
        Matcher iso = ISO.matcher(trimmed);
        if (!iso.matches()) {
            return new LegacyDate(trimmed).parse(local);
        }
        return trimmed.startsWith("-000000") ? Optional.empty() : iso(iso, local);
    }

    private static Optional<Instant> iso(Matcher iso, ZoneId local) {
        int year = Integer.parseInt(iso.group(1));
        int month = number(iso.group(2), 1);
        int day = number(iso.group(3), 1);
        if (iso.group(4) == null) {
            return at(year, month, day, 0, 0, 0, 0).flatMap(time -> inZone(time, ZoneOffset.UTC));
        }
        int hour = number(iso.group(4), 0);
        int minute = number(iso.group(5), 0);
        int second = number(iso.group(6), 0);
        int millis = millis(iso.group(7) == null ? "" : iso.group(7));
        String zone = iso.group(8);
        return at(year, month, day, hour, minute, second, millis)
                .flatMap(time -> inZone(time, zone == null ? local : offset(zone)));
    }

    private static ZoneId offset(String zone) {
        if (zone.equalsIgnoreCase("z")) {
            return ZoneOffset.UTC;
        }
        String digits = zone.replace(":", "");
        return offset(
                digits.startsWith("-") ? -1 : 1,
                Integer.parseInt(digits.substring(1, 3)),
                Integer.parseInt(digits.substring(3)));
    }

    /** An offset, kept within what the platform knows. */
    static ZoneId offset(int sign, int hours, int minutes) {
        int total = Math.min(18 * 3600, hours * 3600 + minutes * 60);
        return ZoneOffset.ofTotalSeconds(sign * total);
    }

    /** The first three digits of a fraction of a second. */
    static int millis(String fraction) {
        return Integer.parseInt((fraction + "000").substring(0, 3));
    }

    /** A local time; days beyond the month run over into the next, 24:00 is the next midnight. */
    static Optional<LocalDateTime> at(
            int year, int month, int day, int hour, int minute, int second, int millis) {
        boolean midnight = hour == 24 && minute == 0 && second == 0 && millis == 0;
        if (month < 1
                || month > 12
                || day < 1
                || day > 31
                || (hour > 23 && !midnight)
                || minute > 59
                || second > 59) {
            return Optional.empty();
        }
        return Optional.of(
                LocalDateTime.of(year, month, 1, 0, minute, second, millis * 1_000_000)
                        .plusDays(day - 1L)
                        .plusHours(hour));
    }

    /** The time in a zone, when a JavaScript date can hold it. */
    static Optional<Instant> inZone(LocalDateTime time, ZoneId zone) {
        return ofMillis(time.atZone(zone).toInstant().toEpochMilli());
    }

    private static int number(String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }
}
