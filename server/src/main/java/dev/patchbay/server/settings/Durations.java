package dev.patchbay.server.settings;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.LongNode;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code 5s}, {@code 1M}, milliseconds; and the narrower grammar of {@code xpack.alerting}. */
final class Durations {

    private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,15})(ms|[smhdwMyY])?");
    private static final Pattern ALERTING_FORM = Pattern.compile("([1-9][0-9]{0,15})([smhd])");

    /** Greatest whole number that JavaScript keeps exactly. */
    static final long SAFE = 9_007_199_254_740_991L;

    private static final long DAY = 86_400_000L;

    /** A month is 30 days and a year 365, as in the library that Kibana uses. */
    private static final Map<String, Long> UNITS =
            Map.of(
                    "ms",
                    1L,
                    "s",
                    1_000L,
                    "m",
                    60_000L,
                    "h",
                    3_600_000L,
                    "d",
                    DAY,
                    "w",
                    7 * DAY,
                    "M",
                    30 * DAY,
                    "y",
                    365 * DAY,
                    "Y",
                    365 * DAY);

    private Durations() {}

    /** Milliseconds, or what is not a duration unchanged. */
    static JsonNode toMilliseconds(JsonNode raw) {
        if (raw.isNumber()) {
            return safeWhole(raw);
        }
        return raw.isString() ? read(FORM.matcher(raw.stringValue()), raw) : raw;
    }

    /** A duration of {@code xpack.alerting}; empty when the text is none. */
    static Optional<Duration> alerting(String text) {
        JsonNode raw = SettingTypes.text(text);
        JsonNode read = read(ALERTING_FORM.matcher(text), raw);
        return read.isNumber()
                ? Optional.of(Duration.ofMillis(read.longValue()))
                : Optional.empty();
    }

    private static JsonNode read(Matcher matcher, JsonNode raw) {
        if (!matcher.matches()) {
            return raw;
        }
        String unit = matcher.group(2) == null ? "ms" : matcher.group(2);
        long count = Long.parseLong(matcher.group(1));
        long each = UNITS.getOrDefault(unit, 1L);
        return count > SAFE / each ? raw : LongNode.valueOf(count * each);
    }

    /** A whole, positive number that JavaScript keeps; anything else becomes a non-number. */
    static JsonNode safeWhole(JsonNode raw) {
        double value = raw.numberValue().doubleValue();
        boolean safe = value >= 0 && value <= SAFE && value == Math.rint(value);
        return safe ? LongNode.valueOf((long) value) : SettingTypes.text("");
    }
}
