package dev.patchbay.server.logging;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where finished lines go. Thread-safe. */
public interface LineSink extends AutoCloseable {

    /**
     * Writes a line and its end.
     *
     * @throws IOException when it cannot be written; later lines may be again
     */
    void write(String line) throws IOException;

    @Override
    void close() throws IOException;

    /** A stream of the process, which is never closed. */
    static LineSink of(PrintStream stream) {
        return new LineSink() {
            @Override
            public void write(String line) {
                byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
                stream.write(bytes, 0, bytes.length);
                stream.flush();
            }

            @Override
            public void close() {
                stream.flush();
            }
        };
    }
}
