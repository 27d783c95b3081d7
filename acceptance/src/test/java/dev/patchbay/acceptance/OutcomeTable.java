package dev.patchbay.acceptance;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes what came of the parameterized tests of a class into a page, between {@code <!-- outcomes
 * -->} and {@code <!-- end of outcomes -->}: a line for each display name, a column for each
 * method. A cell says yes only when every run of it succeeded.
 */
final class OutcomeTable implements TestWatcher, AfterAllCallback {

    private static final Pattern PLACE =
            Pattern.compile("(?s)(<!-- outcomes -->\n).*(<!-- end of outcomes -->)");

    private final Path page;
    private final String corner;
    private final Map<String, String> columns;
    private final Map<String, Map<String, Boolean>> rows = new ConcurrentHashMap<>();

    /** A table with these methods as columns, by name and title. */
    OutcomeTable(Path page, String corner, Map<String, String> columns) {
        this.page = page;
        this.corner = corner;
        this.columns = columns;
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        add(context, true);
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        add(context, false);
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        add(context, false);
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        add(context, false);
    }

    private void add(ExtensionContext context, boolean passed) {
        String method = context.getRequiredTestMethod().getName();
        if (columns.containsKey(method)) {
            rows.computeIfAbsent(context.getDisplayName(), _ -> new ConcurrentHashMap<>())
                    .merge(method, passed, Boolean::logicalAnd);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        try {
            String before = Files.readString(page);
            String after =
                    PLACE.matcher(before)
                            .replaceFirst("$1" + Matcher.quoteReplacement(table()) + "$2");
            if (!after.equals(before)) {
                Files.writeString(page, after);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String table() {
        Set<String> methods = new LinkedHashSet<>(columns.keySet());
        StringBuilder text = new StringBuilder("| " + corner + " |");
        methods.forEach(method -> text.append(' ').append(columns.get(method)).append(" |"));
        text.append("\n|---|").append("---|".repeat(methods.size())).append('\n');
        new TreeMap<>(rows)
                .forEach((row, cells) -> {
                    text.append("| `").append(row).append("` |");
                    methods.forEach(method ->
                            text.append(
                                    switch (cells.get(method)) {
                                        case null -> " – |";
                                        case Boolean passed -> passed ? " yes |" : " **no** |";
                                    }));
                    text.append('\n');
                });
        return text.toString();
    }
}
