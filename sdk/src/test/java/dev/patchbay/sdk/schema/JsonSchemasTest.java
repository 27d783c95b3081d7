package dev.patchbay.sdk.schema;

import static dev.patchbay.sdk.schema.Schemas.any;
import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.bool;
import static dev.patchbay.sdk.schema.Schemas.enumeration;
import static dev.patchbay.sdk.schema.Schemas.integer;
import static dev.patchbay.sdk.schema.Schemas.literal;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.number;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.openObject;
import static dev.patchbay.sdk.schema.Schemas.record;
import static dev.patchbay.sdk.schema.Schemas.string;
import static dev.patchbay.sdk.schema.Schemas.strippingObject;
import static dev.patchbay.sdk.schema.Schemas.union;
import static dev.patchbay.sdk.schema.Values.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

class JsonSchemasTest {

    @Test
    void leaves() {
        assertSchema(any(), "{}");
        assertSchema(string(), "{'type':'string'}");
        assertSchema(string(1, 255), "{'type':'string','minLength':1,'maxLength':255}");
        assertSchema(string(Format.pattern("^[a-z]+$")), "{'type':'string','pattern':'^[a-z]+$'}");
        assertSchema(
                string(new Format("url", "Invalid URL", _ -> true)),
                "{'type':'string','format':'uri'}");
        assertSchema(string(new Format("byteSize", "no size", _ -> true)), "{'type':'string'}");
        assertSchema(number(0.5, null), "{'type':'number','minimum':0.5}");
        assertSchema(integer(1, 65535), "{'type':'integer','minimum':1,'maximum':65535}");
        assertSchema(bool(), "{'type':'boolean'}");
        assertSchema(literal("a"), "{'type':'string','const':'a'}");
        assertSchema(enumeration("a", "b"), "{'type':'string','enum':['a','b']}");
    }

    @Test
    void objectsSayWhatIsRequiredAndWhetherMoreIsRefused() {
        assertSchema(
                object(
                        member("a", string()),
                        member("b", string().optional()),
                        member("c", bool().withDefault(true)),
                        member("d", string().nullByDefault())),
                "{'type':'object','properties':{'a':{'type':'string'},'b':{'type':'string'},"
                        + "'c':{'type':'boolean','default':true},"
                        + "'d':{'type':['string','null'],'default':null}},"
                        + "'required':['a'],'additionalProperties':false}");
        assertSchema(strippingObject(), "{'type':'object','properties':{}}");
        assertSchema(openObject(), "{'type':'object','properties':{}}");
    }

    @Test
    void containers() {
        assertSchema(
                record(string(1), bool()),
                "{'type':'object','propertyNames':{'type':'string','minLength':1},"
                        + "'additionalProperties':{'type':'boolean'}}");
        assertSchema(record(any()), "{'type':'object','additionalProperties':{}}");
        assertSchema(
                array(string(), 1, 100),
                "{'type':'array','items':{'type':'string'},'minItems':1,'maxItems':100}");
        assertSchema(union(string(), bool()), "{'anyOf':[{'type':'string'},{'type':'boolean'}]}");
        assertSchema(
                Schemas.discriminated(
                        "k", java.util.Map.of("a", object(member("k", literal("a"))))),
                "{'oneOf':[{'type':'object','properties':{'k':{'type':'string','const':'a'}},"
                        + "'required':['k'],'additionalProperties':false}]}");
    }

    @Test
    void nullNeedsItsOwnAlternativeBesideOptions() {
        assertSchema(string().nullable(), "{'type':['string','null']}");
        assertSchema(
                enumeration("a").nullable(),
                "{'anyOf':[{'type':'string','enum':['a']},{'type':'null'}]}");
        assertSchema(any().nullable(), "{}");
    }

    @Test
    void wrappersAndFacts() {
        assertSchema(
                record(any()).orJsonText(),
                "{'anyOf':[{'type':'object','additionalProperties':{}},"
                        + "{'type':'string','contentMediaType':'application/json'}]}");
        assertSchema(
                number(1.0, 2.0)
                        .coerced(Schemas::numberFromText)
                        .refined(Refinement.of(_ -> true, "x")),
                "{'type':'number','minimum':1,'maximum':2}");
        assertSchema(
                string().secret().described("Key", "The key."),
                "{'type':'string','title':'Key','description':'The key.','writeOnly':true}");
    }

    /**
     * A validator of JSON Schema and the interpreter give the same verdict for every node kind that
     * JSON Schema can say; numbers that no double holds are left out.
     */
    @Test
    void aValidatorAgreesWithTheInterpreter() {
        SchemaRegistry registry =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        long first = Long.getLong("patchbay.seed", 1L);
        int agreed = 0;
        for (long seed = first; seed < first + 3_000; seed++) {
            RandomSchemas random = new RandomSchemas(seed);
            Schema schema = random.describable(3);
            JsonNode value = random.value(3);
            if (Json.write(value).matches(".*(E|\\d{16}|\\\\u|é).*")) {
                continue;
            }
            boolean ours = schema.parse(value).fits();
            String document = Json.write(JsonSchemas.of(schema));
            boolean theirs = registry.getSchema(Json.read(document)).validate(value).isEmpty();
            assertThat(theirs)
                    .as("seed %d: %s against %s", seed, Json.write(value), document)
                    .isEqualTo(ours);
            agreed++;
        }
        assertThat(agreed).isGreaterThan(1_500);
    }

    private static void assertSchema(Schema schema, String expected) {
        assertThat(Json.write(JsonSchemas.of(schema))).isEqualTo(Json.write(json(expected)));
    }
}
