package dev.patchbay.engine.template.number;

import com.ibm.icu.util.MeasureUnit;

import java.util.Optional;
import java.util.Set;

/** The units that {@code Intl.NumberFormat} sanctions (ECMA-402, section 6.6). */
final class Units {

    private static final Set<String> SANCTIONED =
            Set.of(
                    ("acre bit byte celsius centimeter day degree fahrenheit fluid-ounce foot"
                         + " gallon gigabit gigabyte gram hectare hour inch kilobit kilobyte"
                         + " kilogram kilometer liter megabit megabyte meter microsecond mile"
                         + " mile-scandinavian milliliter millimeter millisecond minute month"
                         + " nanosecond ounce percent petabyte pound second stone terabit terabyte"
                         + " week yard year")
                            .split(" "));

    private Units() {}

    /** A unit, or one per another. */
    static MeasureUnit parse(Optional<String> given) {
        String unit = given.orElse("");
        int per = unit.indexOf("-per-");
        boolean known =
                per < 0
                        ? SANCTIONED.contains(unit)
                        : SANCTIONED.contains(unit.substring(0, per))
                                && SANCTIONED.contains(unit.substring(per + 5));
        if (!known) {
            throw new FormatException(
                    "Invalid unit argument for Intl.NumberFormat() '" + unit + "'");
        }
        return per < 0
                ? MeasureUnit.forIdentifier(unit)
                : MeasureUnit.forIdentifier(unit.substring(0, per))
                        .product(MeasureUnit.forIdentifier(unit.substring(per + 5)).reciprocal());
    }
}
