package dev.patchbay.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What of {@code benchmarks/delivery} runs, and for how long.
 *
 * @param kinds the databases
 * @param parts what is measured on each
 */
record DeliveryParts(DeliveryForm form, Set<DeliverySide.Kind> kinds, Set<Part> parts) {

    /** What is measured, in this order. */
    enum Part {
        ACCEPTED,
        STEADY,
        LATENCY,
        NEIGHBOURS,
        SATURATED,
        SLOW,
        CLAIMS,
        DRAIN,
        PEERS
    }

    /**
     * The words of a command line, in any order: {@code --short} or {@code --probe}, databases, and
     * parts. Without a database all of them, without a part all of them.
     */
    static DeliveryParts of(String[] arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        boolean brief = words.remove("--short");
        boolean probe = words.remove("--probe");
        Set<DeliverySide.Kind> kinds = taken(words, DeliverySide.Kind.class);
        Set<Part> parts = taken(words, Part.class);
        if (!words.isEmpty() || brief && probe) {
            throw new IllegalArgumentException(
                    "usage: [--short | --probe] "
                            + Arrays.toString(DeliverySide.Kind.values())
                            + " "
                            + Arrays.toString(Part.values()));
        }
        return new DeliveryParts(
                brief ? DeliveryForm.SHORT : probe ? DeliveryForm.PROBE : DeliveryForm.FULL,
                kinds,
                parts);
    }

    private static <E extends Enum<E>> Set<E> taken(List<String> words, Class<E> type) {
        Set<E> named = EnumSet.noneOf(type);
        for (E one : type.getEnumConstants()) {
            if (words.remove(one.name().toLowerCase(Locale.ROOT))) {
                named.add(one);
            }
        }
        return named.isEmpty() ? EnumSet.allOf(type) : named;
    }
}
