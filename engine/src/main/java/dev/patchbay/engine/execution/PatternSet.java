package dev.patchbay.engine.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds many texts at once by Wu and Manber's method: a window as long as the shortest of them
 * slides over the text and jumps as far as its last two characters allow. Places that overlap are
 * one place. Immutable; thread-safe.
 */
final class PatternSet {

    private static final int SLOTS = 1024;
    private static final int[] NOWHERE = {};

    private final int window;
    private final byte[] jump = new byte[SLOTS];

    /** Slots at which a window may end a pattern's beginning, ascending. */
    private final int[] stops;

    /** The patterns of each stop. */
    private final String[][] candidates;

    /** Of these texts, each of two characters at least; none of them at all finds nothing. */
    PatternSet(Collection<String> patterns) {
        window =
                Math.min(
                        Byte.MAX_VALUE, patterns.stream().mapToInt(String::length).min().orElse(0));
        Arrays.fill(jump, (byte) Math.max(window - 1, 0));
        SortedMap<Integer, List<String>> byStop = new TreeMap<>();
        for (String pattern : patterns) {
            for (int i = 1; i < window; i++) {
                int slot = slot(pattern.charAt(i - 1), pattern.charAt(i));
                jump[slot] = (byte) Math.min(jump[slot], window - 1 - i);
                if (i == window - 1) {
                    byStop.computeIfAbsent(slot, _ -> new ArrayList<>()).add(pattern);
                }
            }
        }
        stops = byStop.keySet().stream().mapToInt(Integer::intValue).toArray();
        candidates =
                byStop.values().stream().map(PatternSet::longestFirst).toArray(String[][]::new);
    }

    /** So that the first that fits covers the others. */
    private static String[] longestFirst(List<String> patterns) {
        return patterns.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toArray(String[]::new);
    }

    private static int slot(char first, char second) {
        return (first * 31 + second) & (SLOTS - 1);
    }

    /** Starts and ends of all places, by turns, in order; empty when there is none. */
    int[] places(String text) {
        int[] places = NOWHERE;
        int used = 0;
        int last = window - 1;
        while (window > 0 && last < text.length()) {
            int slot = slot(text.charAt(last - 1), text.charAt(last));
            int step = jump[slot];
            if (step > 0) {
                last += step;
                continue;
            }
            int start = last - window + 1;
            int end = endOf(text, start, candidates[Arrays.binarySearch(stops, slot)]);
            if (end > 0 && used > 0 && start < places[used - 1]) {
                places[used - 1] = Math.max(places[used - 1], end);
            } else if (end > 0) {
                places = used == places.length ? Arrays.copyOf(places, 2 * used + 4) : places;
                places[used++] = start;
                places[used++] = end;
            }
            last++;
        }
        return used == places.length ? places : Arrays.copyOf(places, used);
    }

    /** The text with {@code replacement} in these places; the same instance when there is none. */
    static String replace(String text, int[] places, String replacement) {
        if (places.length == 0) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length());
        int copied = 0;
        for (int i = 0; i < places.length; i += 2) {
            result.append(text, copied, places[i]).append(replacement);
            copied = places[i + 1];
        }
        return result.append(text, copied, text.length()).toString();
    }

    private static int endOf(String text, int start, String[] patterns) {
        for (String candidate : patterns) {
            if (text.startsWith(candidate, start)) {
                return start + candidate.length();
            }
        }
        return 0;
    }
}
