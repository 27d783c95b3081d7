package dev.patchbay.engine.template;

import dev.patchbay.engine.template.js.JsNumber;
import dev.patchbay.engine.template.js.JsSpace;
import dev.patchbay.engine.template.math.MathException;
import dev.patchbay.engine.template.math.MathScope;
import dev.patchbay.engine.template.math.MathValue;
import dev.patchbay.engine.template.math.TinyMath;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

/**
 * {@code EvalMath}: an expression over the current view (templating.md, section 7.1). The view on
 * top only, as in Kibana: inside a section the outer variables are unknown.
 */
final class EvalMath implements Lambda {

    /** Work of even the shortest expression in steps. */
    private static final int STEPS = 15;

    private final DoubleSupplier random;

    EvalMath(DoubleSupplier random) {
        this.random = random;
    }

    @Override
    public String apply(String text, LambdaCall call) {
        String expression = call.render(JsSpace.trim(text));
        call.charge(STEPS);
        try {
            return print(TinyMath.evaluate(expression, new ViewScope(call)), call);
        } catch (MathException e) {
            throw new LambdaFailure(
                    "error evaluating tinymath expression \"" + expression + "\": " + e.text());
        }
    }

    private static String print(MathValue value, LambdaCall call) {
        return switch (value) {
            case MathValue.Num(double number) -> JsNumber.text(number);
            case MathValue.Bool(boolean truth) -> String.valueOf(truth);
            case MathValue.Null _ -> "";
            case MathValue.Other(JsonNode json) -> call.print(json);
            case MathValue.Items(List<MathValue> values) ->
                    values.stream()
                            .map(element -> print(element, call))
                            .collect(Collectors.joining(","));
        };
    }

    private final class ViewScope implements MathScope {
        private final LambdaCall call;

        ViewScope(LambdaCall call) {
            this.call = call;
        }

        @Override
        public Optional<JsonNode> variable(String name) {
            JsonNode view = call.view();
            String path = name.replace("[", ".").replace("]", "");
            JsonNode value = call.property(view, List.of(path.split("\\.", -1)));
            return value.isMissingNode() ? literalKey(view, name) : Optional.of(value);
        }

        private static Optional<JsonNode> literalKey(JsonNode view, String name) {
            return view.isObject() ? Optional.ofNullable(view.get(name)) : Optional.empty();
        }

        @Override
        public double random() {
            return random.getAsDouble();
        }

        @Override
        public void charge(int steps) {
            call.charge(steps);
        }
    }
}
