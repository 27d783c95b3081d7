package dev.patchbay.server.settings;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** What a plain scalar means in the core schema of YAML 1.2 (section 10.3.2 of its standard). */
final class YamlScalars {

    private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
    private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
    private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern INFINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)");
    private static final Pattern NAN = Pattern.compile("\\.(nan|NaN|NAN)");

    /** A number with more characters is no number that a setting could want to keep exactly. */
    private static final int LONGEST_EXACT = 30;

    private YamlScalars() {}

    static JsonNode resolve(String text) {
        if (NULL.matcher(text).matches()) {
            return NullNode.getInstance();
        }
        if (TRUE.matcher(text).matches()) {
            return BooleanNode.TRUE;
        }
        if (FALSE.matcher(text).matches()) {
            return BooleanNode.FALSE;
        }
        return number(text);
    }

    private static JsonNode number(String text) {
        if (DECIMAL.matcher(text).matches()) {
            return whole(text, 10);
        }
        if (OCTAL.matcher(text).matches()) {
            return whole(text.substring(2), 8);
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return whole(text.substring(2), 16);
        }
        if (FLOAT.matcher(text).matches()) {
            boolean exact = text.length() <= LONGEST_EXACT && !text.contains("e");
            return exact && !text.contains("E")
                    ? DecimalNode.valueOf(new BigDecimal(text))
                    : DoubleNode.valueOf(Double.parseDouble(text));
        }
        if (INFINITE.matcher(text).matches()) {
            return DoubleNode.valueOf(
                    text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        return NAN.matcher(text).matches()
                ? DoubleNode.valueOf(Double.NaN)
                : StringNode.valueOf(text);
    }

    private static JsonNode whole(String digits, int radix) {
        try {
            return LongNode.valueOf(Long.parseLong(digits, radix));
        } catch (NumberFormatException e) {
            return DoubleNode.valueOf(
                    radix == 10 ? Double.parseDouble(digits) : Double.POSITIVE_INFINITY);
        }
    }
}
