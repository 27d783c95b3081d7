package dev.patchbay.engine.template.date;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The free forms that V8's {@code Date} takes beside ISO 8601: {@code April 10, 2023 3:04 PM},
 * {@code 2023/04/10}, {@code Mon Apr 10 2023 23:52:39 GMT+0200 (CEST)}. Unknown words are passed
 * over before the first number and refused after it; brackets are comments. Used once.
 */
final class LegacyDates {

    /** A word is of every character from A on, {@code _} and {@code \\} included, as in V8. */
    private static final Pattern TOKEN =
            Pattern.compile(
                    "([A-\\uffff&&[^\\u00a0\\u2000-\\u200a\\u2028\\u2029\\u202f\\u3000\\ufeff]]++)"
                            + "|(\\d++)|\\(|([+-])|([:.])|([\\s\\S])");

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int MOST_NUMBERS = 3;

    private final Matcher tokens;
    private final String text;
    private final List<Integer> day = new ArrayList<>();
    private final List<Integer> time = new ArrayList<>();
    private int month;
    private int hourOffset = -1;
    private OptionalInt offsetMinutes = OptionalInt.empty();
    private boolean numberSeen;

    private LegacyDates(String text) {
        this.text = text;
        this.tokens = TOKEN.matcher(text);
    }

    static Optional<DateFields> parse(String text) {
        LegacyDates reader = new LegacyDates(text);
        return reader.readAll() ? reader.fields() : Optional.empty();
    }

    private boolean readAll() {
        int at = 0;
        while (at < text.length()) {
            tokens.region(at, text.length());
            if (!tokens.lookingAt()) {
                return false;
            }
            at = tokens.end();
            boolean ok = true;
            if (tokens.group(1) != null) {
                String word = tokens.group(1).toLowerCase(Locale.ROOT);
                ok = word(word);
                // "Apr-10": the hyphen joins, it is no sign.
                boolean joined = monthOf(word) > 0 && text.startsWith("-", at);
                at = joined ? at + 1 : at;
            } else if (tokens.group(2) != null) {
                at = number(tokens.group(2), at);
                ok = at >= 0;
            } else if (tokens.group(3) != null) {
                at = sign(tokens.group(3), at);
                ok = at >= 0;
            } else if (tokens.group().equals("(")) {
                at = afterBrackets(at);
            } else if (tokens.group().equals(")")) {
                ok = !numberSeen;
            }
            if (!ok) {
                return false;
            }
        }
        return true;
    }

    /** The position after a number and the separator that belongs to it, or −1. */
    private int number(String digits, int end) {
        numberSeen = true;
        if (digits.length() > 9) {
            return -1;
        }
        int value = Integer.parseInt(digits);
        char next = end < text.length() ? text.charAt(end) : 0;
        if (next == ':' && time.size() < 3) {
            time.add(value);
            return end + 1;
        }
        if (next == '.' && !time.isEmpty()) {
            time.add(value);
            return end + 1;
        }
        boolean belongsToTime = !time.isEmpty() && time.size() < 4 && endsTimePart();
        if (belongsToTime) {
            time.add(time.size() == 3 ? milli(digits) : value);
            return isTimeEnd(next) ? end : -1;
        }
        if (day.size() == MOST_NUMBERS) {
            return -1;
        }
        day.add(value);
        return next == '-' || next == '/' ? end + 1 : end;
    }

    /** Whether the number at hand directly follows {@code :} or the dot of a time. */
    private boolean endsTimePart() {
        int before = tokens.start() - 1;
        return before >= 0 && (text.charAt(before) == ':' || text.charAt(before) == '.');
    }

    private static boolean isTimeEnd(char next) {
        return next == 0 || next <= ' ' || "+-Z(".indexOf(next) >= 0 || next == 'z' || next == ',';
    }

    /** The position after a sign and the offset that it begins, or −1. */
    private int sign(String sign, int end) {
        Matcher digits = Pattern.compile("(\\d{1,2})(?::?(\\d\\d))?(?!\\d)").matcher(text);
        digits.region(end, text.length());
        boolean offset = !time.isEmpty() || offsetMinutes.isPresent();
        if (!offset || !digits.lookingAt()) {
            // A sign that is neither an offset's nor a separator is refused after a number.
            return numberSeen ? -1 : end;
        }
        int hours = Integer.parseInt(digits.group(1));
        int minutes = digits.group(2) == null ? 0 : Integer.parseInt(digits.group(2));
        int total = hours * 60 + minutes;
        offsetMinutes = OptionalInt.of(sign.equals("-") ? -total : total);
        numberSeen = true;
        return digits.end();
    }

    private boolean word(String word) {
        int named = monthOf(word);
        if (named > 0) {
            month = named;
            return true;
        }
        if (word.equals("am") || word.equals("pm")) {
            hourOffset = word.equals("pm") ? 12 : 0;
            return !time.isEmpty();
        }
        OptionalInt zone = Zones.named(word);
        if (zone.isPresent() && numberSeen) {
            offsetMinutes = zone;
            return true;
        }
        return !numberSeen;
    }

    /** The month whose name begins with the same three letters, or 0. */
    private static int monthOf(String word) {
        int known = word.length() < 3 ? -1 : MONTHS.indexOf(word.substring(0, 3));
        return known >= 0 && known % 3 == 0 ? known / 3 + 1 : 0;
    }

    private int afterBrackets(int from) {
        int depth = 1;
        int at = from;
        while (at < text.length() && depth > 0) {
            char c = text.charAt(at++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return at;
    }

    private Optional<DateFields> fields() {
        if (day.isEmpty()) {
            return Optional.empty();
        }
        OptionalInt milli = milliOfDay();
        int first = day.get(0);
        int second = day.size() > 1 ? day.get(1) : 1;
        int third = day.size() > 2 ? day.get(2) : 1;
        boolean yearFirst = month > 0 ? !isDay(first) : day.size() == MOST_NUMBERS && !isDay(first);
        if (month == 0 && day.size() < MOST_NUMBERS && !isDay(first)) {
            yearFirst = true;
        }
        int year = yearFirst ? first : month > 0 ? second : third;
        int named = month > 0 ? month : yearFirst ? second : first;
        int dayOfMonth = month > 0 ? (yearFirst ? second : first) : yearFirst ? third : second;
        if (milli.isEmpty() || named < 1 || named > 12 || !isDay(dayOfMonth)) {
            return Optional.empty();
        }
        return Optional.of(
                new DateFields(century(year), named, dayOfMonth, milli.getAsInt(), offsetMinutes));
    }

    private OptionalInt milliOfDay() {
        int hour = part(0);
        if (hourOffset >= 0) {
            if (hour > 12) {
                return OptionalInt.empty();
            }
            hour = hour % 12 + hourOffset;
        }
        return DateFields.milliOfDay(hour, part(1), part(2), part(3));
    }

    private int part(int index) {
        return index < time.size() ? time.get(index) : 0;
    }

    private static boolean isDay(int number) {
        return number >= 1 && number <= 31;
    }

    private static int century(int year) {
        return year < 50 ? year + 2000 : year < 100 ? year + 1900 : year;
    }

    private static int milli(String fraction) {
        return Integer.parseInt((fraction + "00").substring(0, 3));
    }
}
