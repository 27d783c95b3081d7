package dev.patchbay.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * What a receiver took, by lane, in the order in which it took each for the first time, held
 * against the order of acceptance, which is 0, 1, 2 … in each lane.
 *
 * @param lanes from which anything came
 * @param taken deliveries that were taken, once or more often
 * @param again times that something was taken that had been taken before
 * @param late times that something came again after a later one of its lane had been taken
 * @param inversions firsts that came after a later one of their lane
 * @param missing deliveries that never came
 */
public record FirstSuccesses(
        int lanes, int taken, int again, int late, List<Took> inversions, List<Took> missing) {

    /** The receiver took the n-th delivery of a lane. */
    public record Took(int lane, int n) {}

    /**
     * Reads a log.
     *
     * @param log in the order of time
     * @param accepted deliveries of each lane that were accepted
     * @param lanes that were used, from 0
     */
    public static FirstSuccesses of(List<Took> log, int lanes, int accepted) {
        Map<Integer, SequencedSet<Integer>> firsts = new HashMap<>();
        Map<Integer, Integer> furthest = new HashMap<>();
        List<Took> inversions = new ArrayList<>();
        int again = 0;
        int late = 0;
        for (Took took : log) {
            int before = furthest.getOrDefault(took.lane(), -1);
            boolean first =
                    firsts.computeIfAbsent(took.lane(), _ -> new LinkedHashSet<>()).add(took.n());
            if (!first) {
                again++;
                late += took.n() < before ? 1 : 0;
            } else if (took.n() < before) {
                inversions.add(took);
            }
            furthest.put(took.lane(), Math.max(before, took.n()));
        }
        List<Took> missing = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            for (int n = 0; n < accepted; n++) {
                if (!firsts.containsKey(lane) || !firsts.get(lane).contains(n)) {
                    missing.add(new Took(lane, n));
                }
            }
        }
        int taken = firsts.values().stream().mapToInt(SequencedSet::size).sum();
        return new FirstSuccesses(firsts.size(), taken, again, late, inversions, missing);
    }
}
