package dev.patchbay.engine.template.math;

import dev.patchbay.engine.template.math.MathValue.Bool;
import dev.patchbay.engine.template.math.MathValue.Items;
import dev.patchbay.engine.template.math.MathValue.Num;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Comparisons and choices. */
final class LogicFunctions {

    private interface Relation {
        boolean holds(double a, double b);
    }

    private LogicFunctions() {}

    static void addTo(Map<String, Functions.Function> all) {
        relation(all, "eq", (a, b) -> a == b);
        relation(all, "lt", (a, b) -> a < b);
        relation(all, "gt", (a, b) -> a > b);
        relation(all, "lte", (a, b) -> a <= b);
        relation(all, "gte", (a, b) -> a >= b);
        all.put("clamp", (arguments, _) -> clamp(arguments));
        all.put(
                "defaults",
                (arguments, _) ->
                        defaults(
                                Functions.argument(arguments, 0),
                                Functions.argument(arguments, 1)));
        all.put("ifelse", (arguments, _) -> ifelse(arguments));
    }

    private static void relation(
            Map<String, Functions.Function> all, String name, Relation relation) {
        all.put(
                name,
                (arguments, _) -> {
                    MathValue right = required(Functions.present(arguments, 1), "Missing b value");
                    return new Bool(holds(Functions.argument(arguments, 0), right, relation));
                });
    }

    private static boolean holds(MathValue left, MathValue right, Relation relation) {
        if (left instanceof Items(List<MathValue> a) && right instanceof Items(List<MathValue> b)) {
            Elementwise.sameLength(a, b);
        }
        int length = Math.max(length(left), length(right));
        if (length < 0) {
            return relation.holds(Elementwise.number(left), Elementwise.number(right));
        }
        for (int i = 0; i < length; i++) {
            if (!holds(Elementwise.at(left, i), Elementwise.at(right, i), relation)) {
                return false;
            }
        }
        return true;
    }

    private static MathValue clamp(List<MathValue> arguments) {
        MathValue least =
                required(
                        Functions.present(arguments, 1),
                        "Missing minimum value. You may want to use the 'max' function instead");
        MathValue most =
                required(
                        Functions.present(arguments, 2),
                        "Missing maximum value. You may want to use the 'min' function instead");
        Elementwise.binary(
                least,
                most,
                (a, b) -> {
                    if (a > b) {
                        throw new MathException("Min must be less than max");
                    }
                    return 0;
                });
        MathValue atLeast = Elementwise.binary(Functions.argument(arguments, 0), least, Math::max);
        return Elementwise.binary(atLeast, most, Math::min);
    }

    private static MathValue defaults(MathValue value, MathValue otherwise) {
        if (value instanceof MathValue.Null) {
            return otherwise;
        }
        if (value instanceof Items(List<MathValue> values)) {
            if (otherwise instanceof Items(List<MathValue> others)) {
                Elementwise.sameLength(values, others);
            }
            List<MathValue> filled = new ArrayList<>(values.size());
            for (int i = 0; i < values.size(); i++) {
                filled.add(defaults(values.get(i), Elementwise.at(otherwise, i)));
            }
            return new Items(filled);
        }
        return value;
    }

    private static MathValue ifelse(List<MathValue> arguments) {
        if (!(Functions.argument(arguments, 0) instanceof Bool(boolean condition))) {
            throw new MathException("Condition clause is of the wrong type");
        }
        MathValue yes = required(Functions.present(arguments, 1), "Missing a value");
        MathValue no = required(Functions.present(arguments, 2), "Missing b value");
        return condition ? yes : no;
    }

    private static MathValue required(@Nullable MathValue value, String missing) {
        if (value == null) {
            throw new MathException(missing);
        }
        return value;
    }

    private static int length(MathValue value) {
        return switch (value) {
            case Items(List<MathValue> values) -> values.size();
            case Num _, Bool _, MathValue.Null _, MathValue.Other _ -> -1;
        };
    }
}
