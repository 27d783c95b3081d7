package dev.patchbay.store.event;

import java.util.ArrayList;
import java.util.List;

/**
 * A day that has a table.
 *
 * @param bytes about
 */
record Partition(Day day, long bytes) {

    /**
     * Which partitions have to go, oldest first: those that ended, and the oldest while all
     * together are too large. The day that runs stays.
     *
     * @param partitions oldest first
     * @param oldest microseconds; what ends before or then goes
     */
    static List<Day> surplus(
            List<Partition> partitions, long oldest, long largestBytes, Day today) {
        long bytes = partitions.stream().mapToLong(Partition::bytes).sum();
        List<Day> surplus = new ArrayList<>();
        for (Partition partition : partitions) {
            Day day = partition.day();
            boolean ended = day.end() <= oldest;
            boolean tooMuch = bytes > largestBytes && day.compareTo(today) < 0;
            if (!ended && !tooMuch) {
                break;
            }
            surplus.add(day);
            bytes -= partition.bytes();
        }
        return surplus;
    }
}
