package dev.patchbay.benchmarks;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one run of wrk saw.
 *
 * @param executes measured requests, all of them answered
 * @param seconds the time over which they were sent
 * @param failed answers that were not 2xx or 3xx, and errors of the sockets
 */
record WrkResult(long executes, double seconds, long failed) {

    private static final Pattern LINE =
            Pattern.compile("RESULT executes=(\\d+) seconds=([0-9.]+) failed=(\\d+)");

    /** Reads the line that {@code load.lua} prints at its end. */
    static WrkResult parse(String output) {
        Matcher matcher = LINE.matcher(output);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no result in the output of wrk:\n" + output);
        }
        return new WrkResult(
                Long.parseLong(matcher.group(1)),
                Double.parseDouble(matcher.group(2)),
                Long.parseLong(matcher.group(3)));
    }

    double perSecond() {
        return executes / seconds;
    }
}
