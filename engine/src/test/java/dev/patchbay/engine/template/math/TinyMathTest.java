package dev.patchbay.engine.template.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.engine.template.js.JsNumber;
import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Contract templating.md, section 8. */
class TinyMathTest {

    private static final JsonNode VARIABLES =
            Json.read(
                    "{\"a\":2,\"b\":3,\"a-b\":9,\"z\":0,\"text\":\"5\",\"nil\":null,\"yes\":true,"
                            + "\"l\":[1,2,3],\"m\":[4,0,6],\"short\":[1,2],\"empty\":[],"
                            + "\"deep\":[[1,2],[3]],\"holes\":[1,null,3],\"with space\":7}");

    private static final MathScope SCOPE =
            new MathScope() {
                @Override
                public Optional<JsonNode> variable(String name) {
                    return Optional.ofNullable(VARIABLES.get(name));
                }

                @Override
                public double random() {
                    return 0.25;
                }

                @Override
                public void charge(int steps) {}
            };

    private static String evaluate(String expression) {
        return print(TinyMath.evaluate(expression, SCOPE));
    }

    private static String print(MathValue value) {
        return switch (value) {
            case MathValue.Num(double number) -> JsNumber.text(number);
            case MathValue.Bool(boolean truth) -> String.valueOf(truth);
            case MathValue.Null _ -> "null";
            case MathValue.Other(JsonNode json) -> json.toString();
            case MathValue.Items(List<MathValue> values) ->
                    values.stream()
                            .map(TinyMathTest::print)
                            .collect(Collectors.joining(",", "[", "]"));
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            quoteCharacter = '`',
            value = {
                "1 + 2 * 3 : 7",
                "(1 + 2) * 3 : 9",
                "10 - 4 - 3 : 3",
                "12 / 3 / 2 : 2",
                "1-2 : -1",
                "a - b : -1",
                "a-b : 9",
                "-5 + 1 : -4",
                "1 - -2 : 3",
                "1.5e-1 : 0.15",
                "2E2 : 200",
                "` a\t*\nb` : 6",
                "\"with space\" + 1 : 8",
                "`'with space'` : 7",
                "a > b : false",
                "(a < b) : true",
                "((a <= b)) : true",
                "a >= 2 : true",
                "a == 2 : true",
                "add(1, 2,) : 3",
                "add( 1 , 2 ) : 3",
                "ifelse(a < b, 1, 2) : 1",
            })
    void theGrammar(String expression, String expected) {
        assertThat(evaluate(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "add(1,2,3) : 6",
                "add(l) : 6",
                "add(l, 1) : [2,3,4]",
                "add(l, m) : [5,2,9]",
                "subtract(l, 1) : [0,1,2]",
                "multiply(2,3,4) : 24",
                "multiply(l, m) : [4,0,18]",
                "divide(l, 2) : [0.5,1,1.5]",
                "divide(1, m) : [0.25,Infinity,0.16666666666666666]",
                "mod(7, 4) : 3",
                "mod(-7, 4) : -3",
                "abs(-3) : 3",
                "abs(subtract(l, 2)) : [1,0,1]",
                "cbrt(27) : 3",
                "ceil(1.2) : 2",
                "cos(0) : 1",
                "exp(0) : 1",
                "floor(-1.2) : -2",
                "sin(0) : 0",
                "tan(0) : 0",
                "fix(-1.7) : -1",
                "fix(1.7) : 1",
                "round(-2.5) : -2",
                "round(2.5) : 3",
                "round(1.2345, 2) : 1.23",
                "round(1234, -2) : 1200",
                "sqrt(9) : 3",
                "square(3) : 9",
                "cube(l) : [1,8,27]",
                "pow(2, 10) : 1024",
                "log(8, 2) : 3",
                "log(1) : 0",
                "log10(1000) : 3",
                "degtorad(180) : 3.141592653589793",
                "radtodeg(pi()) : 180",
                "min(3,1,2) : 1",
                "max(l) : 3",
                "max(l, 2) : [2,2,3]",
                "mean(1,2,3,6) : 3",
                "mean(l, m) : [2.5,1,4.5]",
                "median(3,1,2) : 2",
                "median(1,2,3,4) : 2.5",
                "range(1,5) : 4",
                "range(l) : 2",
                "mode(1,2,2,3,3) : [2,3]",
                "mode(5) : 5",
                "sum(1, l, deep) : 13",
                "size(l) : 3",
                "count(deep) : 2",
                "first(l) : 1",
                "last(l) : 3",
                "first(text) : \"5\"",
                "last(empty) : null",
                "unique(holes) : 3",
                "unique(5) : 1",
                "clamp(5, 1, 3) : 3",
                "clamp(l, 2, 2) : [2,2,2]",
                "random() : 0.25",
                "random(8) : 2",
                "random(4, 8) : 5",
                "defaults(nil, 4) : 4",
                "defaults(holes, 0) : [1,0,3]",
                "defaults(text, 4) : \"5\"",
                "ifelse(yes, 1, 2) : 1",
                "eq(l, 1) : false",
                "gt(l, 0) : true",
                "lt(l, m) : false",
                "gte(l, l) : true",
                "lte(1, l) : true",
            })
    void everyFunction(String call, String expected) {
        assertThat(evaluate(call)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "text + 1",
                "nil * 2",
                "yes + 1",
                "add(l, text)",
                "lt(text, 1)",
                "abs()",
                "sqrt(add(text, 1))",
                "multiply(holes, 2)",
            },
            delimiter = '~')
    void argumentsThatAreNoNumbersGiveNaN(String expression) {
        assertThat(evaluate(expression)).isEqualTo("NaN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "nope ~ Unknown variable: nope",
                "nope(1) ~ No such function: nope",
                "-(1) ~ No such function: -",
                "add(x=1) ~ Named arguments are not supported in tinymath itself, at x",
                "add(x = 'y', 1) ~ Named arguments are not supported in tinymath itself, at x",
                "1/0 ~ Cannot divide by 0",
                "mod(1, z) ~ Cannot divide by 0",
                "l / 0 ~ Cannot divide by 0",
                "divide(l, m) ~ Cannot divide by 0",
                "add(l, short) ~ Array length mismatch",
                "eq(l, short) ~ Array length mismatch",
                "max(l, short) ~ Array length mismatch",
                "sqrt(-1) ~ Unable find the square root of a negative number",
                "pow(2) ~ Missing exponent",
                "log(1, 0) ~ Base out of range",
                "log(-1) ~ Must be greater than 0",
                "log10(-1) ~ Must be greater than 0",
                "size(1) ~ Must pass an array",
                "count() ~ Must pass an array",
                "clamp(1, 3, 2) ~ Min must be less than max",
                "clamp(1) ~ Missing minimum value. You may want to use the 'max' function instead",
                "clamp(1, 2) ~ Missing maximum value. You may want to use the 'min' function"
                        + " instead",
                "random(2, 1) ~ Min is greater than max",
                "ifelse(1, 2, 3) ~ Condition clause is of the wrong type",
                "ifelse(yes) ~ Missing a value",
                "ifelse(yes, 1) ~ Missing b value",
                "eq(1) ~ Missing b value",
            })
    void everyError(String expression, String error) {
        assertThatThrownBy(() -> evaluate(expression))
                .isInstanceOf(MathException.class)
                .hasMessage(error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "`` ~ end of input",
                "1 + ~ end of input",
                "(1 ~ end of input",
                "1e+3 ~ \"e\"",
                "12abc ~ \"a\"",
                "01 ~ \"1\"",
                "1 2 ~ \"2\"",
                "a > b > 1 ~ \">\"",
                "1 + (a > b) ~ end of input",
                "(a > b) + 1 ~ \"+\"",
                "add (1) ~ \"(\"",
                "2 ^ 3 ~ \"^\"",
                "7 % 2 ~ \"%\"",
                "add(1, , 2) ~ \",\"",
                "\"open ~ \"\"\"",
            })
    void whatTheGrammarDoesNotHold(String expression, String found) {
        assertThatThrownBy(() -> evaluate(expression))
                .isInstanceOf(MathException.class)
                .hasMessageStartingWith("Failed to parse expression. Expected ")
                .hasMessageEndingWith(" but " + found + " found.");
    }

    @Test
    void workIsCharged() {
        int[] charged = {0};
        MathScope counting =
                new MathScope() {
                    @Override
                    public Optional<JsonNode> variable(String name) {
                        return SCOPE.variable(name);
                    }

                    @Override
                    public double random() {
                        return 0;
                    }

                    @Override
                    public void charge(int steps) {
                        charged[0] += steps;
                    }
                };
        TinyMath.evaluate("add(l, m, l)", counting);
        assertThat(charged[0]).isGreaterThan(10);
    }
}
