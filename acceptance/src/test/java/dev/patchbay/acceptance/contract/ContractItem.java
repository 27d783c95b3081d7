package dev.patchbay.acceptance.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that the contract says: a back-ticked text, or a table row with the texts it holds.
 *
 * @param section number of the section, such as {@code 6.1}
 * @param kind {@code text} or {@code row}
 * @param line of the file, from 1
 * @param excerpt the text, or the row's first cells
 * @param texts what a test has to assert: the text itself, or every text of the row of which one is
 *     enough
 */
record ContractItem(
        String file, String section, String kind, int line, String excerpt, List<String> texts) {

    private static final Pattern HEADING =
            Pattern.compile("^#{1,6} (?:\\d+\\. )?([A-D]?\\d+(?:\\.\\d+)*)\\.?\\s.*");
    private static final Pattern NAMED_HEADING = Pattern.compile("^#{1,6} (.*)");
    private static final Pattern CODE = Pattern.compile("``\\s?(.+?)\\s?``|`([^`]+)`");
    private static final Pattern DECISION = Pattern.compile("^\\*\\*(D\\d+)\\..*");

    /** Reads a contract file; {@code sections} tells which section numbers are in question. */
    static List<ContractItem> read(
            String file, List<String> lines, java.util.function.Predicate<String> sections) {
        List<ContractItem> items = new ArrayList<>();
        String section = "0";
        boolean fenced = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("```")) {
                fenced = !fenced;
                continue;
            }
            if (fenced) {
                continue;
            }
            section = sectionOf(line, section);
            if (line.startsWith("#") || !sections.test(section)) {
                continue;
            }
            boolean header =
                    i + 1 < lines.size() && lines.get(i + 1).matches("^\\|[ :|-]+\\|\\s*$");
            if (line.startsWith("|")) {
                if (!header && !line.matches("^\\|[ :|-]+\\|\\s*$")) {
                    items.add(row(file, section, i + 1, line));
                }
            } else {
                for (String text : texts(line)) {
                    items.add(new ContractItem(file, section, "text", i + 1, text, List.of(text)));
                }
            }
        }
        return items;
    }

    private static String sectionOf(String line, String current) {
        Matcher decision = DECISION.matcher(line);
        if (decision.matches()) {
            return decision.group(1);
        }
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            return heading.group(1);
        }
        Matcher named = NAMED_HEADING.matcher(line);
        return named.matches() ? current.replaceAll(" .*", "") + " " + named.group(1) : current;
    }

    private static ContractItem row(String file, String section, int number, String line) {
        String cells = line.strip();
        List<String> texts = texts(cells);
        String excerpt = cells.length() > 110 ? cells.substring(0, 110) + "…" : cells;
        return new ContractItem(file, section, "row", number, excerpt, texts);
    }

    private static List<String> texts(String line) {
        List<String> texts = new ArrayList<>();
        Matcher code = CODE.matcher(line);
        while (code.find()) {
            String text = code.group(1) == null ? code.group(2) : code.group(1);
            texts.add(text.replace("\\|", "|"));
        }
        return texts;
    }
}
