package dev.patchbay.engine.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class CanonicalJsonTest {

    /** RFC 8785, section 3.2.2 and 3.2.3, and the sample of its section 3.2.4. */
    @Test
    void primitivesAreWrittenAsInTheRfc() {
        assertThat(
                        canonical(
                                """
                                {
                                  "numbers": [333333333.33333329, 1E30, 4.50,
                                              2e-3, 0.000000000000000000000000001],
                                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                                  "literals": [null, true, false]
                                }
                                """))
                .isEqualTo(
                        "{\"literals\":[null,true,false],"
                                + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                                + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** RFC 8785, section 3.2.3: by UTF-16 units, so the smiley comes before U+FB33. */
    @Test
    void membersAreSortedByUtf16Units() {
        assertThat(
                        canonical(
                                """
                                {
                                  "\\u20ac": "Euro Sign",
                                  "\\r": "Carriage Return",
                                  "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                                  "1": "One",
                                  "\\ud83d\\ude00": "Emoji: Grinning Face",
                                  "\\u0080": "Control",
                                  "\\u00f6": "Latin Small Letter O With Diaeresis"
                                }
                                """))
                .isEqualTo(
                        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                                + "\"ö\":\"Latin Small Letter O With Diaeresis\","
                                + "\"€\":\"Euro Sign\",\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                                + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @Test
    void orderGoesDownIntoArraysAndIgnoresTheLocale() {
        assertThat(canonical("[56, {\"d\": true, \"10\": null, \"1\": [ ]}]"))
                .isEqualTo("[56,{\"1\":[],\"10\":null,\"d\":true}]");
        assertThat(
                        canonical(
                                "{\"peach\":1,\"péché\":2,\"pêche\":3,\"sin\":4,\"\":5,\"A\":{},"
                                        + "\"a\":{\"\\n\":56.0,\"E\":\"no\",\"e\":\"yes\"}}"))
                .isEqualTo(
                        "{\"\":5,\"A\":{},\"a\":{\"\\n\":56,\"E\":\"no\",\"e\":\"yes\"},"
                                + "\"peach\":1,\"péché\":2,\"pêche\":3,\"sin\":4}");
    }

    @Test
    void textIsNotNormalized() {
        assertThat(canonical("\"A\\u030a\\u007f</script>\""))
                .isEqualTo("\"A\u030a\u007f</script>\"");
    }

    /** RFC 8785, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2",
        // Java prefers two digits to one here.
        "44e52d02c7e14af6, 8e+23",
        "4340000000000001, 9007199254740994"
    })
    void numbersAreWrittenAsInEcmaScript(String bits, String text) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

        assertThat(CanonicalJson.write(DoubleNode.valueOf(value))).isEqualTo(text);
    }

    @Test
    void theFormOfANumberDoesNotMatter() {
        assertThat(canonical("[587,587.0,5.87e2,0.00587E5,9007199254740993,-0.0]"))
                .isEqualTo("[587,587,587,587,9007199254740992,0]");
    }

    @Test
    void whatTheRfcRefusesIsWrittenAsJavaScriptDoes() {
        assertThat(canonical("[1e400,-1e400,1" + "0".repeat(999) + "]"))
                .isEqualTo("[null,null,null]");
        assertThat(CanonicalJson.write(Json.array().add("\ud800x\udc00\ud83d\ude00\ud83d")))
                .isEqualTo("[\"\\ud800x\\udc00\ud83d\ude00\\ud83d\"]");
    }

    @Test
    void randomValuesHaveOneTextWhateverTheirOrder() {
        long seed = new Random().nextLong();
        System.out.println("CanonicalJsonTest seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            JsonNode value = value(random, 4);
            String text = CanonicalJson.write(value);

            assertThat(CanonicalJson.write(Json.read(text))).as("seed %d", seed).isEqualTo(text);
            assertThat(CanonicalJson.write(shuffled(value, random)))
                    .as("seed %d", seed)
                    .isEqualTo(text);
        }
    }

    @Test
    void randomNumbersReadBackAsThemselves() {
        long seed = new Random().nextLong();
        System.out.println("CanonicalJsonTest numbers seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (!Double.isFinite(value)) {
                continue;
            }
            assertThat(Double.parseDouble(CanonicalJson.write(DoubleNode.valueOf(value))))
                    .as("seed %d", seed)
                    .isEqualTo(value);
        }
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> Json.read("null");
            case 1 -> Json.read(Boolean.toString(random.nextBoolean()));
            case 2 -> Json.read(Long.toString(random.nextLong() >> random.nextInt(64)));
            case 3 ->
                    DoubleNode.valueOf(
                            (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(60) - 30));
            case 4 -> Json.array().add(text(random)).get(0);
            case 5 -> {
                ArrayNode array = Json.array();
                for (int i = random.nextInt(5); i > 0; i--) {
                    array.add(value(random, depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = Json.object();
                for (int i = random.nextInt(5); i > 0; i--) {
                    object.set(text(random), value(random, depth - 1));
                }
                yield object;
            }
        };
    }

    /** Characters of every plane, half of them ASCII. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            int any = random.nextInt(random.nextBoolean() ? 0x80 : 0x11_0000);
            text.appendCodePoint(any >= 0xd800 && any < 0xe000 ? ' ' : any);
        }
        return text.toString();
    }

    private static JsonNode shuffled(JsonNode value, Random random) {
        if (value instanceof ObjectNode object) {
            List<String> names = new ArrayList<>(object.propertyNames());
            Collections.shuffle(names, random);
            ObjectNode other = Json.object();
            names.forEach(name -> other.set(name, shuffled(object.get(name), random)));
            return other;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode other = Json.array();
            array.forEach(element -> other.add(shuffled(element, random)));
            return other;
        }
        return value;
    }

    private static String canonical(String json) {
        return CanonicalJson.write(Json.read(json));
    }
}
