package dev.patchbay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.connectors.spec.BundledSpecs;
import dev.patchbay.connectors.spec.SpecReader;
import dev.patchbay.engine.connector.ConnectorTypes;
import dev.patchbay.sdk.connector.AllowedHosts;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.TypeContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which files are types, and what stays when one of them is none. */
class SpecDirectoryTest {

    private static final String SPEC =
            """
            spec: 1
            id: lamp
            name: Lamp
            documentation: https://example.com/
            features: [alerting]
            operations:
              test:
                summary: Asks.
                request: {method: GET, url: 'https://example.com/v1'}
                idempotency: safe
            test: test
            """;

    @TempDir Path directory;

    private final TypeContext context = new Anywhere();
    private final List<ConnectorType> bundled = BundledSpecs.types(context);
    private final ConnectorTypes registry = new ConnectorTypes(bundled, _ -> true);
    private long writes;

    @Test
    void filesOfTheTwoEndingsAreTypes() throws Exception {
        write("a.yaml", SPEC);
        write("b.yml", SPEC.replace("id: lamp", "id: bulb"));
        write("c.txt", SPEC.replace("id: lamp", "id: other"));
        write(".d.yaml", SPEC.replace("id: lamp", "id: hidden"));
        started();
        assertThat(ids()).contains("lamp", "bulb").doesNotContain("other", "hidden");
        assertThat(ids()).containsAll(bundled.stream().map(ConnectorType::id).toList());
    }

    @Test
    void aFileGoesBeforeTheBundledTypeOfItsIdAndGivesItBack() throws Exception {
        SpecDirectory specs = started();
        String hash = hash("ntfy");
        write("own.yaml", SPEC.replace("id: lamp", "id: ntfy"));
        specs.look();
        assertThat(hash("ntfy")).isNotEqualTo(hash);
        Files.delete(directory.resolve("own.yaml"));
        specs.look();
        assertThat(hash("ntfy")).isEqualTo(hash);
    }

    @Test
    void ofTwoFilesWithOneIdTheFirstByNameIsTheType() throws Exception {
        write("b.yaml", SPEC);
        SpecDirectory specs = started();
        String first = hash("lamp");
        write("c.yaml", SPEC + "# another\n");
        specs.look();
        assertThat(hash("lamp")).isEqualTo(first);
        assertThatThrownBy(this::started)
                .isInstanceOf(StartRefusedException.class)
                .hasMessage(
                        "a connector type cannot be read: c.yaml:1: id: lamp is taken by b.yaml");
    }

    @Test
    void whatIsNoTypeAnyMoreStaysTheTypeThatItWas() throws Exception {
        write("a.yaml", SPEC);
        SpecDirectory specs = started();
        String good = hash("lamp");
        Files.write(directory.resolve("a.yaml"), new byte[] {(byte) 0xff, 'x'});
        specs.look();
        assertThat(hash("lamp")).isEqualTo(good);
        write("a.yaml", SPEC.replace("spec: 1", "spec: 2"));
        specs.look();
        assertThat(hash("lamp")).isEqualTo(good);
        write("a.yaml", SPEC + "# better\n");
        specs.look();
        assertThat(hash("lamp")).isNotEqualTo(good);
    }

    @Test
    void aStartNamesEveryFileThatIsNone() throws Exception {
        write("a.yaml", SPEC.replace("id: lamp", "id: Lamp"));
        Files.write(directory.resolve("b.yaml"), new byte[] {(byte) 0xff});
        write("c.yaml", "#".repeat(4 * SpecReader.LONGEST + 1));
        assertThatThrownBy(this::started)
                .isInstanceOf(StartRefusedException.class)
                .hasMessage(
                        "a connector type cannot be read: a.yaml:2: id: Invalid string: must match"
                                + " pattern /^[a-z0-9][a-z0-9_-]{0,63}$/; b.yaml:1: the file is not"
                                + " UTF-8; c.yaml:1: the file is too long");
    }

    @Test
    void aDirectoryThatIsNoneRefusesTheStart() {
        SpecDirectory specs = specs(directory.resolve("nowhere"));
        assertThatThrownBy(specs::start)
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("patchbay.connectorSpecs.path cannot be read: ");
    }

    @Test
    void aDirectoryThatGoesAwayTakesNothingAlong() throws Exception {
        Path inner = Files.createDirectory(directory.resolve("inner"));
        Files.writeString(inner.resolve("a.yaml"), SPEC);
        SpecDirectory specs = specs(inner);
        specs.start();
        Files.delete(inner.resolve("a.yaml"));
        Files.delete(inner);
        specs.look();
        assertThat(ids()).contains("lamp");
    }

    private SpecDirectory started() throws StartRefusedException {
        SpecDirectory specs = specs(directory);
        specs.start();
        return specs;
    }

    private SpecDirectory specs(Path where) {
        return new SpecDirectory(where, new SpecReader(context), bundled, registry);
    }

    /** Each file is younger than the one before, whatever the file system's clock is. */
    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000 + 1_000 * ++writes));
    }

    private String hash(String id) {
        return registry.find(id).flatMap(ConnectorType::specHash).orElseThrow();
    }

    private List<String> ids() {
        return new ArrayList<>(registry.all().stream().map(ConnectorType::id).toList());
    }

    private record Anywhere() implements TypeContext, AllowedHosts {
        @Override
        public AllowedHosts allowedHosts() {
            return this;
        }

        @Override
        public Optional<JsonNode> setting(String dottedName) {
            return Optional.empty();
        }

        @Override
        public Optional<String> hostName(String url) {
            return Optional.of("example.com");
        }

        @Override
        public boolean allowsUrl(String url) {
            return true;
        }

        @Override
        public boolean allowsHost(String host) {
            return true;
        }
    }
}
