package dev.patchbay.engine.template.math;

import dev.patchbay.engine.template.math.MathValue.Items;
import dev.patchbay.engine.template.math.MathValue.Num;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** Lists element by element; a number against a list is used for each element (section 8.2). */
final class Elementwise {

    private Elementwise() {}

    static MathValue unary(MathValue value, DoubleUnaryOperator operator) {
        return value instanceof Items(List<MathValue> values)
                ? new Items(values.stream().map(element -> unary(element, operator)).toList())
                : new Num(operator.applyAsDouble(number(value)));
    }

    static MathValue binary(MathValue left, MathValue right, DoubleBinaryOperator operator) {
        if (left instanceof Items(List<MathValue> a) && right instanceof Items(List<MathValue> b)) {
            sameLength(a, b);
            List<MathValue> values = new ArrayList<>(a.size());
            for (int i = 0; i < a.size(); i++) {
                values.add(binary(a.get(i), b.get(i), operator));
            }
            return new Items(values);
        }
        if (left instanceof Items(List<MathValue> a)) {
            return new Items(a.stream().map(element -> binary(element, right, operator)).toList());
        }
        if (right instanceof Items(List<MathValue> b)) {
            return new Items(b.stream().map(element -> binary(left, element, operator)).toList());
        }
        return new Num(operator.applyAsDouble(number(left), number(right)));
    }

    /**
     * Over the elements of a single list; over the arguments otherwise, place by place when one of
     * them is a list.
     */
    static MathValue aggregate(List<MathValue> arguments, Function<double[], MathValue> over) {
        if (arguments.size() == 1 && arguments.getFirst() instanceof Items items) {
            return over.apply(numbers(items).toArray());
        }
        int length = commonLength(arguments);
        if (length < 0) {
            return over.apply(arguments.stream().mapToDouble(Elementwise::number).toArray());
        }
        List<MathValue> values = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            int place = i;
            values.add(
                    over.apply(
                            arguments.stream()
                                    .mapToDouble(argument -> number(at(argument, place)))
                                    .toArray()));
        }
        return new Items(values);
    }

    /** All numbers of a value, lists within lists included. */
    static DoubleStream numbers(MathValue value) {
        return value instanceof Items(List<MathValue> values)
                ? values.stream().flatMapToDouble(Elementwise::numbers)
                : DoubleStream.of(number(value));
    }

    /** The number that a value is, else NaN. */
    static double number(MathValue value) {
        return value instanceof Num(double number) ? number : Double.NaN;
    }

    static void sameLength(List<MathValue> a, List<MathValue> b) {
        if (a.size() != b.size()) {
            throw new MathException("Array length mismatch");
        }
    }

    /** The element at a place; every place of a number is the number. */
    static MathValue at(MathValue value, int place) {
        return value instanceof Items(List<MathValue> values) ? values.get(place) : value;
    }

    private static int commonLength(List<MathValue> arguments) {
        int length = -1;
        for (MathValue argument : arguments) {
            if (argument instanceof Items(List<MathValue> values)) {
                if (length >= 0 && length != values.size()) {
                    throw new MathException("Array length mismatch");
                }
                length = values.size();
            }
        }
        return length;
    }
}
