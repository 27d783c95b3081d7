package dev.patchbay.connectors.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

/** Expectations are results of {@code Buffer.from(text, "base64").toString("latin1")}. */
class NodeBase64Test {

    @Test
    void paddingIsOptional() {
        assertThat(decoded("aGVsbG8=")).isEqualTo("hello");
        assertThat(decoded("aGVsbG8")).isEqualTo("hello");
    }

    @Test
    void whatIsNoBase64IsSkipped() {
        assertThat(decoded("aGVs\nbG8=\n")).isEqualTo("hello");
        assertThat(decoded(" aGVs*bG8 é")).isEqualTo("hello");
    }

    @Test
    void bothAlphabetsAreRead() {
        assertThat(decoded("__79")).isEqualTo("ÿþý");
        assertThat(decoded("//79")).isEqualTo("ÿþý");
        assertThat(decoded("-_-_")).isEqualTo(decoded("+/+/"));
    }

    @Test
    void theTextEndsAtThePadding() {
        assertThat(decoded("aGVsbG8=aGVsbG8=")).isEqualTo("hello");
    }

    @Test
    void nothingIsAnError() {
        assertThat(decoded("")).isEmpty();
        assertThat(decoded("a")).isEmpty();
        assertThat(decoded("====")).isEmpty();
        assertThat(decoded("éé")).isEmpty();
    }

    private static String decoded(String base64) {
        return new String(NodeBase64.decode(base64), StandardCharsets.ISO_8859_1);
    }
}
