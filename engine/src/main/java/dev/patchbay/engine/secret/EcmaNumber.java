package dev.patchbay.engine.secret;

import java.math.BigDecimal;

/** {@code Number::toString} of ECMAScript (ECMA-262, section 6.1.6.1.20) for finite doubles. */
final class EcmaNumber {

    private EcmaNumber() {}

    static String text(double value) {
        if (value == 0) {
            return "0";
        }
        if (value < 0) {
            return "-" + positive(-value);
        }
        return positive(value);
    }

    private static String positive(double value) {
        BigDecimal shortest = shortest(value);
        String digits = shortest.unscaledValue().toString();
        int k = digits.length();
        int n = k - shortest.scale();
        if (k <= n && n <= 21) {
            return digits + "0".repeat(n - k);
        }
        if (0 < n && n <= 21) {
            return digits.substring(0, n) + "." + digits.substring(n);
        }
        if (-6 < n && n <= 0) {
            return "0." + "0".repeat(-n) + digits;
        }
        String exponent = (n > 0 ? "e+" : "e-") + Math.abs(n - 1);
        return k == 1 ? digits + exponent : digits.charAt(0) + "." + digits.substring(1) + exponent;
    }

    /**
     * The shortest decimal that reads back as {@code value}, the nearest one of these. Java agrees
     * with ECMAScript but for one thing: it prefers two digits that are nearer to one digit
     * (4.9E-324 for 5e-324).
     */
    private static BigDecimal shortest(double value) {
        BigDecimal java = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (java.precision() != 2) {
            return java;
        }
        BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(1 - java.scale());
        BigDecimal below = java.divideToIntegralValue(unit).multiply(unit);
        BigDecimal above = below.add(unit);
        BigDecimal exact = new BigDecimal(value);
        boolean belowFits = below.signum() > 0 && below.doubleValue() == value;
        boolean aboveFits = above.doubleValue() == value;
        if (belowFits && aboveFits) {
            boolean nearer = exact.subtract(below).compareTo(above.subtract(exact)) < 0;
            return (nearer ? below : above).stripTrailingZeros();
        }
        if (belowFits) {
            return below.stripTrailingZeros();
        }
        return aboveFits ? above.stripTrailingZeros() : java;
    }
}
