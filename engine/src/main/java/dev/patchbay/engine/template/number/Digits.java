package dev.patchbay.engine.template.number;

import com.ibm.icu.number.IntegerWidth;
import com.ibm.icu.number.Precision;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many digits are shown (ECMA-402, SetNumberFormatDigitOptions).
 *
 * @param integer least number of integer digits
 * @param precision rounding; empty = ICU's own for compact notation
 */
record Digits(IntegerWidth integer, Optional<Precision> precision) {

    private static final int MOST_FRACTION = 100;
    private static final int MOST_SIGNIFICANT = 21;

    /**
     * Reads the options.
     *
     * @param least default for the least number of fraction digits
     * @param most default for the greatest
     */
    static Digits read(NumberOptions options, int least, int most, boolean compact) {
        int integer = options.digits("minimumIntegerDigits", 1, 21).orElse(1);
        OptionalInt leastSignificant =
                options.digits("minimumSignificantDigits", 1, MOST_SIGNIFICANT);
        OptionalInt mostSignificant =
                options.digits(
                        "maximumSignificantDigits", leastSignificant.orElse(1), MOST_SIGNIFICANT);
        IntegerWidth width = IntegerWidth.zeroFillTo(integer);
        if (leastSignificant.isPresent() || mostSignificant.isPresent()) {
            return new Digits(
                    width,
                    Optional.of(
                            Precision.minMaxSignificantDigits(
                                    leastSignificant.orElse(1),
                                    mostSignificant.orElse(MOST_SIGNIFICANT))));
        }
        // Looked at only now: with significant digits even a wrong fraction option does no harm.
        OptionalInt leastFraction = options.digits("minimumFractionDigits", 0, MOST_FRACTION);
        OptionalInt mostFraction = options.digits("maximumFractionDigits", 0, MOST_FRACTION);
        if (leastFraction.isEmpty() && mostFraction.isEmpty()) {
            return new Digits(
                    width,
                    compact
                            ? Optional.empty()
                            : Optional.of(Precision.minMaxFraction(least, most)));
        }
        int min = leastFraction.orElse(Math.min(least, mostFraction.orElse(least)));
        int max = mostFraction.orElse(Math.max(most, min));
        if (min > max) {
            throw new FormatException("maximumFractionDigits value is out of range.");
        }
        return new Digits(width, Optional.of(Precision.minMaxFraction(min, max)));
    }
}
