package dev.patchbay.sdk.schema;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.node.StringNode;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Prints issues in the {@code ✖} grammar: all of them, shortest path first, each with its place on
 * a second line (contract/actions-api.md, section 7.4). Stateless.
 */
public final class CrossTexts {

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

    private CrossTexts() {}

    /** The text that follows a prefix such as {@code error validating action params: }. */
    public static String print(List<Issue> issues) {
        return issues.stream()
                .sorted(Comparator.comparingInt(issue -> issue.path().length()))
                .map(CrossTexts::line)
                .collect(Collectors.joining("\n"));
    }

    private static String line(Issue issue) {
        String message = "✖ " + Messages.of(issue);
        return issue.path().length() == 0 ? message : message + "\n  → at " + place(issue.path());
    }

    private static String place(Path path) {
        StringBuilder text = new StringBuilder();
        for (Path.Step step : path.steps()) {
            switch (step) {
                case Path.Index(int index) -> text.append('[').append(index).append(']');
                case Path.Key(String name) -> appendKey(text, name);
                case Path.EntryKey(String name) -> appendKey(text, name);
            }
        }
        return text.toString();
    }

    private static void appendKey(StringBuilder text, String name) {
        if (!IDENTIFIER.matcher(name).matches()) {
            text.append('[').append(Json.write(StringNode.valueOf(name))).append(']');
        } else {
            text.append(text.isEmpty() ? "" : ".").append(name);
        }
    }
}
