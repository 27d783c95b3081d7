package dev.patchbay.sdk.schema;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A named form of a string.
 *
 * @param name wire name of the format, such as {@code url}, {@code email}, {@code regex}
 * @param description what the message says: {@code Invalid URL}, {@code must match pattern /…/}
 * @param test whether a text has the form
 * @param regex the form as a regular expression for documents, or null where it is none
 */
public record Format(
        String name, String description, Predicate<String> test, @Nullable String regex) {

    /** A form that is no regular expression. */
    public Format(String name, String description, Predicate<String> test) {
        this(name, description, test, null);
    }

    /** A regular expression that must be found; anchors are the caller's. */
    public static Format pattern(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return new Format(
                "regex",
                "Invalid string: must match pattern /" + regex + "/",
                text -> pattern.matcher(text).find(),
                regex);
    }
}
