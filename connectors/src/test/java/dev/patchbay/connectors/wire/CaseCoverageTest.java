package dev.patchbay.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.connectors.BuiltInTypes;
import dev.patchbay.connectors.TypeParams;
import dev.patchbay.connectors.wire.CaseField.Bound;
import dev.patchbay.net.Network;
import dev.patchbay.net.NetworkSettings;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.Operations;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The case files of each type have what they must have: each operation with an end that is good,
 * each class of errors, each field refused, both ends of each bound. Counted from the files and the
 * schemas; a run writes {@code docs/case-coverage.md}.
 */
class CaseCoverageTest {

    private static final Path FOLDER = Path.of("src/test/resources/cases");
    private static final Path TABLE = Path.of("../docs/case-coverage.md");

    /** What an answer over HTTP, or none, leads to. */
    private static final Set<String> ERRORS =
            Set.of(
                    "authentication",
                    "clientError",
                    "network",
                    "notFound",
                    "rateLimited",
                    "serverError",
                    "timeout",
                    "tooLarge");

    /**
     * Types that have other ways out, which tests of their own go: SMTP, a log, and the cluster,
     * whose deadline and limits are the operator's.
     */
    private static final Map<String, Set<String>> OTHER_ERRORS =
            Map.of(
                    ".email", Set.of("authentication", "clientError", "serverError"),
                    ".index",
                            Set.of(
                                    "authentication",
                                    "clientError",
                                    "network",
                                    "notFound",
                                    "rateLimited",
                                    "serverError"),
                    ".server-log", Set.of());

    /** Types whose success is no answer over HTTP. */
    private static final Set<String> NO_HTML = Set.of(".email", ".server-log");

    private static final Map<String, String> ROWS = new TreeMap<>();
    private static final List<CaseFile> FILES =
            CaseFile.all(FOLDER).stream().map(CaseFile::read).toList();
    private static final List<ConnectorType> TYPES = builtIn();

    static Stream<String> types() {
        return TYPES.stream().map(ConnectorType::id).sorted();
    }

    @ParameterizedTest
    @MethodSource("types")
    void nothingIsMissing(String id) {
        ConnectorType type = TYPES.stream().filter(one -> one.id().equals(id)).findFirst().get();
        CaseEvidence evidence =
                CaseEvidence.of(FILES.stream().filter(file -> file.type().equals(id)).toList());
        List<String> missing = new ArrayList<>();
        Set<String> operations = operations(type);
        operations.stream()
                .filter(name -> !evidence.succeeded().contains(name))
                .forEach(name -> missing.add("success of " + name));
        operations.stream()
                .filter(name -> !NO_HTML.contains(id) && !evidence.asserted().contains(name))
                .forEach(name -> missing.add("what a success of " + name + " sends"));
        Set<String> errors = OTHER_ERRORS.getOrDefault(id, ERRORS);
        errors.stream()
                .filter(reason -> !evidence.reasons().contains(reason))
                .sorted()
                .forEach(reason -> missing.add("reason " + reason));
        boolean html = !NO_HTML.contains(id);
        if (html && !evidence.stranger()) {
            missing.add("a 2xx that is HTML");
        }
        List<CaseField> fields = CaseField.of(type);
        int bounds = 0;
        for (CaseField field : fields) {
            if (!evidence.refuses(field)) {
                missing.add("refusal of " + field);
            }
            for (Bound bound : field.bounds()) {
                bounds++;
                if (!evidence.bothEnds(field, bound)) {
                    missing.add("both ends of " + field + " " + bound);
                }
            }
        }
        assertThat(missing).as(id).isEmpty();
        ROWS.put(
                id,
                "| `%s` | %d | %d | %s | %d | %d |%n"
                        .formatted(
                                id,
                                operations.size(),
                                errors.size(),
                                html ? "yes" : "–",
                                fields.size(),
                                bounds));
    }

    private static Set<String> operations(ConnectorType type) {
        return type.operations() instanceof Operations.Single
                ? Set.of("")
                : TypeParams.operations(type).stream()
                        .map(operation -> operation.name())
                        .collect(Collectors.toSet());
    }

    private static List<ConnectorType> builtIn() {
        try (Network network =
                new Network(NetworkSettings.DEFAULT, new TokensInMemory(), new FixedClock())) {
            return new BuiltInTypes().types(new CaseContext(network.allowedHosts(), Map.of()));
        }
    }

    @AfterAll
    static void writeTable() throws IOException {
        if (ROWS.size() == TYPES.size()) {
            Files.writeString(
                    TABLE,
                    """
                    # What the case files cover

                    Written by `CaseCoverageTest`, which fails when one of these is missing: each
                    operation ends well in a case that says what reached the vendor; each class of
                    errors has a case; a 2xx that is HTML has one; a value of each field is refused
                    in one; each bound has a case with a value on it and one with a value beyond it.
                    Counted from `connectors/src/test/resources/cases` and the types' schemas. How
                    each text is escaped in templates is in `template-fields.tsv` of the server's
                    tests (`TemplateFieldsTest`).

                    | type | operations | error classes | HTML | fields | bounds |
                    |---|---|---|---|---|---|
                    """
                            + String.join("", ROWS.values()));
        }
    }
}
