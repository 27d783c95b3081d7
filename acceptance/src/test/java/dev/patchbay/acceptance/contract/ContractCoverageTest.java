package dev.patchbay.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.acceptance.contract.AssertedTexts.TestTexts;
import dev.patchbay.acceptance.contract.ContractCoverage.Line;
import dev.patchbay.acceptance.contract.ContractCoverage.Reason;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes {@code docs/contract-coverage.tsv}. The contract is not part of the repository: where it is
 * not beside it (or named by {@code -Dpatchbay.contract=DIR}) the test says so and is skipped.
 */
class ContractCoverageTest {

    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final Path TABLE = REPOSITORY.resolve("docs/contract-coverage.tsv");
    private static final Path REASONS = REPOSITORY.resolve("docs/contract-coverage-reasons.tsv");
    private static final Pattern TEST_NAME =
            Pattern.compile("\\b[A-Z]\\w+(?:Test|IT)\\b(?:\\.\\w+)?");

    @Test
    void everyTextOfTheContractIsAssertedOrHasAReason() throws IOException {
        Path contract =
                Path.of(
                        System.getProperty(
                                "patchbay.contract",
                                REPOSITORY
                                        .resolveSibling("shared")
                                        .resolve("contract")
                                        .toString()));
        assumeTrue(Files.isDirectory(contract), "the wire contract is not beside the repository");

        List<Line> table = ContractCoverage.table(contract, REPOSITORY, reasons());
        Files.writeString(TABLE, text(table));

        Map<String, Long> counts =
                table.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Line::status, TreeMap::new, Collectors.counting()));
        System.out.println("contract coverage: " + counts + " of " + table.size());
        assertThat(table.stream().filter(line -> line.status().equals("uncovered")).map(Line::tsv))
                .as("neither asserted by a test nor excused in " + REASONS.getFileName())
                .isEmpty();
    }

    /** Who says that another test shows it names that test. */
    @Test
    void reasonsNameTestsThatExist() throws IOException {
        Set<String> tests =
                AssertedTexts.under(REPOSITORY).stream()
                        .map(TestTexts::name)
                        .flatMap(name -> Stream.of(name, name.replaceAll("\\..*", "")))
                        .collect(Collectors.toSet());
        for (Reason reason : reasons()) {
            List<String> named =
                    TEST_NAME.matcher(reason.text()).results().map(MatchResult::group).toList();
            assertThat(tests).as(reason.text()).containsAll(named);
            assertThat(reason.status()).isIn("later", "fact", "shown", "unreachable");
            assertThat(named.isEmpty() && reason.status().equals("shown"))
                    .as(reason.text())
                    .isFalse();
        }
    }

    private static String text(List<Line> table) {
        StringBuilder text =
                new StringBuilder("file\tsection\tkind\texcerpt\tstatus\ttests or reason\n");
        table.forEach(line -> text.append(line.tsv()).append('\n'));
        Map<String, Long> counts =
                table.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Line::status, TreeMap::new, Collectors.counting()));
        counts.forEach((status, count) ->
                text.append("# ").append(status).append('\t').append(count).append('\n'));
        return text.toString();
    }

    private static List<Reason> reasons() throws IOException {
        List<Reason> reasons = new ArrayList<>();
        for (String line : Files.readAllLines(REASONS)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] cells = line.split("\t", 5);
                reasons.add(
                        new Reason(
                                Pattern.compile(cells[0]),
                                Pattern.compile(cells[1]),
                                Pattern.compile(cells[2]),
                                cells[3],
                                cells[4]));
            }
        }
        return reasons;
    }
}
