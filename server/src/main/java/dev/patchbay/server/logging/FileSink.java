package dev.patchbay.server.logging;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.settings.AppenderSettings.Policy;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that grows, and with a policy rolls over: the current file becomes number 1, each numbered
 * one the next, the last is dropped. New files are readable by the owner and the group only.
 * Thread-safe.
 */
public final class FileSink implements LineSink {

    /**
     * When to roll, how many files stay beside the current one, and how they are named ({@code
     * %i}).
     */
    public record Rolling(Policy policy, int max, String pattern) {}

    private final Path file;
    private final Optional<Rolling> rolling;
    private final Clock clock;
    private @Nullable OutputStream out;
    private long size;
    private Instant rollAt = Instant.MAX;

    private FileSink(Path file, Optional<Rolling> rolling, Clock clock) {
        this.file = file;
        this.rolling = rolling;
        this.clock = clock;
    }

    /**
     * Opens the file for appending and makes its directory.
     *
     * @throws IOException when it cannot be written
     */
    public static FileSink open(Path file, Optional<Rolling> rolling, Clock clock)
            throws IOException {
        FileSink sink = new FileSink(file, rolling, clock);
        sink.current();
        return sink;
    }

    @Override
    public synchronized void write(String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        if (rolling.isPresent() && due(rolling.get().policy(), bytes.length)) {
            roll(rolling.get());
        }
        OutputStream stream = current();
        stream.write(bytes);
        stream.flush();
        size += bytes.length;
    }

    private boolean due(Policy policy, int more) {
        return switch (policy) {
            case Policy.SizeLimit(long bytes) -> size > 0 && size + more > bytes;
            case Policy.TimeInterval _ -> !clock.now().isBefore(rollAt);
        };
    }

    private OutputStream current() throws IOException {
        OutputStream open = out;
        if (open != null) {
            return open;
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        boolean isNew = Files.notExists(file);
        open = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (isNew && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        }
        out = open;
        size = Files.size(file);
        rolling.ifPresent(how -> rollAt = nextRoll(how.policy()));
        return open;
    }

    private Instant nextRoll(Policy policy) {
        return switch (policy) {
            case Policy.SizeLimit _ -> Instant.MAX;
            case Policy.TimeInterval interval -> {
                long millis = interval.interval().toMillis();
                long now = clock.now().toEpochMilli();
                yield Instant.ofEpochMilli(
                        interval.modulate() ? (now / millis + 1) * millis : now + millis);
            }
        };
    }

    private void roll(Rolling how) throws IOException {
        close();
        for (int i = how.max(); i >= 1; i--) {
            Path from = i == 1 ? file : numbered(how.pattern(), i - 1);
            if (Files.exists(from)) {
                Files.move(from, numbered(how.pattern(), i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** {@code kibana.log} and {@code -%i} give {@code kibana-1.log}. */
    private Path numbered(String pattern, int number) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        String extension = dot < 0 ? "" : name.substring(dot);
        String inserted = pattern.replace("%i", Integer.toString(number));
        return file.resolveSibling(stem + inserted + extension);
    }

    @Override
    public synchronized void close() throws IOException {
        OutputStream open = out;
        if (open != null) {
            out = null;
            open.close();
        }
    }
}
