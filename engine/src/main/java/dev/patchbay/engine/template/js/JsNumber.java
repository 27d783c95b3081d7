package dev.patchbay.engine.template.js;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as JavaScript prints and reads them (ECMA-262, sections 6.1.6.1.20 and 19.2.4). */
public final class JsNumber {

    private static final BigInteger EXPONENT_FROM = BigInteger.TEN.pow(21);

    private JsNumber() {}

    /** {@code String(value)}. */
    public static String text(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value < 0 ? "-Infinity" : "Infinity";
        }
        if (value == 0) {
            return "0";
        }
        // Java's digits are the shortest that read back, as JavaScript's; only the form differs.
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        return (value < 0 ? "-" : "") + form(digits, point);
    }

    private static BigDecimal shortest(double value) {
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (digits.precision() == 2) {
            // Java prints two digits even where one is enough: 4.9E-324 is 5e-324.
            BigDecimal one = digits.round(new MathContext(1, RoundingMode.HALF_UP));
            return one.doubleValue() == value ? one.stripTrailingZeros() : digits;
        }
        return digits;
    }

    /**
     * The text of a JSON number. An integer below 10^21 keeps all its digits, where JavaScript
     * would round those above 2^53: ids are numbers, too.
     */
    public static String text(JsonNode number) {
        if (number.isIntegralNumber()) {
            BigInteger integer = number.bigIntegerValue();
            if (integer.abs().compareTo(EXPONENT_FROM) < 0) {
                return integer.toString();
            }
        }
        return text(value(number));
    }

    /** The double of a JSON number; infinite where it is too large. */
    public static double value(JsonNode number) {
        return number.isDouble() || number.isFloat()
                ? number.doubleValue()
                : number.decimalValue().doubleValue();
    }

    /** {@code parseFloat(text)}: the number that the text begins with, or NaN. */
    public static double parseFloat(String text) {
        int from = JsSpace.skip(text, 0, text.length());
        int unsigned =
                from < text.length() && "+-".indexOf(text.charAt(from)) >= 0 ? from + 1 : from;
        if (text.startsWith("Infinity", unsigned)) {
            return text.charAt(from) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        int integerEnd = digits(text, unsigned);
        int end = integerEnd;
        int fractionDigits = 0;
        if (end < text.length() && text.charAt(end) == '.') {
            int fractionEnd = digits(text, end + 1);
            fractionDigits = fractionEnd - end - 1;
            end = fractionEnd;
        }
        if (integerEnd - unsigned + fractionDigits == 0) {
            return Double.NaN;
        }
        return Double.parseDouble(text.substring(from, exponentEnd(text, end)));
    }

    private static int exponentEnd(String text, int from) {
        if (from >= text.length() || "eE".indexOf(text.charAt(from)) < 0) {
            return from;
        }
        int digits = from + 1;
        if (digits < text.length() && "+-".indexOf(text.charAt(digits)) >= 0) {
            digits++;
        }
        int end = digits(text, digits);
        return end == digits ? from : end;
    }

    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    /** Digits whose value is 0.digits × 10^point. */
    private static String form(String digits, int point) {
        int count = digits.length();
        if (count <= point && point <= 21) {
            return digits + "0".repeat(point - count);
        }
        if (0 < point && point <= 21) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (-6 < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        String mantissa = count == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        int exponent = point - 1;
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }
}
