package dev.patchbay.sdk.schema;

import static dev.patchbay.sdk.schema.Schemas.bool;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.number;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;
import static dev.patchbay.sdk.schema.Values.cross;
import static dev.patchbay.sdk.schema.Values.crossOfAbsence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

/** Nullable, optional and default are three things. */
class AbsenceTest {

    @Test
    void nullableTakesNullAndNotAbsence() {
        assertThat(cross(string().nullable(), "null")).isEqualTo("null");
        assertThat(cross(string().nullable(), "'x'")).isEqualTo("\"x\"");
        assertThat(crossOfAbsence(string().nullable()))
                .isEqualTo("✖ Invalid input: expected string, received undefined");
    }

    @Test
    void optionalTakesAbsenceAndNotNull() {
        assertThat(crossOfAbsence(string().optional())).isEqualTo("absent");
        assertThat(cross(string().optional(), "null"))
                .isEqualTo("✖ Invalid input: expected string, received null");
        assertThat(cross(object(member("a", string().optional())), "{}")).isEqualTo("{}");
    }

    @Test
    void nullableOptionalTakesBoth() {
        Schema schema = object(member("a", string().nullable().optional()));
        assertThat(cross(schema, "{}")).isEqualTo("{}");
        assertThat(cross(schema, "{'a':null}")).isEqualTo("{\"a\":null}");
        Schema turned = object(member("a", string().optional().nullable()));
        assertThat(cross(turned, "{}")).isEqualTo("{}");
        assertThat(cross(turned, "{'a':null}")).isEqualTo("{\"a\":null}");
    }

    @Test
    void aDefaultReplacesAbsenceOnly() {
        assertThat(cross(object(member("a", string().withDefault("x"))), "{}"))
                .isEqualTo("{\"a\":\"x\"}");
        assertThat(cross(object(member("a", bool().withDefault(true))), "{'a':false}"))
                .isEqualTo("{\"a\":false}");
        assertThat(cross(object(member("a", number().withDefault(5))), "{}"))
                .isEqualTo("{\"a\":5}");
        assertThat(cross(string().withDefault("x"), "null"))
                .isEqualTo("✖ Invalid input: expected string, received null");
    }

    @Test
    void nullByDefaultIsStoredAsNull() {
        Schema schema = object(member("a", string().nullByDefault()));
        assertThat(cross(schema, "{}")).isEqualTo("{\"a\":null}");
        assertThat(cross(schema, "{'a':null}")).isEqualTo("{\"a\":null}");
        assertThat(cross(schema, "{'a':'x'}")).isEqualTo("{\"a\":\"x\"}");
    }

    @Test
    void theDefaultOfAWholeIsParsedSoThatInnerDefaultsAppear() {
        Schema link =
                object(
                                member("path", string().withDefault("/")),
                                member("text", string().withDefault("Go to Elastic")))
                        .withDefault(Json.object());
        assertThat(crossOfAbsence(link)).isEqualTo("{\"path\":\"/\",\"text\":\"Go to Elastic\"}");
        assertThat(cross(link, "{'path':'/a'}"))
                .isEqualTo("{\"path\":\"/a\",\"text\":\"Go to Elastic\"}");
        assertThat(cross(link, "{'foo':1}")).isEqualTo("✖ Unrecognized key: \"foo\"");
    }

    @Test
    void aDefaultIsNotSharedBetweenParses() {
        Schema schema = Schemas.any().withDefault(Json.object());
        ObjectNode first = (ObjectNode) schema.parse(null).get();
        first.put("mine", true);
        assertThat(schema.parse(null).get()).isEqualTo(Json.object());
    }

    @Test
    void aMemberIsRequiredWhenAbsenceIsAnIssue() {
        assertThat(member("a", string()).required()).isTrue();
        assertThat(member("a", string().nullable()).required()).isTrue();
        assertThat(member("a", string().optional()).required()).isFalse();
        assertThat(member("a", string().withDefault("")).required()).isFalse();
        assertThat(member("a", string().nullByDefault().secret()).required()).isFalse();
        assertThat(member("a", Schemas.any()).required()).isFalse();
        assertThat(member("a", string().described("A", "a")).required()).isTrue();
    }

    @Test
    void onlyAFittingPresentValueCanBeTaken() {
        assertThat(string().optional().parse(null).fits()).isTrue();
        assertThatThrownBy(() -> string().optional().parse(null).get())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> string().parse(null).get())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no parsed value: 1 issues");
    }
}
