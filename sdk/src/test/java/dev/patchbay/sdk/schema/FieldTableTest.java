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
import static dev.patchbay.sdk.schema.Schemas.record;
import static dev.patchbay.sdk.schema.Schemas.string;
import static dev.patchbay.sdk.schema.Schemas.union;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.Map;

class FieldTableTest {

    @Test
    void aRowSaysAllThatADeclarationSays() {
        Schema schema =
                object(
                        member("url", string().described("URL", "Where to.")),
                        member(
                                "method",
                                enumeration("post", "put")
                                        .withDefault("post")
                                        .described("Method", "HTTP method.")),
                        member(
                                "password",
                                string().nullByDefault().secret().described("Password", "Secret.")),
                        member("text", string(1, 9).template(EscapeMode.SLACK)),
                        member("raw", string().template(EscapeMode.NONE).optional()));
        assertThat(FieldTable.markdown(schema))
                .isEqualTo(
                        """
                        | field | type | required | default | secret | templates | meaning |
                        |---|---|---|---|---|---|---|
                        | `url` | string | yes |  |  |  | URL. Where to. |
                        | `method` | `post` `put` | no | `"post"` |  |  | Method. HTTP method. |
                        | `password` | string or null | no | `null` | yes |  | Password. Secret. |
                        | `text` | string (1–9) | yes |  |  | slack |  |
                        | `raw` | string | no |  |  | as is |  |
                        """);
    }

    @Test
    void typesInWords() {
        assertThat(type(number(null, 5.0))).isEqualTo("number (≤ 5)");
        assertThat(type(number(0.5, null))).isEqualTo("number (≥ 0.5)");
        assertThat(type(integer(1, 65535))).isEqualTo("integer (1–65535)");
        assertThat(type(string(0, 255))).isEqualTo("string (≤ 255)");
        assertThat(type(string(new Format("url", "Invalid URL", _ -> true))))
                .isEqualTo("string, url");
        assertThat(type(bool())).isEqualTo("boolean");
        assertThat(type(any())).isEqualTo("any");
        assertThat(type(literal("OpenAI"))).isEqualTo("`OpenAI`");
        assertThat(type(array(string(), 0, 100))).isEqualTo("array of string (≤ 100)");
        assertThat(type(record(string()))).isEqualTo("map of string");
        assertThat(type(record(any()).orJsonText().nullable()))
                .isEqualTo("map of any, or JSON text of it or null");
        assertThat(type(union(string(), string(1), bool())))
                .isEqualTo("string or string (≥ 1) or boolean");
        assertThat(
                        type(
                                number().coerced(Schemas::numberFromText)
                                        .refined(Refinement.of(_ -> true, ""))))
                .isEqualTo("number");
    }

    @Test
    void fieldsOfNestedObjectsHaveTheirPath() {
        Schema schema =
                object(
                        member("link", object(member("href", string()))),
                        member("links", array(object(member("href", string()))).optional()),
                        member("map", record(object(member("v", bool())))),
                        member("either", union(object(member("x", bool())), string())));
        assertThat(FieldTable.markdown(schema))
                .contains(
                        "| `link` | object | yes |",
                        "| `link.href` | string | yes |",
                        "| `links` | array of object | no |",
                        "| `links[].href` | string | yes |",
                        "| `map*.v` | boolean | yes |",
                        "| `either.x` | boolean | yes |");
    }

    @Test
    void anAlternativeIsATableOfItsOwn() {
        Schema schema =
                union(
                        object(member("a", string())).described("First", "x"),
                        object(member("b", string())));
        assertThat(FieldTable.markdown(schema))
                .startsWith("**First**\n\n| field |")
                .contains("\n\n**Alternative 2**\n\n| field |");
        Map<String, Schema> alternatives = new LinkedHashMap<>();
        alternatives.put("push", object(member("subAction", literal("push"))));
        alternatives.put("get", object(member("subAction", literal("get"))));
        assertThat(FieldTable.markdown(Schemas.discriminated("subAction", alternatives)))
                .startsWith("**`subAction: push`**\n\n| field |")
                .contains("\n\n**`subAction: get`**\n\n| field |");
    }

    @Test
    void withoutAFieldThereIsNoTable() {
        assertThat(FieldTable.markdown(object())).isEqualTo("None.\n");
    }

    @Test
    void barsAndLineBreaksDoNotBreakTheTable() {
        Schema schema = object(member("a", enumeration("x|y").described("A|B", "one\ntwo")));
        assertThat(FieldTable.markdown(schema))
                .contains("| `a` | `x\\|y` | yes |  |  |  | A\\|B. one two |");
    }

    private static String type(Schema schema) {
        return FieldTable.markdown(object(member("f", schema)))
                .lines()
                .filter(line -> line.startsWith("| `f` | "))
                .findFirst()
                .orElseThrow()
                .split(" \\| ", -1)[1];
    }
}
