package dev.patchbay.sdk.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** Numbers that no double can hold are refused or kept like any other, never thrown over. */
final class HugeNumberTest {

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "1e999999999", "1E+309"})
    void beyondEveryBound(String number) {
        Parsed parsed = Schemas.number(0.0, 65535.0).parse(Json.read(number));
        assertThat(parsed.issues())
                .singleElement()
                .isInstanceOfSatisfying(
                        Issue.TooBig.class, big -> assertThat(big.maximum()).isEqualTo(65535.0));
    }

    @Test
    void belowEveryBound() {
        assertThat(Schemas.integer(0, 10).parse(Json.read("-1e400")).issues())
                .singleElement()
                .isInstanceOf(Issue.TooSmall.class);
    }

    @Test
    void longIntegersAreKept() {
        String digits = "9".repeat(400);
        assertThat(Schemas.number().parse(Json.read(digits)).get().toString()).isEqualTo(digits);
    }

    @Test
    void theirTypeIsStillNumber() {
        assertThat(RouteTexts.print("x", Schemas.string().parse(Json.read("1e400")).issues()))
                .isEqualTo("[x]: expected value of type [string] but got [number]");
        assertThat(
                        Schemas.union(Schemas.bool(), Schemas.string())
                                .parse(Json.read("1e400"))
                                .issues())
                .isNotEqualTo(List.of());
    }
}
