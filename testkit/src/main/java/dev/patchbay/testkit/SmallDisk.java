package dev.patchbay.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A disk of its own (tmpfs) that can become full and have room again. Only for those who may mount.
 * Belongs to one thread.
 */
public final class SmallDisk implements AutoCloseable {

    private static final int SECONDS = 30;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one below the folder for temporary files; empty where that is not allowed. */
    public static Optional<SmallDisk> mount(int mebibytes) {
        try {
            Path folder = Files.createTempDirectory("patchbay-disk-");
            if (run("mount", "-t", "tmpfs", "-o", size(mebibytes * 1024L), "patchbay", folder)) {
                return Optional.of(new SmallDisk(folder));
            }
            Files.delete(folder);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is mounted. */
    public Path path() {
        return folder;
    }

    /** Takes all room away but for this much. */
    public void shrink(int kibibytesLeft) {
        try {
            var disk = Files.getFileStore(folder);
            long used = disk.getTotalSpace() - disk.getUnallocatedSpace();
            resize(used / 1024 + kibibytesLeft);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives it this size. */
    public void grow(int mebibytes) {
        resize(mebibytes * 1024L);
    }

    private void resize(long kibibytes) {
        if (!run("mount", "-o", "remount," + size(kibibytes), folder)) {
            throw new IllegalStateException(folder + " cannot be resized");
        }
    }

    private static String size(long kibibytes) {
        return "size=" + kibibytes + "k";
    }

    private static boolean run(Object... command) {
        try {
            Process process =
                    new ProcessBuilder(List.of(command).stream().map(Object::toString).toList())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Unmounts it; what was on it is gone. */
    @Override
    public void close() {
        if (!run("umount", folder) && !run("umount", "-l", folder)) {
            throw new IllegalStateException(folder + " cannot be unmounted");
        }
        try {
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
