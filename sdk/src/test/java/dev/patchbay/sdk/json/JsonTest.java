package dev.patchbay.sdk.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

class JsonTest {

    record Server(String host, Optional<Integer> port, List<String> tags) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "587",
                "587.0",
                "1.10",
                "0.1",
                "12345678901234567890",
                "3.141592653589793238462643",
                "-0.5",
                "9007199254740993"
            })
    void numbersKeepTheirForm(String number) {
        assertThat(Json.write(Json.read(number))).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{} {}",
                "{}x",
                "[1,]",
                "{'a':1}",
                "{a:1}",
                "01",
                "+1",
                ".5",
                "NaN",
                "Infinity",
                "// c\n1",
                "\"a\nb\"",
                "\"\\x\"",
                "tru",
                "\ufeff",
                "1 2",
                "{\"a\":}"
            })
    void whatIsNotOneJsonValueIsRefused(String text) {
        assertThatThrownBy(() -> Json.read(text)).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> Json.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JacksonException.class);
        assertThat(Json.isOne(text)).isFalse();
    }

    /** {@code JSON.parse} takes them; nothing here could compute with them. */
    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "{\"a\":-1E-99999999999}", "[0.0e+99999999999]"})
    void exponentBeyondAllLimitsIsRefusedAndStillJson(String text) {
        assertThatThrownBy(() -> Json.read(text)).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> Json.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JacksonException.class);
        assertThat(Json.isOne(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1,{\"a\":[]}]", " \"x\" ", "null", "-0.5e3"})
    void oneJsonValueIsTold(String text) {
        assertThat(Json.isOne(text)).isTrue();
    }

    @Test
    void nestingEndsAtItsBound() {
        String deepest = "[".repeat(Json.DEEPEST_NESTING) + "]".repeat(Json.DEEPEST_NESTING);

        assertThat(Json.write(Json.read(deepest))).isEqualTo(deepest);
        assertThatThrownBy(() -> Json.read("[" + deepest + "]"))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void absurdNumbersAreRefused() {
        assertThat(Json.read("1".repeat(1_000)).isNumber()).isTrue();
        assertThatThrownBy(() -> Json.read("1".repeat(1_001))).isInstanceOf(JacksonException.class);
    }

    @Test
    void invalidUtf8IsRefused() {
        assertThatThrownBy(() -> Json.read(new byte[] {'"', (byte) 0xc3, '"'}))
                .isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> Json.read(new byte[] {'"', (byte) 0xff, '"'}))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void ofAMemberNamedTwiceTheLastCounts() {
        assertThat(Json.write(Json.read("{\"a\":1,\"b\":2,\"a\":3}")))
                .isEqualTo("{\"a\":3,\"b\":2}");
    }

    @Test
    void errorsDoNotQuoteTheText() {
        assertThatThrownBy(() -> Json.read("{\"password\":\"canary\",x}"))
                .isInstanceOf(JacksonException.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void textsOfEveryPlaneComeBack() {
        String json = "{\"ü\":\"€ \ud83d\ude00 \\u0000 \\\"\"}";

        assertThat(Json.write(Json.read(json))).isEqualTo(json);
        assertThat(new String(Json.writeBytes(Json.read(json)), StandardCharsets.UTF_8))
                .isEqualTo(json);
    }

    @Test
    void absenceAndNullBindAsEmptyAndUnknownMembersAreLeft() {
        Server absent = Json.bind(Json.read("{\"host\":\"h\",\"tags\":[],\"x\":1}"), Server.class);
        Server none =
                Json.bind(Json.read("{\"host\":\"h\",\"port\":null,\"tags\":[]}"), Server.class);

        assertThat(absent).isEqualTo(new Server("h", Optional.empty(), List.of())).isEqualTo(none);
        assertThat(
                        Json.bind(
                                Json.read("{\"host\":\"h\",\"port\":25,\"tags\":[\"a\"]}"),
                                Server.class))
                .isEqualTo(new Server("h", Optional.of(25), List.of("a")));
    }

    @Test
    void aRecordThatDoesNotFitIsABug() {
        ObjectNode wrong = Json.object().put("host", "h").put("port", "smtp");

        assertThatThrownBy(() -> Json.bind(wrong, Server.class))
                .isInstanceOf(JacksonException.class);
    }
}
