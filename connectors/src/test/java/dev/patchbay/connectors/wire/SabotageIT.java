package dev.patchbay.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.connectors.wire.CaseFile.Case;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The case files are able to fail: each mistake of {@link Sabotage} that a type's requests have a
 * place for turns one of the type's cases red. A run over all types writes {@code
 * docs/sabotages.md}.
 */
class SabotageIT {

    private static final Path FOLDER = Path.of("src/test/resources/cases");
    private static final Path TABLE = Path.of("../docs/sabotages.md");
    private static final int FEWEST = 10;

    private static final Map<String, Map<Sabotage, String>> REDS = new TreeMap<>();

    private static final List<CaseFile> FILES =
            CaseFile.all(FOLDER).stream().map(CaseFile::read).toList();

    static Stream<String> types() {
        return FILES.stream()
                .filter(file -> file.cases().stream().anyMatch(SabotageIT::sends))
                .map(CaseFile::type)
                .distinct()
                .sorted();
    }

    /** Over HTTP, which leaves out the log and mail that goes over SMTP. */
    private static boolean sends(Case one) {
        return one.received().filter(requests -> !requests.isEmpty()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyMistakeTurnsACaseRed(String type) throws Exception {
        Map<Sabotage, String> reds = new EnumMap<>(Sabotage.class);
        for (Sabotage sabotage : Sabotage.values()) {
            red(type, sabotage).ifPresent(name -> reds.put(sabotage, name));
        }
        REDS.put(type, reds);
        assertThat(reds).hasSizeGreaterThanOrEqualTo(FEWEST).doesNotContainValue(GREEN);
    }

    private static final String GREEN = "no case turned red";

    /** The first red case; empty when no request of the type has a place for the mistake. */
    private static Optional<String> red(String type, Sabotage sabotage) throws IOException {
        boolean made = false;
        for (CaseFile file : FILES) {
            for (Case one : file.type().equals(type) ? file.cases() : List.<Case>of()) {
                AtomicBoolean here = new AtomicBoolean();
                if (sends(one) && fails(file, one, sabotage, here) && here.get()) {
                    return Optional.of(one.name());
                }
                made |= here.get();
            }
        }
        return made ? Optional.of(GREEN) : Optional.empty();
    }

    private static boolean fails(CaseFile file, Case one, Sabotage sabotage, AtomicBoolean made)
            throws IOException {
        try {
            CaseRun.play(
                    file,
                    one,
                    Surroundings.wired(transports -> new Sabotaged(transports, sabotage, made)));
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }

    @AfterAll
    static void writeTable() throws IOException {
        String table =
                """
                # Mistakes that turn a case red

                Written by `SabotageIT`: a mistake is made in every request of a type; the case
                named here is the first that fails. A mistake without a line has no place in the
                requests of the type.

                | type | mistake | red case |
                |---|---|---|
                """
                        + REDS.entrySet().stream()
                                .flatMap(type ->
                                        type.getValue().entrySet().stream()
                                                .map(red ->
                                                        "| `%s` | %s | %s |%n"
                                                                .formatted(
                                                                        type.getKey(),
                                                                        red.getKey().label(),
                                                                        red.getValue())))
                                .collect(Collectors.joining());
        boolean all = System.getProperty("patchbay.cases") == null;
        if (all && REDS.keySet().equals(types().collect(Collectors.toSet()))) {
            Files.writeString(TABLE, table);
        }
    }
}
