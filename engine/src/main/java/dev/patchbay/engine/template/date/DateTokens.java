package dev.patchbay.engine.template.date;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.WeekFields;
import java.util.Locale;

/** The values of moment's format tokens for one date. Immutable. */
final class DateTokens {

    /** Weeks of moment's locale {@code en}: from Sunday, the first has January 1. */
    private static final WeekFields WEEK = WeekFields.of(DayOfWeek.SUNDAY, 1);

    private static final int MILLIS = 1_000_000;

    private final ZonedDateTime date;

    DateTokens(ZonedDateTime date) {
        this.date = date;
    }

    /** The value; the token itself when it is none. */
    String value(String token) {
        return switch (token.charAt(0)) {
            case 'Y', 'y', 'N', 'g', 'G' -> year(token);
            case 'M', 'D', 'Q', 'd', 'e', 'E', 'w', 'W' -> day(token);
            case 'H', 'h', 'k', 'm', 's', 'S', 'a', 'A' -> time(token);
            default -> zone(token);
        };
    }

    private String year(String token) {
        int year = date.getYear();
        int weekYear = date.get(WEEK.weekBasedYear());
        int isoWeekYear = date.get(IsoFields.WEEK_BASED_YEAR);
        int eraYear = year > 0 ? year : 1 - year;
        return switch (token) {
            case "Y" -> year <= 9999 ? padded(year, 4) : "+" + year;
            case "YY" -> padded(year % 100, 2);
            case "YYYY", "YYYYY" -> padded(year, token.length());
            case "YYYYYY" -> (year < 0 ? "-" : "+") + padded(Math.abs((long) year), 6);
            case "y", "yy", "yyy", "yyyy" -> padded(eraYear, token.length());
            case "yo" -> ordinal(eraYear);
            case "N", "NN", "NNN", "NNNNN" -> year > 0 ? "AD" : "BC";
            case "NNNN" -> year > 0 ? "Anno Domini" : "Before Christ";
            case "gg" -> padded(weekYear % 100, 2);
            case "gggg", "ggggg" -> padded(weekYear, token.length());
            case "GG" -> padded(isoWeekYear % 100, 2);
            case "GGGG", "GGGGG" -> padded(isoWeekYear, token.length());
            default -> token;
        };
    }

    private String day(String token) {
        Month month = date.getMonth();
        DayOfWeek weekday = date.getDayOfWeek();
        int quarter = (month.getValue() + 2) / 3;
        int sunday0 = weekday.getValue() % 7;
        int week = date.get(WEEK.weekOfWeekBasedYear());
        int isoWeek = date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        return switch (token) {
            case "M", "MM" -> padded(month.getValue(), token.length());
            case "Mo" -> ordinal(month.getValue());
            case "MMM" -> month.getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
            case "MMMM" -> month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case "D", "DD" -> padded(date.getDayOfMonth(), token.length());
            case "Do" -> ordinal(date.getDayOfMonth());
            case "DDD" -> String.valueOf(date.getDayOfYear());
            case "DDDD" -> padded(date.getDayOfYear(), 3);
            case "DDDo" -> ordinal(date.getDayOfYear());
            case "Q" -> String.valueOf(quarter);
            case "Qo" -> ordinal(quarter);
            case "d", "e" -> String.valueOf(sunday0);
            case "do" -> ordinal(sunday0);
            case "dd", "ddd" -> dayName(weekday).substring(0, token.length());
            case "dddd" -> dayName(weekday);
            case "E" -> String.valueOf(weekday.getValue());
            case "w", "ww" -> padded(week, token.length());
            case "wo" -> ordinal(week);
            case "W", "WW" -> padded(isoWeek, token.length());
            case "Wo" -> ordinal(isoWeek);
            default -> token;
        };
    }

    private String time(String token) {
        int hour = date.getHour();
        int hour12 = hour % 12 == 0 ? 12 : hour % 12;
        String minute = padded(date.getMinute(), 2);
        String second = padded(date.getSecond(), 2);
        return switch (token) {
            case "H", "HH" -> padded(hour, token.length());
            case "h", "hh" -> padded(hour12, token.length());
            case "k", "kk" -> padded(hour == 0 ? 24 : hour, token.length());
            case "m", "mm" -> padded(date.getMinute(), token.length());
            case "s", "ss" -> padded(date.getSecond(), token.length());
            case "hmm" -> hour12 + minute;
            case "hmmss" -> hour12 + minute + second;
            case "Hmm" -> hour + minute;
            case "Hmmss" -> hour + minute + second;
            case "a" -> hour < 12 ? "am" : "pm";
            case "A" -> hour < 12 ? "AM" : "PM";
            default -> fraction(token.length());
        };
    }

    private String zone(String token) {
        int minutes = date.getOffset().getTotalSeconds() / 60;
        String sign = minutes < 0 ? "-" : "+";
        String hours = sign + padded(Math.abs(minutes) / 60, 2);
        String rest = padded(Math.abs(minutes) % 60, 2);
        return switch (token) {
            case "Z" -> hours + ":" + rest;
            case "ZZ" -> hours + rest;
            case "z", "zz" -> Zones.abbreviation(date.getZone(), date.getOffset());
            case "X" -> String.valueOf(date.toEpochSecond());
            case "x" -> String.valueOf(date.toInstant().toEpochMilli());
            default -> token;
        };
    }

    /** Cut after the millisecond and filled with zeros. */
    private String fraction(int digits) {
        String millis = padded(date.get(ChronoField.NANO_OF_SECOND) / MILLIS, 3);
        return (millis + "000000").substring(0, digits);
    }

    private static String dayName(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String padded(long number, int width) {
        String digits = String.valueOf(Math.abs(number));
        return (number < 0 ? "-" : "") + "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    /** {@code 1st}, {@code 2nd}, {@code 11th}. */
    private static String ordinal(int number) {
        int last = number % 10;
        boolean teen = number % 100 / 10 == 1;
        String suffix = teen ? "th" : last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th";
        return number + suffix;
    }
}
