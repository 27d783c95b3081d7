package dev.patchbay.connectors.shared;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The date texts beside ISO that JavaScript engines agree on: numbers of day, month and year in the
 * usual orders, a named month, a time with colons, AM and PM, a named or numeric zone. Words before
 * the first number and parentheses are passed over. One instance reads one text.
 */
final class LegacyDate {

    private static final Pattern TOKEN =
            Pattern.compile("(\\d+)|([A-Za-z]+)|(\\([^)]*\\)?)|(.)", Pattern.DOTALL);
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    private static final Map<String, Integer> ZONES =
            Map.ofEntries(
                    Map.entry("z", 0),
                    Map.entry("ut", 0),
                    Map.entry("utc", 0),
                    Map.entry("gmt", 0),
                    Map.entry("edt", -4),
                    Map.entry("est", -5),
                    Map.entry("cdt", -5),
                    Map.entry("cst", -6),
                    Map.entry("mdt", -6),
                    Map.entry("mst", -7),
                    Map.entry("pdt", -7),
                    Map.entry("pst", -8));

    private final List<String> tokens = new ArrayList<>();
    private final List<Integer> days = new ArrayList<>();
    private final List<Integer> times = new ArrayList<>();
    private int month;
    private int millis;
    private boolean timeDone;
    private Optional<Boolean> afternoon = Optional.empty();
    private Optional<ZoneId> zone = Optional.empty();
    private boolean numberSeen;
    private int next;

    LegacyDate(String text) {
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
    }

    Optional<Instant> parse(ZoneId local) {
        while (next < tokens.size()) {
            String token = tokens.get(next++);
            if (!take(token)) {
                return Optional.empty();
            }
        }
        return days.isEmpty() ? Optional.empty() : result(local);
    }

    private boolean take(String token) {
        char first = token.charAt(0);
        if (first >= '0' && first <= '9') {
            return number(token);
        }
        if (Character.isLetter(first) && first < 128) {
            return word(token.toLowerCase(Locale.ROOT));
        }
        if (first == '+' || first == '-') {
            return sign(first == '-' ? -1 : 1);
        }
        return first != ')' || !numberSeen;
    }

    private boolean number(String digits) {
        if (digits.length() > 9) {
            return false;
        }
        numberSeen = true;
        int value = Integer.parseInt(digits);
        if (skip(":")) {
            times.add(value);
            return !timeDone && times.size() < 3 && digits(peek());
        }
        if (!times.isEmpty() && !timeDone) {
            times.add(value);
            timeDone = true;
            if (skip(".")) {
                if (times.size() != 3 || !digits(peek())) {
                    return false;
                }
                millis = JsDate.millis(tokens.get(next++));
            }
            return true;
        }
        days.add(value);
        skip("-");
        return days.size() <= 3;
    }

    private boolean word(String word) {
        int named = MONTHS.indexOf(word.substring(0, Math.min(3, word.length())));
        if (named >= 0) {
            month = named + 1;
            skip("-");
            return true;
        }
        if (!times.isEmpty() && (word.equals("am") || word.equals("pm"))) {
            afternoon = Optional.of(word.equals("pm"));
            return true;
        }
        if (!numberSeen) {
            return !digits(peek());
        }
        if (word.equals("t")) {
            return times.isEmpty() && digits(peek());
        }
        Integer hours = ZONES.get(word);
        if (hours == null) {
            return false;
        }
        zone = Optional.of(ZoneOffset.ofHours(hours));
        return true;
    }

    private boolean sign(int sign) {
        boolean afterZone = zone.filter(ZoneOffset.UTC::equals).isPresent();
        if (times.isEmpty() && !afterZone) {
            return !numberSeen;
        }
        if (!digits(peek())) {
            return false;
        }
        String digits = tokens.get(next++);
        if (digits.length() > 4) {
            return false;
        }
        int value = Integer.parseInt(digits);
        if (skip(":")) {
            if (!digits(peek()) || peek().length() > 2) {
                return false;
            }
            zone = Optional.of(JsDate.offset(sign, value, Integer.parseInt(tokens.get(next++))));
        } else if (digits.length() <= 2) {
            zone = Optional.of(JsDate.offset(sign, value, 0));
        } else {
            zone = Optional.of(JsDate.offset(sign, value / 100, value % 100));
        }
        return true;
    }

    private Optional<Instant> result(ZoneId local) {
        while (days.size() < 3) {
            days.add(1);
        }
        int first = days.get(0);
        int second = days.get(1);
        int third = days.get(2);
        boolean yearFirst = first < 1 || first > 31;
        int year;
        int day;
        if (month > 0) {
            year = yearFirst ? first : second;
            day = yearFirst ? second : first;
        } else if (yearFirst) {
            year = first;
            month = second;
            day = third;
        } else {
            month = first;
            day = second;
            year = third;
        }
        return hour().flatMap(hour ->
                        JsDate.at(century(year), month, day, hour, time(1), time(2), millis))
                .flatMap(time -> JsDate.inZone(time, zone.orElse(local)));
    }

    private Optional<Integer> hour() {
        int hour = time(0);
        if (afternoon.isEmpty()) {
            return Optional.of(hour);
        }
        return hour < 0 || hour > 12
                ? Optional.empty()
                : Optional.of(hour % 12 + (afternoon.get() ? 12 : 0));
    }

    private static int century(int year) {
        if (year > 99) {
            return Math.min(year, 999_999);
        }
        return year < 50 ? year + 2000 : year + 1900;
    }

    private int time(int index) {
        return index < times.size() ? times.get(index) : 0;
    }

    private String peek() {
        return next < tokens.size() ? tokens.get(next) : "";
    }

    private boolean skip(String symbol) {
        if (peek().equals(symbol)) {
            next++;
            return true;
        }
        return false;
    }

    private static boolean digits(String token) {
        return !token.isEmpty() && token.charAt(0) >= '0' && token.charAt(0) <= '9';
    }
}
