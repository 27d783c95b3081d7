package dev.patchbay.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command line as far as it needs no server. */
final class KeysCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.run(
                arguments,
                line -> line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)));
    }

    @Test
    void generatedKeyIsALineForKibanaYml() {
        assertThat(run("keys", "generate")).isZero();
        String key =
                YAMLMapper.builder()
                        .build()
                        .readTree(out.toString())
                        .path("xpack.encryptedSavedObjects.encryptionKey")
                        .stringValue();
        assertThat(key).matches("[0-9a-f]{64}");
    }

    @Test
    void everyKeyIsAnother() {
        run("keys", "generate");
        run("keys", "generate");
        Matcher keys = Pattern.compile("[0-9a-f]{64}").matcher(out.toString());
        assertThat(keys.results().map(result -> result.group()).distinct()).hasSize(2);
    }

    @Test
    void unknownCommandIsAUsageError() {
        assertThat(run("serv")).isEqualTo(64);
        assertThat(err.toString()).contains("serv");
    }
}
