package dev.patchbay.engine.secret;

import tools.jackson.databind.JsonNode;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The one text of a JSON value (RFC 8785): no blanks, members sorted by UTF-16 units, strings and
 * numbers as ECMAScript's {@code JSON.stringify} writes them. Equal values have equal texts, also
 * when a number was written as {@code 1.0} or {@code 1}.
 *
 * <p>What RFC 8785 refuses is written as {@code JSON.stringify} does, as Kibana stores it: a number
 * beyond the range of a double is {@code null}, an unpaired surrogate is escaped. Stateless.
 */
public final class CanonicalJson {

    private static final Comparator<Map.Entry<String, JsonNode>> BY_NAME =
            Map.Entry.comparingByKey();
    private static final String HEX = "0123456789abcdef";

    private CanonicalJson() {}

    /** The canonical text of a value that JSON can hold. */
    public static String write(JsonNode value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    private static void append(StringBuilder out, JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> object(out, value);
            case ARRAY -> array(out, value);
            case STRING -> string(out, value.stringValue());
            case NUMBER -> number(out, value.numberValue().doubleValue());
            case BOOLEAN -> out.append(value.booleanValue());
            case NULL -> out.append("null");
            case BINARY, MISSING, POJO ->
                    throw new IllegalArgumentException(value.getNodeType() + " is not JSON");
        }
    }

    private static void object(StringBuilder out, JsonNode value) {
        List<Map.Entry<String, JsonNode>> members =
                value.properties().stream().sorted(BY_NAME).toList();
        out.append('{');
        String separator = "";
        for (Map.Entry<String, JsonNode> member : members) {
            out.append(separator);
            string(out, member.getKey());
            out.append(':');
            append(out, member.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private static void array(StringBuilder out, JsonNode value) {
        out.append('[');
        String separator = "";
        for (JsonNode element : value) {
            out.append(separator);
            append(out, element);
            separator = ",";
        }
        out.append(']');
    }

    private static void number(StringBuilder out, double value) {
        out.append(Double.isFinite(value) ? EcmaNumber.text(value) : "null");
    }

    private static void string(StringBuilder out, String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char unit = value.charAt(i);
            switch (unit) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (unit < ' ' || unpaired(value, i)) {
                        escape(out, unit);
                    } else {
                        out.append(unit);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean unpaired(String value, int i) {
        char unit = value.charAt(i);
        if (Character.isHighSurrogate(unit)) {
            return i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1));
        }
        return Character.isLowSurrogate(unit)
                && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
    }

    private static void escape(StringBuilder out, char unit) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(unit >> shift & 0xf));
        }
    }
}
