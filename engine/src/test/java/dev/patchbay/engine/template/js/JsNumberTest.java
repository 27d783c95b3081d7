package dev.patchbay.engine.template.js;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Random;

/** Numbers as JavaScript prints and reads them. */
class JsNumberTest {

    @ParameterizedTest
    @CsvSource({
        "0.0, 0",
        "-0.0, 0",
        "1.0, 1",
        "-1.5, -1.5",
        "1e21, 1e+21",
        "1.25e22, 1.25e+22",
        "123456789012345680000, 123456789012345680000",
        "1e-6, 0.000001",
        "1e-7, 1e-7",
        "1.5e-7, 1.5e-7",
        "4.9e-324, 5e-324",
        "NaN, NaN",
        "Infinity, Infinity",
        "-Infinity, -Infinity",
        "9007199254740993, 9007199254740992",
        "0.30000000000000004, 0.30000000000000004",
    })
    void prints(double number, String expected) {
        assertThat(JsNumber.text(number)).isEqualTo(expected);
    }

    @Test
    void everyPrintedNumberReadsBack() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                assertThat(Double.parseDouble(JsNumber.text(number))).isEqualTo(number);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "12abc ~ 12",
                "` \t-1.5e2x` ~ -150",
                "+.5 ~ 0.5",
                "5. ~ 5",
                "1e ~ 1",
                "1e+ ~ 1",
                "0x10 ~ 0",
                "Infinityx ~ Infinity",
                "-Infinity ~ -Infinity",
                "abc ~ NaN",
                "`` ~ NaN",
                "- ~ NaN",
                ". ~ NaN",
                "1d ~ 1",
            })
    void parsesTheNumberInFront(String text, double expected) {
        assertThat(JsNumber.parseFloat(text)).isEqualTo(Double.valueOf(expected));
    }
}
