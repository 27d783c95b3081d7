package dev.patchbay.sdk.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;

/** Which indices the service account may be used for. */
class AllowedIndicesTest {

    @ParameterizedTest
    @CsvSource({
        "logs, true",
        "kibana-alert-history-x, true",
        "a.b, true",
        "<logs-{now/d}>, true",
        ".security-7, false",
        "<.security-{now/d}>, false",
        "<{now{'.security-7'}}>, false",
        "<, false",
        "'logs,.security-7', false",
        "logs*, false",
        "*, false"
    })
    void everyNameWithoutALeadingDotUnlessThereIsAList(String name, boolean allowed) {
        assertThat(AllowedIndices.DEFAULT.allows(name)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "*, logs, true",
        "*, .security-7, false",
        "*, <.security-7>, false",
        "*, <{now}>, false",
        ".*, .security-7, true",
        ".*, logs, false",
        ".alerts-*, .alerts-x, true",
        ".alerts-*, .security-7, false",
        "logs-*, logs-1, true",
        "logs-*, logs, false",
        "logs-*, xlogs-1, false",
        "logs-*, <logs-{now/d}>, true",
        "logs-*, <other-{now/d}>, false",
        "logs-*, 'logs-1,other', false",
        "logs, logs, true",
        "logs, logs2, false",
        "lo.s, logs, false",
        "a*c*e, abcde, true",
        "a*c*e, abde, false"
    })
    void aListIsTakenByItsWord(String pattern, String name, boolean allowed) {
        assertThat(new AllowedIndices(Optional.of(List.of(pattern))).allows(name))
                .isEqualTo(allowed);
    }

    @org.junit.jupiter.api.Test
    void anEmptyListAllowsNothing() {
        assertThat(new AllowedIndices(Optional.of(List.of())).allows("logs")).isFalse();
    }
}
