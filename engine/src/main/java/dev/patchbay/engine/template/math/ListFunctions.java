package dev.patchbay.engine.template.math;

import dev.patchbay.engine.template.math.MathValue.Items;
import dev.patchbay.engine.template.math.MathValue.Num;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Functions over several values. */
final class ListFunctions {

    private ListFunctions() {}

    static void addTo(Map<String, Functions.Function> all) {
        aggregate(all, "min", values -> Arrays.stream(values).min().orElse(Double.NaN));
        aggregate(all, "max", values -> Arrays.stream(values).max().orElse(Double.NaN));
        aggregate(all, "mean", values -> Arrays.stream(values).sum() / values.length);
        aggregate(all, "median", ListFunctions::median);
        aggregate(all, "range", ListFunctions::range);
        all.put(
                "mode",
                (arguments, _) ->
                        arguments.size() == 1 && arguments.getFirst() instanceof Num number
                                ? number
                                : Elementwise.aggregate(arguments, ListFunctions::mode));
        all.put(
                "sum",
                (arguments, _) ->
                        new Num(arguments.stream().flatMapToDouble(Elementwise::numbers).sum()));
        all.put("size", (arguments, _) -> size(arguments));
        all.put("count", (arguments, _) -> size(arguments));
        all.put("first", (arguments, _) -> end(arguments, true));
        all.put("last", (arguments, _) -> end(arguments, false));
        all.put("unique", (arguments, _) -> unique(arguments));
    }

    private static void aggregate(
            Map<String, Functions.Function> all, String name, ToDoubleFunction<double[]> over) {
        all.put(
                name,
                (arguments, _) ->
                        Elementwise.aggregate(
                                arguments, values -> new Num(over.applyAsDouble(values))));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double range(double[] values) {
        return Arrays.stream(values).max().orElse(Double.NaN)
                - Arrays.stream(values).min().orElse(Double.NaN);
    }

    private static MathValue mode(double[] values) {
        Map<Double, Integer> counts = new HashMap<>();
        for (double value : values) {
            counts.merge(value, 1, Integer::sum);
        }
        int most = counts.values().stream().mapToInt(count -> count).max().orElse(0);
        return new Items(
                counts.entrySet().stream()
                        .filter(entry -> entry.getValue() == most)
                        .map(Map.Entry::getKey)
                        .sorted()
                        .<MathValue>map(Num::new)
                        .toList());
    }

    private static MathValue size(List<MathValue> arguments) {
        if (Functions.present(arguments, 0) instanceof Items(List<MathValue> values)) {
            return new Num(values.size());
        }
        throw new MathException("Must pass an array");
    }

    private static MathValue end(List<MathValue> arguments, boolean first) {
        MathValue value = Functions.argument(arguments, 0);
        if (!(value instanceof Items(List<MathValue> values))) {
            return value;
        }
        if (values.isEmpty()) {
            return new MathValue.Null();
        }
        return first ? values.getFirst() : values.getLast();
    }

    private static MathValue unique(List<MathValue> arguments) {
        return Functions.present(arguments, 0) instanceof Items(List<MathValue> values)
                ? new Num(new HashSet<>(values).size())
                : new Num(1);
    }
}
