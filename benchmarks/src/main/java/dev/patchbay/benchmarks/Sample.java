package dev.patchbay.benchmarks;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** The values of one measure over its rounds: what is reported is the median and the range. */
record Sample(double... values) {

    Sample {
        if (values.length == 0) {
            throw new IllegalArgumentException("a sample needs a value");
        }
        values = values.clone();
        Arrays.sort(values);
    }

    static Sample of(Collection<Double> values) {
        return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The middle value; of an even number the mean of the two in the middle. */
    double median() {
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    double least() {
        return values[0];
    }

    double most() {
        return values[values.length - 1];
    }

    /** {@code median (least … most)} with this many decimals. */
    String text(int decimals) {
        String number = "%." + decimals + "f";
        return String.format(
                Locale.ROOT,
                number + " (" + number + " … " + number + ")",
                median(),
                least(),
                most());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sample sample && Arrays.equals(values, sample.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return text(3);
    }
}
