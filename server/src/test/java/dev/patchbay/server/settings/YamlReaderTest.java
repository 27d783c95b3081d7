package dev.patchbay.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** YAML 1.2 core schema: what a value becomes as JSON. */
final class YamlReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1 | {\"a\":1}",
                "a: -17 | {\"a\":-17}",
                "a: 007 | {\"a\":7}",
                "a: 0o17 | {\"a\":15}",
                "a: 0x1F | {\"a\":31}",
                "a: 1_000 | {\"a\":\"1_000\"}",
                "a: 1.50 | {\"a\":1.50}",
                "a: 1e3 | {\"a\":1000.0}",
                "a: .5 | {\"a\":0.5}",
                "a: 12345678901234567890 | {\"a\":1.2345678901234567E19}",
                "a: true | {\"a\":true}",
                "a: FALSE | {\"a\":false}",
                "a: yes | {\"a\":\"yes\"}",
                "a: on | {\"a\":\"on\"}",
                "a: ~ | {\"a\":null}",
                "a: | {\"a\":null}",
                "a: NULL | {\"a\":null}",
                "a: \"1\" | {\"a\":\"1\"}",
                "a: !!str 1 | {\"a\":\"1\"}",
                "a: !!int \"1\" | {\"a\":1}",
                "a: 2026-01-01 | {\"a\":\"2026-01-01\"}",
                "a: 10:30 | {\"a\":\"10:30\"}",
                "1: x | {\"1\":\"x\"}",
                "a: &x [1, 2]\\nb: *x | {\"a\":[1,2],\"b\":[1,2]}",
                "? &k a\\n: 1\\nb: *k | {\"a\":1,\"b\":\"a\"}",
                "a: {<<: [{x: 1}, {x: 2, y: 3}], y: 4} | {\"a\":{\"x\":1,\"y\":4}}",
                "a: {'<<': 1} | {\"a\":{\"<<\":1}}",
                "a: >\\n  one\\n  two\\n | {\"a\":\"one two\\n\"}",
                "a: #\\n  - x # y\\n | {\"a\":[\"x\"]}",
            })
    void scalarsAndCollections(String yaml, String json) throws RefusedException {
        String text = yaml.replace("\\n", "\n");
        assertThat(YamlReader.mapping("f", YamlReader.read("f", text)).toString()).isEqualTo(json);
    }
}
