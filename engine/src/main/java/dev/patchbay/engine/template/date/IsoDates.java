package dev.patchbay.engine.template.date;

import org.jspecify.annotations.Nullable;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The standard forms: ISO 8601 as far as JavaScript takes it, and RFC 2822. */
final class IsoDates {

    /** What a standard form gave. */
    sealed interface Result {}

    /** A date. */
    record Date(DateFields fields) implements Result {}

    /** The form of a standard, but no such date. */
    record Refused() implements Result {}

    /** No standard form. */
    record OtherForm() implements Result {}

    private static final String TIME = "(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d+))?)?";
    private static final Pattern ISO =
            Pattern.compile(
                    "(\\d{4}|[+-]\\d{6})(?:-(\\d\\d)(?:-(\\d\\d))?)?"
                            + "(?:[Tt ]"
                            + TIME
                            + "([Zz]|[+-]\\d\\d:?\\d\\d)?)?");

    private static final Pattern RFC_2822 =
            Pattern.compile(
                    "(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\\s)?(\\d{1,2})\\s([A-Z][a-z][a-z])\\s"
                            + "(\\d{2,4})\\s(\\d\\d):(\\d\\d)(?::(\\d\\d))?\\s"
                            + "(UT|GMT|[ECMP][SD]T|[Zz]|[+-]\\d{4})");

    private static final List<String> DAYS =
            List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    private IsoDates() {}

    static Result parse(String text) {
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return iso(iso);
        }
        Matcher rfc = RFC_2822.matcher(text);
        if (rfc.matches()) {
            return rfc2822(text, rfc);
        }
        return new OtherForm();
    }

    private static Result iso(Matcher iso) {
        int year = Integer.parseInt(iso.group(1));
        int month = number(iso.group(2), 1);
        int day = number(iso.group(3), 1);
        OptionalInt time =
                DateFields.milliOfDay(
                        number(iso.group(4), 0),
                        number(iso.group(5), 0),
                        number(iso.group(6), 0),
                        milli(iso.group(7)));
        if (month < 1
                || month > 12
                || day < 1
                || day > YearMonth.of(year, month).lengthOfMonth()
                || time.isEmpty()
                || iso.group(1).equals("-000000")) {
            return new Refused();
        }
        OptionalInt offset = OptionalInt.empty();
        if (iso.group(8) != null) {
            offset = Zones.offset(iso.group(8));
            if (offset.isEmpty()) {
                return new Refused();
            }
        }
        return new Date(new DateFields(year, month, day, time.getAsInt(), offset));
    }

    private static Result rfc2822(String text, Matcher rfc) {
        return LegacyDates.parse(text)
                .filter(fields -> rfc.group(1) == null || isDay(rfc.group(1), fields))
                .<Result>map(Date::new)
                .orElseGet(Refused::new);
    }

    private static boolean isDay(String name, DateFields fields) {
        DayOfWeek day =
                LocalDate.of(fields.year(), fields.month(), 1)
                        .plusDays(fields.day() - 1L)
                        .getDayOfWeek();
        return DAYS.get(day.getValue() - 1).equals(name);
    }

    private static int number(@Nullable String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    private static int milli(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00").substring(0, 3));
    }
}
