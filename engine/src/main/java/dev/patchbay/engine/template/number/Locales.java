package dev.patchbay.engine.template.number;

import com.ibm.icu.text.NumberingSystem;
import com.ibm.icu.util.ULocale;

import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Picks the locale of a format (ECMA-402, section 9). */
final class Locales {

    private static final Set<String> LANGUAGES =
            Arrays.stream(ULocale.getAvailableLocales())
                    .map(ULocale::getLanguage)
                    .collect(Collectors.toUnmodifiableSet());

    private Locales() {}

    /** The first language tag that is known, else US English; every tag must be well-formed. */
    static ULocale pick(List<String> tags) {
        ULocale picked = null;
        for (String tag : tags) {
            ULocale locale = parse(tag);
            if (picked == null && LANGUAGES.contains(locale.getLanguage())) {
                picked = locale;
            }
        }
        return picked == null ? ULocale.US : picked;
    }

    private static ULocale parse(String tag) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            if (tag.matches("[A-Za-z]{2,3}(-.*)?|[A-Za-z]{5,8}(-.*)?")
                    && !locale.getLanguage().isEmpty()) {
                return onlyNumbers(ULocale.forLanguageTag(tag));
            }
        } catch (IllformedLocaleException e) {
            // Said below.
        }
        throw new FormatException("Incorrect locale information provided");
    }

    /** Of the extensions only {@code nu} matters to a number format. */
    private static ULocale onlyNumbers(ULocale locale) {
        ULocale base = new ULocale(locale.getBaseName());
        String system = locale.getKeywordValue("numbers");
        return system != null && isDecimal(system) ? withNumbers(base, system) : base;
    }

    static ULocale withNumbers(ULocale locale, String system) {
        return locale.setKeywordValue("numbers", system);
    }

    /** Whether it is a system of ten digits that ICU knows. */
    static boolean isDecimal(String system) {
        NumberingSystem known = NumberingSystem.getInstanceByName(system);
        return known != null && !known.isAlgorithmic();
    }
}
