package dev.patchbay.sdk.schema;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A named form of a string.
 *
 * @param name wire name of the format, such as {@code url}, {@code email}, {@code regex}
 * @param description what the message says: {@code Invalid URL}, {@code must match pattern /…/}
 * @param test whether a text has the form
 */
public record Format(String name, String description, Predicate<String> test) {

    /** A regular expression that must be found; anchors are the caller's. */
    public static Format pattern(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return new Format(
                "regex",
                "Invalid string: must match pattern /" + regex + "/",
                text -> pattern.matcher(text).find());
    }
}
