package dev.patchbay.engine.template;

import java.util.List;

/**
 * What came of one string.
 *
 * @param text the result; when the template failed, {@code error rendering mustache template "…":
 *     …}
 * @param warnings texts for the log: that error, and {@code mustache render error: …} of lambdas
 */
public record Rendered(String text, List<String> warnings) {
    public Rendered {
        warnings = List.copyOf(warnings);
    }
}
