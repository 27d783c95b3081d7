package dev.patchbay.server.cli;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A table for people: as wide as its cells need, control characters shown as dots, because texts of
 * targets stand in it. Not thread-safe.
 */
final class Table {

    private static final int WIDEST = 80;

    private final List<String[]> rows = new ArrayList<>();

    Table(String... heads) {
        rows.add(heads);
    }

    void row(String... cells) {
        String[] shown = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            shown[i] = shown(cells[i]);
        }
        rows.add(shown);
    }

    /** A member as text; empty when it is missing. */
    static String text(JsonNode json, String name) {
        return json.path(name).asString("");
    }

    static String plain(String text) {
        return text.codePoints()
                .map(point -> Character.isISOControl(point) ? '.' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String shown(String text) {
        String plain = plain(text);
        return plain.length() > WIDEST ? plain.substring(0, WIDEST - 1) + "…" : plain;
    }

    void print(PrintWriter out) {
        int[] widths = new int[rows.getFirst().length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row[i]).repeat(' ', widths[i] - row[i].length() + 2);
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
