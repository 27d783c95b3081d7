package dev.patchbay.acceptance.contract;

import dev.patchbay.acceptance.contract.AssertedTexts.TestTexts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Matches what the contract says with what tests assert. */
final class ContractCoverage {

    /** One line of the table: what, whether, by which test or why not. */
    record Line(ContractItem item, String status, String evidence) {
        String tsv() {
            return String.join(
                    "\t",
                    item.file(),
                    item.section(),
                    item.kind(),
                    item.excerpt().replace('\t', ' '),
                    status,
                    evidence);
        }
    }

    /**
     * A hand-written reason: which file, section and text it is about (regular expressions), and
     * the reason.
     */
    record Reason(Pattern file, Pattern section, Pattern excerpt, String status, String text) {}

    /** The sections that are in question, by file; the rest belongs to later work. */
    static final Map<String, Predicate<String>> SCOPE =
            new TreeMap<>(
                    Map.of(
                            "actions-api.md", section -> !section.matches("0( .*)?"),
                            "security-and-spaces.md",
                                    section -> !section.matches("(0|3\\.[67])( .*)?"),
                            "settings.md", section -> !section.matches("0( .*)?"),
                            "terraform.md", section -> section.matches("([1-8])(\\.\\d)?( .*)?"),
                            "connectors-messaging-webhook.md",
                                    section ->
                                            section.matches(
                                                    "(0|1|[3-8]|1[0-7]|19)(\\.\\d)?( .*)?")));

    private static final Pattern PLACEHOLDER =
            Pattern.compile(
                    "<[^<>]{1,40}>|\\{[^{}\"]{1,40}\\}|…|\\[NAME\\]|\\bNAME\\b|\\[ID\\]|\\bID\\b");

    private ContractCoverage() {}

    /** The whole table, in contract order. */
    static List<Line> table(Path contract, Path repository, List<Reason> reasons)
            throws IOException {
        TestIndex tests = new TestIndex(AssertedTexts.under(repository));
        List<Line> lines = new ArrayList<>();
        for (Map.Entry<String, Predicate<String>> scope : SCOPE.entrySet()) {
            List<String> text = Files.readAllLines(contract.resolve(scope.getKey()));
            for (ContractItem item : ContractItem.read(scope.getKey(), text, scope.getValue())) {
                lines.add(line(item, tests, reasons));
            }
        }
        return lines;
    }

    private static Line line(ContractItem item, TestIndex tests, List<Reason> reasons) {
        List<String> holders =
                item.texts().stream()
                        .filter(text -> text.length() >= 2)
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .flatMap(text -> holders(text, tests))
                        .distinct()
                        .limit(2)
                        .toList();
        if (!holders.isEmpty()) {
            return new Line(item, "covered", String.join(", ", holders));
        }
        return reasons.stream()
                .filter(reason -> applies(reason, item))
                .findFirst()
                .map(reason -> new Line(item, reason.status(), reason.text()))
                .orElseGet(() -> new Line(item, "uncovered", ""));
    }

    private static boolean applies(Reason reason, ContractItem item) {
        return reason.file().matcher(item.file()).matches()
                && reason.section().matcher(item.section()).matches()
                && reason.excerpt().matcher(item.excerpt()).find();
    }

    private static Stream<String> holders(String text, TestIndex tests) {
        String readable = text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\"", "\"");
        String[] fixed = PLACEHOLDER.split(readable);
        String anchor = Stream.of(fixed).max(Comparator.comparingInt(String::length)).orElse("");
        if (anchor.isBlank()) {
            return Stream.empty();
        }
        Pattern pattern = pattern(readable);
        return tests.candidates(readable, anchor).stream()
                .filter(test -> test.blob().contains(anchor) && pattern.matcher(test.blob()).find())
                .map(TestTexts::name);
    }

    private static Pattern pattern(String text) {
        StringBuilder regex = new StringBuilder();
        if (text.matches("\\w+")) {
            return Pattern.compile("(?<!\\w)" + Pattern.quote(text) + "(?!\\w)");
        }
        var hole = PLACEHOLDER.matcher(text);
        int from = 0;
        while (hole.find()) {
            regex.append(Pattern.quote(text.substring(from, hole.start()))).append("[^\\u0000]*?");
            from = hole.end();
        }
        regex.append(Pattern.quote(text.substring(from)));
        return Pattern.compile(regex.toString());
    }
}
