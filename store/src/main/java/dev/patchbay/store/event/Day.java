package dev.patchbay.store.event;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;

/**
 * A day in UTC, which is a partition.
 *
 * @param number days since 1970-01-01
 */
record Day(long number) implements Comparable<Day> {

    static final String PREFIX = "event_";

    private static final long MICROS = TimeUnit.DAYS.toMicros(1);

    /** The last day whose name has eight digits. */
    private static final long LAST = LocalDate.of(9999, 12, 31).toEpochDay();

    /** Microseconds since 1970, within the days that have a name. */
    static long micros(Instant time) {
        long seconds = Math.clamp(time.getEpochSecond(), 0, (LAST + 1) * 86_400 - 1);
        return TimeUnit.SECONDS.toMicros(seconds) + time.getNano() / 1_000;
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
    }

    static Day of(Instant time) {
        return ofMicros(micros(time));
    }

    static Day ofMicros(long micros) {
        return new Day(micros / MICROS);
    }

    /** By the name of its table. */
    static Day ofTable(String name) {
        String date = name.substring(PREFIX.length());
        return new Day(LocalDate.parse(date, DateTimeFormatter.BASIC_ISO_DATE).toEpochDay());
    }

    /** The name of its table or view. */
    String table() {
        return PREFIX + digits();
    }

    /** As {@code 20261124}. */
    String digits() {
        return LocalDate.ofEpochDay(number).format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    /** Its first microsecond. */
    long begin() {
        return number * MICROS;
    }

    /** The first microsecond after it. */
    long end() {
        return begin() + MICROS;
    }

    Day next() {
        return new Day(number + 1);
    }

    @Override
    public int compareTo(Day other) {
        return Long.compare(number, other.number);
    }
}
