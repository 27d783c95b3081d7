package dev.patchbay.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code pid.file}: holds the process id while the server runs. */
final class PidFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("server");

    private final Path file;
    private final String content;

    private PidFile(Path file, String content) {
        this.file = file;
        this.content = content;
    }

    /**
     * Writes the file, over one that an earlier process has left.
     *
     * @throws IOException when it cannot be written
     */
    static PidFile write(Path file) throws IOException {
        if (Files.exists(file)) {
            LOG.warn("pid file already exists at {}; it is overwritten", file);
        }
        String content = Long.toString(ProcessHandle.current().pid());
        Files.writeString(file, content);
        return new PidFile(file, content);
    }

    /** Removes the file unless another process has written it since. */
    @Override
    public void close() {
        try {
            if (Files.readString(file).equals(content)) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.warn("pid file {} is not removed: {}", file, e.toString());
        }
    }
}
