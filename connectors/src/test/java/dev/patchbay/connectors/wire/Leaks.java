package dev.patchbay.connectors.wire;

import com.sun.management.HotSpotDiagnosticMXBean;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** What a process holds: counted before and after. */
final class Leaks {

    private Leaks() {}

    /** Threads with one of our classes on the stack, virtual ones among them. */
    static long threads() {
        try {
            Path folder = Files.createTempDirectory("threads");
            Path dump = folder.resolve("dump.txt");
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(
                            dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
            long count =
                    Stream.of(Files.readString(dump).split("\n\n"))
                            .filter(thread ->
                                    thread.contains("dev.patchbay.") || thread.contains("\"net-"))
                            .count();
            Files.delete(dump);
            Files.delete(folder);
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sockets of this process; always zero where there is no {@code /proc}. */
    static long sockets() {
        Path folder = Path.of("/proc/self/fd");
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Leaks::socket).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean socket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException e) {
            return false;
        }
    }

    /** The count once nothing that ended before is on its way out. */
    static long steady(LongSupplier count) {
        long before = -1;
        long now = count.getAsLong();
        for (int i = 0; i < 100 && now != before; i++) {
            LockSupport.parkNanos(100_000_000);
            before = now;
            now = count.getAsLong();
        }
        return now;
    }

    /** The count once it is at most {@code wanted}, or after a minute. */
    static long settled(LongSupplier count, long wanted) {
        long end = System.nanoTime() + 60_000_000_000L;
        long now = count.getAsLong();
        while (now > wanted && System.nanoTime() < end) {
            LockSupport.parkNanos(20_000_000);
            now = count.getAsLong();
        }
        return now;
    }
}
