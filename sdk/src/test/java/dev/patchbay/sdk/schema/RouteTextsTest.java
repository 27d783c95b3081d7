package dev.patchbay.sdk.schema;

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
import static dev.patchbay.sdk.schema.Values.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** The config-schema grammar (actions-api, section 7.1), row by row. */
class RouteTextsTest {

    @Test
    void theFirstPartNamesTheRequest() {
        List<Issue> issues = object(member("id", string())).parse(Values.json("{}")).issues();
        assertThat(RouteTexts.print("request params", issues))
                .isEqualTo(
                        "[request params.id]: expected value of type [string] but got [undefined]");
        assertThat(RouteTexts.print("request query", issues))
                .isEqualTo(
                        "[request query.id]: expected value of type [string] but got [undefined]");
        assertThat(RouteTexts.print("request body", issues))
                .isEqualTo(
                        "[request body.id]: expected value of type [string] but got [undefined]");
        assertThat(RouteTexts.print("config validation of [xpack.actions]", issues))
                .isEqualTo(
                        "[config validation of [xpack.actions].id]: expected value of type [string]"
                                + " but got [undefined]");
    }

    @Test
    void withoutAPathThereIsNoPoint() {
        assertThat(route(string(), "1"))
                .isEqualTo("[request body]: expected value of type [string] but got [number]");
        assertThat(route(object(), "'x'"))
                .isEqualTo(
                        "[request body]: expected a plain object value, but found [string]"
                                + " instead.");
    }

    @ParameterizedTest
    @CsvSource({
        "null, null",
        "'\"x\"', string",
        "1, number",
        "true, boolean",
        "{}, Object",
        "[], Array"
    })
    void whatCameIsNamedAsJavaScriptDoes(String value, String received) {
        Schema schema = received.equals("number") ? bool() : number();
        assertThat(route(object(member("a", schema)), "{'a':" + value + "}"))
                .isEqualTo(
                        "[request body.a]: expected value of type ["
                                + (received.equals("number") ? "boolean" : "number")
                                + "] but got ["
                                + received
                                + "]");
    }

    @Test
    void aMissingObjectOfTheBody() {
        assertThat(route(object(member("params", record(Schemas.any()))), "{}"))
                .isEqualTo(
                        "[request body.params]: expected value of type [object] but got"
                                + " [undefined]");
        assertThat(route(object(member("config", record(Schemas.any()))), "{'config':null}"))
                .isEqualTo("[request body.config]: expected value of type [object] but got [null]");
        assertThat(route(object(member("a", array(string()))), "{'a':{}}"))
                .isEqualTo("[request body.a]: expected value of type [array] but got [Object]");
        assertThat(route(object(member("n", integer(0, 9))), "{'n':1.5}"))
                .isEqualTo("[request body.n]: expected value of type [number] but got [number]");
    }

    @Test
    void anUnknownKey() {
        Schema schema = object(member("o", object(member("a", string()))));
        assertThat(route(schema, "{'o':{'a':'x'},'foo':1,'bar':2}"))
                .isEqualTo("[request body.foo]: definition for this key is missing");
        assertThat(route(schema, "{'o':{'a':'x','b':1}}"))
                .isEqualTo("[request body.o.b]: definition for this key is missing");
    }

    @Test
    void onlyTheFirstFailureInDeclarationOrder() {
        Schema schema = object(member("a", string()), member("b", string()));
        assertThat(route(schema, "{'foo':1,'b':2,'a':1}"))
                .isEqualTo("[request body.a]: expected value of type [string] but got [number]");
    }

    @Test
    void oneLiteral() {
        assertThat(
                        route(
                                object(member("auth_mode", literal("shared"))),
                                "{'auth_mode':'personal'}"))
                .isEqualTo("[request body.auth_mode]: expected value to equal [shared]");
    }

    @Test
    void optionsAndUnionsHaveALineForEach() {
        String expected =
                """
                [request body.solution]: types that failed validation:
                - [request body.solution.0]: expected value to equal [es]
                - [request body.solution.1]: expected value to equal [oblt]\
                """;
        assertThat(route(object(member("solution", enumeration("es", "oblt"))), "{'solution':'x'}"))
                .isEqualTo(expected);
        assertThat(
                        route(
                                object(member("solution", union(literal("es"), literal("oblt")))),
                                "{'solution':'x'}"))
                .isEqualTo(expected);
        assertThat(
                        route(
                                object(
                                        member(
                                                "spaces",
                                                union(array(literal("*")), array(string(1))))),
                                "{'spaces':['a','']}"))
                .isEqualTo(
                        """
                        [request body.spaces]: types that failed validation:
                        - [request body.spaces.0.0]: expected value to equal [*]
                        - [request body.spaces.1.1]: value has length [0] but it must have a minimum length of [1].\
                        """);
    }

    @Test
    void lengthsAndBoundsAndSizes() {
        assertThat(route(object(member("a", string(1, 36))), "{'a':''}"))
                .isEqualTo(
                        "[request body.a]: value has length [0] but it must have a minimum length"
                                + " of [1].");
        assertThat(route(object(member("a", string(1, 36))), "{'a':'" + "x".repeat(40) + "'}"))
                .isEqualTo(
                        "[request body.a]: value has length [40] but it must have a maximum length"
                                + " of [36].");
        assertThat(route(object(member("n", number(1.0, 100.0))), "{'n':0}"))
                .isEqualTo("[request body.n]: Value must be equal to or greater than [1].");
        assertThat(route(object(member("n", number(1.0, 100.0))), "{'n':101}"))
                .isEqualTo("[request body.n]: Value must be equal to or lower than [100].");
        assertThat(route(object(member("l", array(string(), 1, 10))), "{'l':[]}"))
                .isEqualTo("[request body.l]: array size is [0], but cannot be smaller than [1]");
        assertThat(
                        route(
                                object(member("l", array(string(), 1, 10))),
                                "{'l':[" + "'x',".repeat(10) + "'x']}"))
                .isEqualTo("[request body.l]: array size is [11], but cannot be greater than [10]");
    }

    @Test
    void formatsAndRefinementsSpeakForThemselves() {
        Schema blank =
                string().refined(
                                Refinement.of(
                                        value -> !value.stringValue().isBlank(),
                                        "value '' is not valid"));
        assertThat(route(object(member("name", blank)), "{'name':' '}"))
                .isEqualTo("[request body.name]: value '' is not valid");
        Format format = new Format("id", "must be an id", text -> !text.contains(" "));
        assertThat(route(object(member("id", string(format))), "{'id':'a b'}"))
                .isEqualTo("[request body.id]: must be an id");
    }

    @Test
    void arraysAndMapKeysInAPath() {
        assertThat(route(object(member("l", array(string()))), "{'l':['a',1]}"))
                .isEqualTo("[request body.l.1]: expected value of type [string] but got [number]");
        Schema map = record(string(1, 2), string());
        assertThat(route(object(member("m", map)), "{'m':{'abc':'x'}}"))
                .isEqualTo(
                        "[request body.m.key(\"abc\")]: value has length [3] but it must have a"
                                + " maximum length of [2].");
    }

    @Test
    void withoutAnIssueThereIsNothingToPrint() {
        assertThatThrownBy(() -> RouteTexts.print("request body", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
