package dev.patchbay.server.settings;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.LongNode;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code 2mb}, bytes; a kilobyte is 1024 bytes. */
final class Sizes {

    private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,15})(b|kb|mb|gb)?");
    private static final Map<String, Long> UNITS =
            Map.of("b", 1L, "kb", 1L << 10, "mb", 1L << 20, "gb", 1L << 30);

    private Sizes() {}

    /** Bytes, or what is not a size unchanged. */
    static JsonNode toBytes(JsonNode raw) {
        if (raw.isNumber()) {
            return Durations.safeWhole(raw);
        }
        if (!raw.isString()) {
            return raw;
        }
        Matcher matcher = FORM.matcher(raw.stringValue());
        if (!matcher.matches()) {
            return raw;
        }
        long count = Long.parseLong(matcher.group(1));
        long each = matcher.group(2) == null ? 1 : UNITS.getOrDefault(matcher.group(2), 1L);
        return count > Durations.SAFE / each ? raw : LongNode.valueOf(count * each);
    }
}
