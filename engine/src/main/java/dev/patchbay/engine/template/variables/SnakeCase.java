package dev.patchbay.engine.template.variables;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code thresholdComparator} to {@code threshold_comparator}, word by word as lodash. */
final class SnakeCase {

    private static final Pattern WORD =
            Pattern.compile(
                    "\\p{Lu}+(?!\\p{Ll})|\\p{Lu}?\\p{Ll}+|\\d+|[\\p{L}&&[^\\p{Lu}\\p{Ll}]]+|\\p{Lu}");

    private SnakeCase() {}

    static String of(String key) {
        return WORD.matcher(key)
                .results()
                .map(word -> word.group().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("_"));
    }
}
