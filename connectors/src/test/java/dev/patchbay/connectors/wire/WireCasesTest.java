package dev.patchbay.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Plays the case files of {@code src/test/resources/cases} and {@code spec-cases}; {@code
 * -Dpatchbay.cases=slack} only those whose name begins so.
 */
class WireCasesTest {

    private static final Path FOLDER = Path.of("src/test/resources/cases");

    /** Types described as data that use what none of the bundled ones does. */
    private static final Path SPECS = Path.of("src/test/resources/spec-cases");

    private static final String ONLY = System.getProperty("patchbay.cases", "");

    @TestFactory
    Stream<DynamicContainer> cases() {
        return Stream.of(FOLDER, SPECS)
                .flatMap(folder -> CaseFile.all(folder).stream())
                .filter(path -> path.getFileName().toString().startsWith(ONLY))
                .map(WireCasesTest::container);
    }

    private static DynamicContainer container(Path path) {
        CaseFile file = CaseFile.read(path);
        assertThat(file.cases()).isNotEmpty();
        return DynamicContainer.dynamicContainer(
                path.getFileName().toString(),
                file.cases().stream()
                        .map(one ->
                                DynamicTest.dynamicTest(
                                        one.name(), () -> CaseRun.play(file, one))));
    }
}
