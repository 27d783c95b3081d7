package dev.patchbay.sdk.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTextErrorsTest {

    @Test
    void jsonHasNoError() {
        assertThat(JsonTextErrors.of("{\"a\":[1,null,\"x\"]}")).isEmpty();
        assertThat(JsonTextErrors.of(" 5 ")).isEmpty();
    }

    @Test
    void whatEndsTooEarlyAndWhatDoesNotFit() {
        assertThat(JsonTextErrors.of("")).contains("Unexpected end of JSON input");
        assertThat(JsonTextErrors.of("{\"a\":")).contains("Unexpected end of JSON input");
        assertThat(JsonTextErrors.of("{x"))
                .contains("Unexpected token 'x', \"{x\" is not valid JSON");
    }
}
