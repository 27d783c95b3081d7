package dev.patchbay.engine.template.math;

import java.util.ArrayList;
import java.util.List;

/** Evaluates expressions (templating.md, section 8). Bounded by its scope. Thread-safe. */
public final class TinyMath {

    private TinyMath() {}

    /**
     * The value of an expression.
     *
     * @throws MathException with the text of section 8 when it does not parse or has no value
     */
    public static MathValue evaluate(String expression, MathScope scope) {
        scope.charge(expression.length() >> 4);
        return evaluate(ExpressionParser.parse(expression), scope);
    }

    private static MathValue evaluate(Expression expression, MathScope scope) {
        scope.charge(1);
        return switch (expression) {
            case Expression.Constant(double value) -> new MathValue.Num(value);
            case Expression.Variable(String name) ->
                    scope.variable(name)
                            .map(MathValue::of)
                            .orElseThrow(() -> new MathException("Unknown variable: " + name));
            case Expression.NamedArgument(String name) ->
                    throw new MathException(
                            "Named arguments are not supported in tinymath itself, at " + name);
            case Expression.Call(String function, List<Expression> arguments) -> {
                List<MathValue> values = new ArrayList<>(arguments.size());
                arguments.forEach(argument -> values.add(evaluate(argument, scope)));
                yield Functions.call(function, values, scope);
            }
            case Expression.Comparison(String function, Expression left, Expression right) ->
                    Functions.call(
                            function,
                            List.of(evaluate(left, scope), evaluate(right, scope)),
                            scope);
            case Expression.Chain(Expression first, List<Expression.Link> links) -> {
                MathValue value = evaluate(first, scope);
                for (Expression.Link link : links) {
                    MathValue right = evaluate(link.operand(), scope);
                    value = Functions.call(link.function(), List.of(value, right), scope);
                }
                yield value;
            }
        };
    }
}
