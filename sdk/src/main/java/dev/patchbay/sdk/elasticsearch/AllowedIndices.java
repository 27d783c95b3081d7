package dev.patchbay.sdk.elasticsearch;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code patchbay.elasticsearch.allowedIndices}: which indices the service account may be used for
 * (contract/settings.md, section 8). Immutable.
 *
 * @param patterns names and {@code *} patterns; empty Optional = every name that does not begin
 *     with a dot
 */
public record AllowedIndices(Optional<List<String>> patterns) {

    /** Every name without a leading dot. */
    public static final AllowedIndices DEFAULT = new AllowedIndices(Optional.empty());

    public AllowedIndices {
        patterns = patterns.map(List::copyOf);
    }

    /**
     * Whether a name may be used. A name that begins with a dot, or a date-math name that may
     * resolve to one, needs a pattern that begins alike.
     */
    public boolean allows(String name) {
        if (patterns.isEmpty()) {
            return !hidden(name) && name.indexOf(',') < 0 && name.indexOf('*') < 0;
        }
        return patterns.get().stream().anyMatch(pattern -> matches(pattern, name));
    }

    /** What is said of a name that may not. */
    public static String refusal(String name) {
        return "index \""
                + name
                + "\" is not added to the configuration patchbay.elasticsearch.allowedIndices";
    }

    private static boolean matches(String pattern, String name) {
        if (name.indexOf(',') >= 0
                || name.indexOf('*') >= 0
                || (hidden(name) && !hidden(pattern))) {
            return false;
        }
        // Date math resolves to what stands in the brackets; a pattern means the resolved name.
        boolean math = name.startsWith("<") && name.endsWith(">") && !pattern.startsWith("<");
        String meant = math ? name.substring(1, name.length() - 1) : name;
        return Pattern.compile(
                        Stream.of(pattern.split("\\*", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining(".*")),
                        Pattern.DOTALL)
                .matcher(meant)
                .matches();
    }

    /** Its first character is a dot, or comes out of a date format. */
    private static boolean hidden(String name) {
        if (!name.startsWith("<")) {
            return name.startsWith(".");
        }
        return name.length() < 2 || name.charAt(1) == '.' || name.charAt(1) == '{';
    }
}
