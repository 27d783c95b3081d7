package dev.patchbay.engine.template.math;

import dev.patchbay.engine.template.math.MathValue.Items;
import dev.patchbay.engine.template.math.MathValue.Num;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** The functions of section 8.2 by name. */
final class Functions {

    /** A function over its evaluated arguments. */
    @FunctionalInterface
    interface Function {
        MathValue apply(List<MathValue> arguments, MathScope scope);
    }

    /** What a call gives whose arguments are no numbers. */
    static final MathValue NAN = new Num(Double.NaN);

    /** Those that take values that are no numbers. */
    private static final Set<String> ANY_VALUE =
            Set.of("size", "count", "first", "last", "unique", "defaults", "ifelse");

    private static final Map<String, Function> ALL = all();

    private Functions() {}

    static MathValue call(String name, List<MathValue> arguments, MathScope scope) {
        Function function = ALL.get(name);
        if (function == null) {
            throw new MathException("No such function: " + name);
        }
        arguments.forEach(argument -> scope.charge(weight(argument)));
        if (!ANY_VALUE.contains(name) && !arguments.stream().allMatch(MathValue::isNumeric)) {
            return NAN;
        }
        return function.apply(arguments, scope);
    }

    private static int weight(MathValue value) {
        return value instanceof Items(List<MathValue> values)
                ? values.stream().mapToInt(Functions::weight).sum() + 1
                : 1;
    }

    private static Map<String, Function> all() {
        Map<String, Function> all = new HashMap<>();
        arithmetic(all);
        unary(all);
        ListFunctions.addTo(all);
        LogicFunctions.addTo(all);
        return Map.copyOf(all);
    }

    private static void arithmetic(Map<String, Function> all) {
        all.put(
                "add",
                (arguments, _) ->
                        arguments.size() == 1 && arguments.getFirst() instanceof Items items
                                ? new Num(Elementwise.numbers(items).sum())
                                : fold(arguments, Double::sum));
        all.put("multiply", (arguments, _) -> fold(arguments, (a, b) -> a * b));
        all.put("subtract", (arguments, _) -> binary(arguments, (a, b) -> a - b));
        all.put("divide", (arguments, _) -> quotient(arguments, (a, b) -> a / b));
        all.put("mod", (arguments, _) -> quotient(arguments, (a, b) -> a % b));
        all.put(
                "pow",
                (arguments, _) -> {
                    if (arguments.size() < 2) {
                        throw new MathException("Missing exponent");
                    }
                    return binary(arguments, Math::pow);
                });
        all.put(
                "round",
                (arguments, _) ->
                        Elementwise.binary(
                                argument(arguments, 0),
                                optional(arguments, 1, 0),
                                Functions::round));
        all.put(
                "log",
                (arguments, _) ->
                        Elementwise.binary(
                                argument(arguments, 0),
                                optional(arguments, 1, Math.E),
                                Functions::log));
        all.put("pi", (_, _) -> new Num(Math.PI));
        all.put("random", Functions::random);
    }

    private static void unary(Map<String, Function> all) {
        Map<String, DoubleUnaryOperator> operators = new HashMap<>();
        operators.put("abs", Math::abs);
        operators.put("cbrt", Math::cbrt);
        operators.put("ceil", Math::ceil);
        operators.put("cos", Math::cos);
        operators.put("exp", Math::exp);
        operators.put("floor", Math::floor);
        operators.put("sin", Math::sin);
        operators.put("tan", Math::tan);
        operators.put("fix", a -> a < 0 ? Math.ceil(a) : Math.floor(a));
        operators.put("square", a -> a * a);
        operators.put("cube", a -> a * a * a);
        operators.put("degtorad", a -> a * Math.PI / 180);
        operators.put("radtodeg", a -> a * 180 / Math.PI);
        operators.put("sqrt", Functions::squareRoot);
        operators.put("log10", a -> logarithmOf(a, Math.log10(a)));
        operators.forEach((name, operator) ->
                all.put(
                        name,
                        (arguments, _) -> Elementwise.unary(argument(arguments, 0), operator)));
    }

    private static MathValue fold(List<MathValue> arguments, DoubleBinaryOperator operator) {
        BinaryOperator<MathValue> step = (a, b) -> Elementwise.binary(a, b, operator);
        return arguments.stream().reduce(step).orElse(NAN);
    }

    private static MathValue binary(List<MathValue> arguments, DoubleBinaryOperator operator) {
        return Elementwise.binary(argument(arguments, 0), argument(arguments, 1), operator);
    }

    private static MathValue quotient(List<MathValue> arguments, DoubleBinaryOperator operator) {
        MathValue divisor = argument(arguments, 1);
        boolean scalarByList = divisor instanceof Items && argument(arguments, 0) instanceof Num;
        return binary(
                arguments,
                (a, b) -> {
                    if (b == 0 && !scalarByList) {
                        throw new MathException("Cannot divide by 0");
                    }
                    return operator.applyAsDouble(a, b);
                });
    }

    private static double round(double value, double digits) {
        double factor = Math.pow(10, digits);
        return Math.floor(value * factor + 0.5) / factor;
    }

    private static double log(double value, double base) {
        if (base <= 0) {
            throw new MathException("Base out of range");
        }
        return logarithmOf(value, Math.log(value) / Math.log(base));
    }

    private static double logarithmOf(double value, double logarithm) {
        if (value < 0) {
            throw new MathException("Must be greater than 0");
        }
        return logarithm;
    }

    private static double squareRoot(double value) {
        if (value < 0) {
            throw new MathException("Unable find the square root of a negative number");
        }
        return Math.sqrt(value);
    }

    private static MathValue random(List<MathValue> arguments, MathScope scope) {
        double least = arguments.size() < 2 ? 0 : Elementwise.number(arguments.get(0));
        double most = arguments.isEmpty() ? 1 : Elementwise.number(arguments.getLast());
        if (least > most) {
            throw new MathException("Min is greater than max");
        }
        return new Num(least + scope.random() * (most - least));
    }

    /** An argument; NaN when it is missing. */
    static MathValue argument(List<MathValue> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : NAN;
    }

    private static MathValue optional(List<MathValue> arguments, int index, double otherwise) {
        return index < arguments.size() ? arguments.get(index) : new Num(otherwise);
    }

    /** An argument that may be missing. */
    static @Nullable MathValue present(List<MathValue> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : null;
    }
}
