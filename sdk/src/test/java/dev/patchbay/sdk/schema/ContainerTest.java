package dev.patchbay.sdk.schema;

import static dev.patchbay.sdk.schema.Schemas.any;
import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.bool;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.openObject;
import static dev.patchbay.sdk.schema.Schemas.record;
import static dev.patchbay.sdk.schema.Schemas.string;
import static dev.patchbay.sdk.schema.Schemas.strippingObject;
import static dev.patchbay.sdk.schema.Values.cross;
import static dev.patchbay.sdk.schema.Values.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

class ContainerTest {

    @Test
    void aStrictObjectNamesUnknownKeysInInputOrder() {
        Schema schema = object(member("a", string()));
        assertThat(cross(schema, "{'a':'x','foo':1}")).isEqualTo("✖ Unrecognized key: \"foo\"");
        assertThat(cross(schema, "{'foo':1,'a':'x','bar':1}"))
                .isEqualTo("✖ Unrecognized keys: \"foo\", \"bar\"");
        assertThat(cross(object(), "{'a':1,'b':2}")).isEqualTo("✖ Unrecognized keys: \"a\", \"b\"");
    }

    @Test
    void aStrippingObjectDropsThemAndAnOpenOneKeepsThem() {
        assertThat(cross(strippingObject(member("a", string())), "{'b':1,'a':'x','c':2}"))
                .isEqualTo("{\"a\":\"x\"}");
        assertThat(cross(openObject(member("a", string())), "{'b':1,'a':'x','c':{'d':2}}"))
                .isEqualTo("{\"a\":\"x\",\"b\":1,\"c\":{\"d\":2}}");
    }

    @Test
    void membersComeInDeclarationOrder() {
        Schema schema =
                object(member("z", string()), member("a", bool().optional()), member("m", any()));
        assertThat(cross(schema, "{'m':1,'a':true,'z':'x'}"))
                .isEqualTo("{\"z\":\"x\",\"a\":true,\"m\":1}");
    }

    @Test
    void anObjectIsNothingElse() {
        assertThat(cross(object(), "[]"))
                .isEqualTo("✖ Invalid input: expected object, received array");
        assertThat(cross(object(member("subActionParams", object())), "{'subActionParams':null}"))
                .isEqualTo(
                        "✖ Invalid input: expected object, received null\n  → at subActionParams");
        assertThat(cross(record(any()), "'x'"))
                .isEqualTo("✖ Invalid input: expected record, received string");
        assertThat(cross(array(any()), "{}"))
                .isEqualTo("✖ Invalid input: expected array, received object");
    }

    @Test
    void issuesOfMembersComeBeforeUnknownKeysOfTheSameDepth() {
        Schema schema = object(member("o", object(member("a", string()))));
        assertThat(cross(schema, "{'o':{'b':1}}"))
                .isEqualTo(
                        "✖ Unrecognized key: \"b\"\n  → at o\n"
                                + "✖ Invalid input: expected string, received undefined\n"
                                + "  → at o.a");
    }

    @Test
    void aRecordChecksKeysAndValues() {
        Schema schema = record(string(Format.pattern("^[a-z]+$")), string());
        assertThat(cross(schema, "{'a':'x','b':'y'}")).isEqualTo("{\"a\":\"x\",\"b\":\"y\"}");
        assertThat(cross(schema, "{'A':'x','b':2}"))
                .isEqualTo(
                        "✖ Invalid string: must match pattern /^[a-z]+$/\n  → at A\n"
                                + "✖ Invalid input: expected string, received number\n  → at b");
        assertThat(cross(record(string()), "{'X-A':1}"))
                .isEqualTo("✖ Invalid input: expected string, received number\n  → at [\"X-A\"]");
    }

    @Test
    void anArrayCountsAtBothEnds() {
        Schema schema = array(string(), 1, 2);
        assertThat(cross(schema, "[]")).isEqualTo("✖ Too small: expected array to have >=1 items");
        assertThat(cross(schema, "['a']")).isEqualTo("[\"a\"]");
        assertThat(cross(schema, "['a','b']")).isEqualTo("[\"a\",\"b\"]");
        assertThat(cross(schema, "['a','b',1]"))
                .isEqualTo("✖ Too big: expected array to have <=2 items");
        assertThat(cross(array(string(), 0, 100), "[" + "'x',".repeat(100) + "'x']"))
                .isEqualTo("✖ Too big: expected array to have <=100 items");
    }

    @Test
    void everyItemIsLookedAt() {
        assertThat(cross(array(object(member("b", string()))), "[{'b':'x'},{'b':1},7]"))
                .isEqualTo(
                        "✖ Invalid input: expected object, received number\n"
                                + "  → at [2]\n"
                                + "✖ Invalid input: expected string, received number\n"
                                + "  → at [1].b");
    }

    @Test
    void theInputIsNotChanged() {
        Schema schema =
                object(
                        member("a", string().withDefault("x")),
                        member("o", object(member("n", bool().withDefault(true)))));
        JsonNode input = json("{'o':{}}");
        assertThat(schema.parse(input).get()).isEqualTo(json("{'a':'x','o':{'n':true}}"));
        assertThat(input).isEqualTo(json("{'o':{}}"));
    }
}
