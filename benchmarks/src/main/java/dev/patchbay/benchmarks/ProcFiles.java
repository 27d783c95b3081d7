package dev.patchbay.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What Linux tells about a process (proc(5)). */
final class ProcFiles {

    /** Microseconds per clock tick; USER_HZ is 100 on every Linux that we know. */
    private static final long TICK_MICROS = 10_000;

    private ProcFiles() {}

    /** CPU time of these processes and their finished threads, user and system together. */
    static Duration cpu(List<Long> pids) throws IOException {
        long ticks = 0;
        for (long pid : pids) {
            ticks += ticks(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
        }
        return Duration.ofNanos(ticks * TICK_MICROS * 1_000);
    }

    /**
     * CPU time of the threads of a JVM that compile, those that are there now. The kernel keeps 15
     * characters of a name, of "C2 CompilerThread0" as of "C1 CompilerThread0".
     */
    static Duration compilers(long pid) throws IOException {
        long ticks = 0;
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path task : tasks.toList()) {
                String stat;
                try {
                    stat = Files.readString(task.resolve("stat"));
                } catch (IOException e) {
                    continue; // it has ended meanwhile
                }
                if (stat.contains(" CompilerThre)")) {
                    ticks += ticks(stat);
                }
            }
        }
        return Duration.ofNanos(ticks * TICK_MICROS * 1_000);
    }

    /** utime + stime of a stat line. The name, field 2, may hold blanks and parentheses. */
    static long ticks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1);
        return Long.parseLong(fields[14 - 3]) + Long.parseLong(fields[15 - 3]);
    }

    /** Resident memory in KiB. */
    static long residentKib(long pid) throws IOException {
        return residentKib(Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")));
    }

    /** VmRSS of a status file, in KiB. */
    static long residentKib(List<String> status) {
        for (String line : status) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IllegalArgumentException("no VmRSS in the status of a process");
    }
}
