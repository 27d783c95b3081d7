package dev.patchbay.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Contract connectors-messaging-webhook, sections 1.5 and 1.7. */
class BodiesTest {

    private static final HttpCall CALL = HttpCall.of("POST", "https://example.com/");
    private static final HttpCall JSON_CALL = CALL.withHeader("Content-Type", "application/json");

    @Test
    void jsonGetsItsTypeUnlessThereIsOne() {
        HttpCall plain = Bodies.json(CALL, Json.read("{\"a\": [1, 2.0]}"));
        assertThat(type(plain)).isEqualTo("application/json");
        assertThat(body(plain)).isEqualTo("{\"a\":[1,2.0]}");

        HttpCall typed =
                Bodies.json(
                        CALL.withHeader("content-type", "application/vnd.pagerduty+json"),
                        Json.object());
        assertThat(type(typed)).isEqualTo("application/vnd.pagerduty+json");
    }

    @Test
    void noTextIsNoBody() {
        assertThat(Bodies.text(CALL, "")).isSameAs(CALL);
        assertThat(Bodies.text(JSON_CALL, "").body()).isEmpty();
    }

    @Test
    void textWithoutATypeIsSentVerbatimAsAForm() {
        HttpCall call = Bodies.text(CALL, " {\"a\": 1}\n");

        assertThat(type(call)).isEqualTo("application/x-www-form-urlencoded");
        assertThat(body(call)).isEqualTo(" {\"a\": 1}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`  {\"a\": 1} \n` | {\"a\": 1}",
                "5                 | 5",
                "hello             | \"hello\"",
                "`  `              | `\"  \"`",
                "`say \"hi\"`      | `\"say \\\"hi\\\"\"`",
                "{\"a\": 1         | `\"{\\\"a\\\": 1\"`"
            })
    void textOfJsonTypeIsTrimmedOrQuoted(String text, String sent) {
        assertThat(body(Bodies.text(JSON_CALL, text))).isEqualTo(sent);
    }

    @Test
    void whatIsQuotedKeepsItsBlanks() {
        assertThat(body(Bodies.text(JSON_CALL, " no json "))).isEqualTo("\" no json \"");
    }

    @Test
    void textOfAnotherTypeIsSentAsItIs() {
        HttpCall call = Bodies.text(CALL.withHeader("Content-Type", "text/plain"), " ü ");

        assertThat(type(call)).isEqualTo("text/plain");
        assertThat(call.body().orElseThrow()).isEqualTo(" ü ".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFormIsSortedAndEncoded() {
        Map<String, String> fields = new HashMap<>();
        fields.put("scope", "read write");
        fields.put("grant_type", "client_credentials");
        fields.put("client_secret", "a&b=ü");
        fields.put("client_id", "abc");
        HttpCall call = Bodies.form(JSON_CALL, fields);

        assertThat(type(call)).isEqualTo("application/x-www-form-urlencoded; charset=UTF-8");
        assertThat(body(call))
                .isEqualTo(
                        "client_id=abc&client_secret=a%26b%3D%C3%BC"
                                + "&grant_type=client_credentials&scope=read+write");
    }

    private static String type(HttpCall call) {
        return call.headers().first("Content-Type").orElse("");
    }

    private static String body(HttpCall call) {
        return new String(call.body().orElseThrow(), StandardCharsets.UTF_8);
    }
}
