package dev.patchbay.connectors.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

/** What is said of an answer. */
class HttpTextsTest {

    /** JavaScript's notion of a message that is there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"message\":\"no\"} | [400] Bad Request: no",
                "{\"message\":\"\"} | [400] Bad Request",
                "{\"message\":null} | [400] Bad Request",
                "{\"message\":false} | [400] Bad Request",
                "{\"message\":true} | [400] Bad Request: true",
                "{\"message\":0} | [400] Bad Request",
                "{\"message\":0.0} | [400] Bad Request",
                "{\"message\":-1} | [400] Bad Request: -1",
                "{\"message\":0.5} | [400] Bad Request: 0.5",
                "{\"message\":[]} | [400] Bad Request: []",
                "{\"message\":{\"a\":1}} | [400] Bad Request: {\"a\":1}",
                "{\"error\":\"no\"} | [400] Bad Request",
                "<html> | [400] Bad Request",
            })
    void theMessageOfTheAnswer(String body, String text) {
        HttpReply reply =
                new HttpReply(
                        400, "Bad Request", Headers.EMPTY, body.getBytes(StandardCharsets.UTF_8));
        assertThat(HttpTexts.answer(reply)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"b\":1,\"a\":{\"d\":[{\"f\":1,\"e\":2}],\"c\":null}} |"
                        + " {\"a\":{\"c\":null,\"d\":[{\"e\":2,\"f\":1}]},\"b\":1}",
                "[2,1] | [2,1]",
                "\"b a\" | \"b a\"",
            })
    void keysAreInOrderAtEveryDepthAndElementsAreNot(String json, String text) {
        assertThat(SortedJson.text(Json.read(json))).isEqualTo(text);
    }
}
