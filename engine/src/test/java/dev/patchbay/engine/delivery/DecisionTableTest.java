package dev.patchbay.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.ErrorSource;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.outcome.WireRetry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Each cell of ADR 2. */
class DecisionTableTest {

    private static final JsonNode CHECKPOINT = Json.object().put("commentsDone", 1);
    private static final Instant LATER = Instant.parse("2026-11-26T10:00:00Z");
    private static final List<Idempotency> HARMLESS =
            List.of(Idempotency.SAFE, Idempotency.KEYED, Idempotency.REPEATABLE);

    private static Failed failed(Reason reason, Effect effect) {
        return new Failed(
                reason,
                "no",
                Optional.empty(),
                // The wire lies in both directions; it must not matter.
                reason.ordinal() % 2 == 0 ? WireRetry.YES : WireRetry.NO,
                ErrorSource.USER,
                effect,
                Optional.of(LATER));
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case Decision.Done _ -> "done";
            case Decision.Again _ -> "again";
            case Decision.AgainAt(var at) -> at.equals(Optional.of(LATER)) ? "againAt" : "?";
            case Decision.Resume(var checkpoint, var at) ->
                    checkpoint.equals(CHECKPOINT) && at.equals(Optional.of(LATER)) ? "resume" : "?";
            case Decision.Twice _ -> "twice";
            case Decision.Dead(var checkpoint) ->
                    checkpoint.isEmpty() ? "dead" : "dead with checkpoint";
        };
    }

    private static String word(Reason reason, Effect effect, Idempotency idempotency, int inARow) {
        return word(DecisionTable.of(failed(reason, effect), idempotency, inARow));
    }

    @ParameterizedTest
    @CsvSource({
        "configuration,  dead,    dead with checkpoint, dead,    dead",
        "authentication, again,   resume,               again,   dead",
        "notFound,       dead,    dead with checkpoint, dead,    dead",
        "rateLimited,    againAt, resume,               againAt, againAt",
        "clientError,    dead,    dead with checkpoint, dead,    dead",
        "serverError,    againAt, resume,               againAt, twice",
        "timeout,        again,   resume,               again,   twice",
        "network,        again,   resume,               again,   twice",
        "tls,            again,   resume,               again,   twice",
        "blocked,        dead,    dead with checkpoint, dead,    dead",
        "tooLarge,       dead,    dead with checkpoint, again,   dead",
        "internal,       again,   resume,               again,   dead",
    })
    void eachCellDecidesAsTheTableSays(
            String label, String none, String partial, String harmless, String effectful) {
        Reason reason =
                Arrays.stream(Reason.values())
                        .filter(one -> one.label().equals(label))
                        .findFirst()
                        .orElseThrow();
        for (Idempotency any : Idempotency.values()) {
            assertThat(word(reason, Effect.NONE, any, 1)).isEqualTo(none);
            assertThat(word(reason, new Effect.Partial(CHECKPOINT), any, 1)).isEqualTo(partial);
            assertThat(word(reason, Effect.APPLIED, any, 1)).isEqualTo("done");
        }
        for (Idempotency each : HARMLESS) {
            assertThat(word(reason, Effect.UNKNOWN, each, 1)).isEqualTo(harmless);
        }
        assertThat(word(reason, Effect.UNKNOWN, Idempotency.EFFECTFUL, 1)).isEqualTo(effectful);
        assertThat(word(reason, Effect.UNKNOWN, Idempotency.NEVER_TWICE, 1))
                .isEqualTo(effectful.equals("twice") ? "dead" : effectful);
    }

    @ParameterizedTest
    @EnumSource(Idempotency.class)
    void successIsDone(Idempotency any) {
        assertThat(word(DecisionTable.of(Outcome.ok(), any, 0))).isEqualTo("done");
    }

    @Test
    void aBugOfOursIsTriedAgainThreeTimes() {
        assertThat(word(Reason.INTERNAL, Effect.NONE, Idempotency.EFFECTFUL, 3)).isEqualTo("again");
        assertThat(word(Reason.INTERNAL, Effect.NONE, Idempotency.EFFECTFUL, 4)).isEqualTo("dead");
        assertThat(word(Reason.INTERNAL, Effect.UNKNOWN, Idempotency.KEYED, 3)).isEqualTo("again");
        assertThat(word(Reason.INTERNAL, Effect.UNKNOWN, Idempotency.KEYED, 4)).isEqualTo("dead");
    }

    @Test
    void anAnswerThatIsTooLongIsAskedForOnceMore() {
        assertThat(word(Reason.TOO_LARGE, Effect.UNKNOWN, Idempotency.SAFE, 2)).isEqualTo("dead");
    }

    @Test
    void theBreakerCountsFourReasons() {
        assertThat(Arrays.stream(Reason.values()).filter(DecisionTable::countsForBreaker))
                .containsExactly(
                        Reason.RATE_LIMITED, Reason.SERVER_ERROR, Reason.TIMEOUT, Reason.NETWORK);
    }
}
