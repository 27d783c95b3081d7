package dev.patchbay.sdk.schema;

import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.bool;
import static dev.patchbay.sdk.schema.Schemas.discriminated;
import static dev.patchbay.sdk.schema.Schemas.literal;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.number;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;
import static dev.patchbay.sdk.schema.Schemas.strippingObject;
import static dev.patchbay.sdk.schema.Schemas.union;
import static dev.patchbay.sdk.schema.Values.cross;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.StringNode;

import java.util.LinkedHashMap;
import java.util.Map;

class UnionTest {

    /** The shape of {@code .gen-ai}'s config (ADR 1). */
    private static final Schema GEN_AI =
            union(
                    object(
                            member("apiProvider", literal("OpenAI")),
                            member("apiUrl", string()),
                            member("defaultModel", string().withDefault("gpt-4.1"))),
                    object(
                            member("apiProvider", literal("Azure OpenAI")),
                            member("apiUrl", string())),
                    object(
                            member("apiProvider", literal("Other")),
                            member("apiUrl", string()),
                            member("defaultModel", string())));

    @Test
    void theFirstAlternativeThatFitsGivesTheValue() {
        Schema schema =
                union(
                        object(member("a", string())),
                        object(member("a", string()), member("b", bool().withDefault(true))),
                        object(member("a", string().withDefault("never"))));
        assertThat(cross(schema, "{'a':'x'}")).isEqualTo("{\"a\":\"x\"}");
        assertThat(cross(schema, "{'a':'x','b':false}")).isEqualTo("{\"a\":\"x\",\"b\":false}");
        assertThat(cross(GEN_AI, "{'apiProvider':'OpenAI','apiUrl':'u'}"))
                .isEqualTo(
                        "{\"apiProvider\":\"OpenAI\",\"apiUrl\":\"u\",\"defaultModel\":\"gpt-4.1\"}");
    }

    @Test
    void noneFits() {
        assertThat(cross(GEN_AI, "{'apiProvider':'OpenAI'}")).isEqualTo("✖ Invalid input");
        assertThat(cross(GEN_AI, "{'apiProvider':'Nobody','apiUrl':'u'}"))
                .isEqualTo("✖ Invalid input");
        assertThat(cross(GEN_AI, "7")).isEqualTo("✖ Invalid input");
    }

    @Test
    void theOneThatFailsByKeysAloneSpeaks() {
        assertThat(cross(GEN_AI, "{'apiProvider':'OpenAI','apiUrl':'u','foo':1}"))
                .isEqualTo("✖ Unrecognized key: \"foo\"");
        assertThat(
                        cross(
                                object(member("in", GEN_AI)),
                                "{'in':{'apiProvider':'Azure OpenAI','apiUrl':'u','a':1,'b':2}}"))
                .isEqualTo("✖ Unrecognized keys: \"a\", \"b\"\n  → at in");
    }

    @Test
    void twoThatFailByKeysAloneDoNot() {
        Schema schema =
                union(object(member("a", string())), object(member("a", string().nullable())));
        assertThat(cross(schema, "{'a':'x','b':1}")).isEqualTo("✖ Invalid input");
    }

    @Test
    void anInvalidUnionKeepsWhyEachFailed() {
        Parsed parsed = array(union(string(), number(1.0, null))).parse(Values.json("[0]"));
        assertThat(parsed.issues())
                .containsExactly(
                        new Issue.InvalidUnion(
                                Path.ROOT.index(0),
                                java.util.List.of(
                                        java.util.List.of(
                                                new Issue.InvalidType(
                                                        Path.ROOT, "string", "number")),
                                        java.util.List.of(
                                                new Issue.TooSmall(Path.ROOT, "number", 1.0, 0.0))),
                                ""));
    }

    @Test
    void aDiscriminatorChooses() {
        Schema schema = pushToService();
        assertThat(cross(schema, "{'subAction':'getFields','subActionParams':{},'extra':1}"))
                .isEqualTo("{\"subAction\":\"getFields\",\"subActionParams\":{}}");
        assertThat(cross(schema, "{'subAction':'getIncident','subActionParams':{}}"))
                .isEqualTo(
                        "✖ Invalid input: expected string, received undefined\n"
                                + "  → at subActionParams.externalId");
    }

    @Test
    void anUnknownDiscriminatorIsTheIssue() {
        assertThat(cross(pushToService(), "{'subAction':'nope'}"))
                .isEqualTo("✖ Invalid input\n  → at subAction");
        assertThat(cross(pushToService(), "{'subAction':5}"))
                .isEqualTo("✖ Invalid input\n  → at subAction");
        assertThat(cross(pushToService(), "{}")).isEqualTo("✖ Invalid input\n  → at subAction");
        assertThat(cross(pushToService(), "'getFields'"))
                .isEqualTo("✖ Invalid input: expected object, received string");
    }

    private static Schema pushToService() {
        Map<String, Schema> alternatives = new LinkedHashMap<>();
        alternatives.put(
                "getFields",
                strippingObject(
                        member("subAction", literal("getFields")),
                        member("subActionParams", object())));
        alternatives.put(
                "getIncident",
                strippingObject(
                        member("subAction", literal("getIncident")),
                        member("subActionParams", object(member("externalId", string())))));
        return discriminated("subAction", alternatives);
    }

    @Test
    void aUnionMaySayItsOwn() {
        Schema who = Schemas.unionOr("who is it?", Schemas.literal("me"), Schemas.literal("you"));
        assertThat(CrossTexts.print(who.parse(StringNode.valueOf("they")).issues()))
                .isEqualTo("✖ who is it?");
    }
}
