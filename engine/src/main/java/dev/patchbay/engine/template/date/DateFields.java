package dev.patchbay.engine.template.date;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a date text says.
 *
 * @param day 1–31; a day that the month does not have counts into the next one
 * @param milliOfDay 0 to 86 400 000, which is the next midnight
 * @param offsetMinutes east of UTC; empty = local time
 */
record DateFields(int year, int month, int day, int milliOfDay, OptionalInt offsetMinutes) {

    Optional<Instant> instant(ZoneId local) {
        try {
            LocalDateTime time =
                    LocalDate.of(year, month, 1)
                            .plusDays(day - 1L)
                            .atStartOfDay()
                            .plusNanos(milliOfDay * 1_000_000L);
            return Optional.of(
                    offsetMinutes.isPresent()
                            ? time.toInstant(ZoneOffset.UTC)
                                    .minusSeconds(offsetMinutes.getAsInt() * 60L)
                            : time.atZone(local).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The milliseconds of a time of day; empty when it is none. Midnight may be 24:00. */
    static OptionalInt milliOfDay(int hour, int minute, int second, int milli) {
        boolean midnight = hour == 24 && minute == 0 && second == 0 && milli == 0;
        if ((hour > 23 && !midnight) || minute > 59 || second > 59) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(((hour * 60 + minute) * 60 + second) * 1000 + milli);
    }
}
