package dev.patchbay.sdk.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever the schema and the value: a verdict, never an exception. */
class HostileInputTest {

    private static final boolean CAMPAIGN = Boolean.getBoolean("patchbay.campaign");
    private static final int ROUNDS = CAMPAIGN ? 300_000 : 20_000;

    @Test
    void randomValuesAgainstRandomSchemas() {
        long first = Long.getLong("patchbay.seed", 1L);
        int fitting = 0;
        for (long seed = first; seed < first + ROUNDS; seed++) {
            RandomSchemas random = new RandomSchemas(seed);
            Schema schema = random.any(4);
            JsonNode value = random.value(4);
            try {
                fitting += verdict(schema, value) ? 1 : 0;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + value, e);
            }
        }
        assertThat(fitting).as("both verdicts occur").isBetween(ROUNDS / 50, ROUNDS - ROUNDS / 50);
    }

    /** Parses and prints in each grammar; a value that fits still fits after its defaults. */
    private static boolean verdict(Schema schema, JsonNode value) {
        String before = Json.write(value);
        Parsed parsed = schema.parse(value);
        assertThat(Json.write(value)).isEqualTo(before);
        if (!parsed.fits()) {
            assertThat(CrossTexts.print(parsed.issues())).startsWith("✖ ");
            assertThat(IssueList.print(parsed.issues())).startsWith("[\n  {");
            assertThat(RouteTexts.print("request body", parsed.issues()))
                    .startsWith("[request body");
        }
        JsonSchemas.of(schema);
        FieldTable.markdown(schema);
        return parsed.fits();
    }

    @Test
    void aDeepValueCostsNoStack() {
        JsonNode deep = Json.array();
        for (int i = 0; i < 100_000; i++) {
            ArrayNode outer = Json.array();
            outer.add(deep);
            deep = outer;
        }
        JsonNode value = deep;
        Schema schema =
                Schemas.object(
                        Schemas.member("a", Schemas.string()), Schemas.member("b", Schemas.any()));
        ObjectNode object = Json.object();
        object.set("a", value);
        object.set("b", value);
        assertThat(CrossTexts.print(schema.parse(object).issues()))
                .isEqualTo("✖ Invalid input: expected string, received array\n  → at a");
        assertThat(Schemas.union(Schemas.string(), Schemas.bool()).parse(value).fits()).isFalse();
    }

    @Test
    void aDeepJsonTextIsAnIssue() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        Schema schema = Schemas.array(Schemas.any()).orJsonText();
        Parsed parsed = schema.parse(Json.object().put("x", deep).get("x"));
        assertThat(parsed.issues()).hasSize(1);
        assertThat(CrossTexts.print(parsed.issues()))
                .isEqualTo("✖ JSON text is nested too deep or holds too long a number");
    }

    @Test
    void manyUnknownKeysAreOneIssue() {
        ObjectNode wide = Json.object();
        for (int i = 0; i < 50_000; i++) {
            wide.put("k" + i, i);
        }
        assertThat(Schemas.object().parse(wide).issues()).hasSize(1);
        assertThatCode(() -> CrossTexts.print(Schemas.object().parse(wide).issues()))
                .doesNotThrowAnyException();
    }

    @Test
    void namesOfPrototypesAreNames() {
        Schema schema = Schemas.record(Schemas.string());
        assertThat(Values.cross(schema, "{'__proto__':'x','constructor':'y','':'z'}"))
                .isEqualTo("{\"__proto__\":\"x\",\"constructor\":\"y\",\"\":\"z\"}");
    }

    @Test
    void numbersWithAbsurdExponentsAreJudged() {
        assertThat(Values.cross(Schemas.integer(0, 9), "1e1000000000"))
                .isEqualTo("✖ Too big: expected number to be <=9");
        assertThat(Values.cross(Schemas.integer(0, 9), "-1e-1000000000"))
                .isEqualTo("-1E-1000000000");
    }
}
