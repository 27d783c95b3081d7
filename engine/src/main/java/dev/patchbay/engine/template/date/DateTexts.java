package dev.patchbay.engine.template.date;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Reads a date that both JavaScript's {@code new Date(text)} and moment accept, with moment's
 * meaning: a text without an offset is local time, also when it has no time. Thread-safe.
 */
public final class DateTexts {

    /** The greatest distance from 1970 that JavaScript has dates for, in milliseconds. */
    private static final long FARTHEST = 8_640_000_000_000_000L;

    private DateTexts() {}

    /** The instant; empty when either refuses the text. */
    public static Optional<Instant> parse(String text, ZoneId local) {
        Optional<DateFields> fields =
                switch (IsoDates.parse(text)) {
                    case IsoDates.Date(DateFields date) -> Optional.of(date);
                    case IsoDates.Refused _ -> Optional.empty();
                    case IsoDates.OtherForm _ -> LegacyDates.parse(text);
                };
        return fields.flatMap(date -> date.instant(local))
                .filter(instant -> Math.abs(instant.toEpochMilli()) <= FARTHEST);
    }
}
