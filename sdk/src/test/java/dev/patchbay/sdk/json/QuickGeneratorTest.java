package dev.patchbay.sdk.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Random;

/** What it writes is what the library writes. */
class QuickGeneratorTest {

    private static final JsonMapper LIBRARY = JsonMapper.builder().build();

    private final Random random = new Random(20);

    private void same(String text) {
        ObjectNode object = Json.object().put("before", 1).put("text", text).put("after", text);
        ArrayNode array = Json.array().add(text).add(text).add(2);
        assertThat(Json.writeBytes(object)).isEqualTo(LIBRARY.writeValueAsBytes(object));
        assertThat(Json.writeBytes(array)).isEqualTo(LIBRARY.writeValueAsBytes(array));
        assertThat(Json.read(Json.writeBytes(object))).isEqualTo(object);
    }

    private String text(int length, int characters, int special) {
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            boolean plain = special == 0 || random.nextInt(special) > 0;
            text.append(
                    plain ? (char) ('a' + random.nextInt(26)) : (char) random.nextInt(characters));
        }
        return text.toString();
    }

    @Test
    void everyCharacterOfAsciiAtEveryPlaceOfEight() {
        for (int one = 0; one < 128; one++) {
            for (int place = 0; place < 9; place++) {
                String text = "x".repeat(QuickGenerator.LEAST + place) + (char) one + "y".repeat(9);
                same(text);
            }
        }
    }

    @Test
    void textsOfEveryKindAndLength() {
        for (int round = 0; round < 3_000; round++) {
            int length = random.nextInt(round % 50 == 0 ? 40_000 : 300);
            same(text(length, 0x80, 1 + random.nextInt(40)));
            same(text(length, 0x800, 1 + random.nextInt(200)));
        }
    }

    @Test
    void whatIsAllEscapesFillsManyBuffers() {
        for (int length : new int[] {1_023, 1_024, 1_025, 8_000, 100_000}) {
            same("\u0001".repeat(length));
            same("\"".repeat(length));
        }
    }

    @Test
    void halfACharacterIsWrittenAsByTheLibrary() {
        String text = "x".repeat(100) + '\ud800' + "y".repeat(100);
        ObjectNode object = Json.object().put("text", text);
        assertThat(Json.writeBytes(object)).isEqualTo(LIBRARY.writeValueAsBytes(object));
    }
}
