package dev.patchbay.engine.template.number;

import com.ibm.icu.number.Notation;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.NumberFormatter.GroupingStrategy;
import com.ibm.icu.number.NumberFormatter.SignDisplay;
import com.ibm.icu.number.NumberFormatter.UnitWidth;
import com.ibm.icu.number.Scale;
import com.ibm.icu.number.UnlocalizedNumberFormatter;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.ULocale;

import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code Intl.NumberFormat(locales, options).format(n)} (ECMA-402, section 15) on ICU4J, with the
 * option list and V8's error texts of templating.md, section 7.3. Options are read in the order of
 * the standard, so that of several mistakes the same one is named. Thread-safe.
 */
public final class IntlNumberFormat {

    private IntlNumberFormat() {}

    /**
     * The formatted number.
     *
     * @param locales BCP 47 tags, at least one
     * @throws FormatException when a tag or an option is refused
     */
    public static String format(List<String> locales, NumberOptions options, double number) {
        ULocale locale = Locales.pick(locales);
        options.choice("localeMatcher", "best fit", "lookup", "best fit");
        Optional<String> system = options.text("numberingSystem");
        if (system.isPresent()) {
            locale = numberingSystem(locale, system.get());
        }
        return formatter(options).locale(locale).format(number).toString();
    }

    private static ULocale numberingSystem(ULocale locale, String system) {
        if (!system.matches("[A-Za-z0-9]{3,8}(-[A-Za-z0-9]{3,8})*")) {
            throw new FormatException("Invalid numberingSystem : " + system);
        }
        String known = system.toLowerCase(Locale.ROOT);
        return Locales.isDecimal(known) ? Locales.withNumbers(locale, known) : locale;
    }

    private static UnlocalizedNumberFormatter formatter(NumberOptions options) {
        String style = options.choice("style", "decimal", "decimal", "percent", "currency", "unit");
        Optional<Currency> currency = currency(options, style.equals("currency"));
        UnitWidth currencyWidth = currencyWidth(options);
        boolean accounting =
                options.choice("currencySign", "standard", "standard", "accounting")
                                .equals("accounting")
                        && style.equals("currency");
        Optional<MeasureUnit> unit =
                style.equals("unit") || options.text("unit").isPresent()
                        ? Optional.of(Units.parse(options.text("unit")))
                        : Optional.empty();
        UnitWidth unitWidth = unitWidth(options);
        UnlocalizedNumberFormatter formatter =
                NumberFormatter.with().roundingMode(RoundingMode.HALF_UP);
        formatter =
                switch (style) {
                    case "currency" ->
                            formatter.unit(currency.orElseThrow()).unitWidth(currencyWidth);
                    case "unit" -> formatter.unit(unit.orElseThrow()).unitWidth(unitWidth);
                    case "percent" ->
                            formatter.unit(MeasureUnit.PERCENT).scale(Scale.powerOfTen(2));
                    default -> formatter;
                };
        return digits(options, formatter, style, currency, accounting);
    }

    private static UnlocalizedNumberFormatter digits(
            NumberOptions options,
            UnlocalizedNumberFormatter formatter,
            String style,
            Optional<Currency> currency,
            boolean accounting) {
        String notation =
                options.choice(
                        "notation", "standard", "standard", "scientific", "engineering", "compact");
        boolean compact = notation.equals("compact");
        int currencyDigits = currency.map(Currency::getDefaultFractionDigits).orElse(0);
        Digits digits =
                switch (style) {
                    case "currency" ->
                            Digits.read(options, currencyDigits, currencyDigits, compact);
                    case "percent" -> Digits.read(options, 0, 0, compact);
                    default -> Digits.read(options, 0, 3, compact);
                };
        boolean longForm =
                options.choice("compactDisplay", "short", "short", "long").equals("long");
        UnlocalizedNumberFormatter result =
                formatter
                        .notation(notation(notation, longForm))
                        .integerWidth(digits.integer())
                        .grouping(grouping(options, compact))
                        .sign(sign(options, accounting));
        return digits.precision().isPresent() ? result.precision(digits.precision().get()) : result;
    }

    private static Optional<Currency> currency(NumberOptions options, boolean needed) {
        Optional<String> code = options.text("currency");
        if (code.isPresent() && !code.get().matches("[A-Za-z]{3}")) {
            throw new FormatException("Invalid currency code : " + code.get());
        }
        if (code.isEmpty() && needed) {
            throw new FormatException("Currency code is required with currency style.");
        }
        return code.map(name -> Currency.getInstance(name.toUpperCase(Locale.ROOT)));
    }

    private static UnitWidth currencyWidth(NumberOptions options) {
        String display =
                options.choice(
                        "currencyDisplay", "symbol", "code", "symbol", "narrowSymbol", "name");
        return switch (display) {
            case "code" -> UnitWidth.ISO_CODE;
            case "narrowSymbol" -> UnitWidth.NARROW;
            case "name" -> UnitWidth.FULL_NAME;
            default -> UnitWidth.SHORT;
        };
    }

    private static UnitWidth unitWidth(NumberOptions options) {
        return switch (options.choice("unitDisplay", "short", "short", "narrow", "long")) {
            case "narrow" -> UnitWidth.NARROW;
            case "long" -> UnitWidth.FULL_NAME;
            default -> UnitWidth.SHORT;
        };
    }

    private static Notation notation(String notation, boolean longForm) {
        return switch (notation) {
            case "scientific" -> Notation.scientific();
            case "engineering" -> Notation.engineering();
            case "compact" -> longForm ? Notation.compactLong() : Notation.compactShort();
            default -> Notation.simple();
        };
    }

    private static GroupingStrategy grouping(NumberOptions options, boolean compact) {
        String otherwise = compact ? "min2" : "auto";
        Optional<String> given = options.text("useGrouping");
        if (given.isPresent() && (given.get().equals("false") || given.get().equals("0"))) {
            return GroupingStrategy.OFF;
        }
        String choice = options.choice("useGrouping", otherwise, "min2", "auto", "always", "true");
        return switch (choice) {
            case "min2" -> GroupingStrategy.MIN2;
            case "auto" -> GroupingStrategy.AUTO;
            default -> GroupingStrategy.ON_ALIGNED;
        };
    }

    private static SignDisplay sign(NumberOptions options, boolean accounting) {
        String display =
                options.choice(
                        "signDisplay", "auto", "auto", "never", "always", "exceptZero", "negative");
        return switch (display) {
            case "never" -> SignDisplay.NEVER;
            case "always" -> accounting ? SignDisplay.ACCOUNTING_ALWAYS : SignDisplay.ALWAYS;
            case "exceptZero" ->
                    accounting ? SignDisplay.ACCOUNTING_EXCEPT_ZERO : SignDisplay.EXCEPT_ZERO;
            case "negative" -> accounting ? SignDisplay.ACCOUNTING_NEGATIVE : SignDisplay.NEGATIVE;
            default -> accounting ? SignDisplay.ACCOUNTING : SignDisplay.AUTO;
        };
    }
}
