package dev.patchbay.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary folder for the files of one SQLite server; closing it deletes them. For tests that
 * outlive a JUnit method or make several folders; others take {@code @TempDir}.
 */
public record SqliteDirectory(Path path) implements AutoCloseable {

    /** Makes an empty folder. */
    public static SqliteDirectory create() {
        try {
            return new SqliteDirectory(Files.createTempDirectory("patchbay-sqlite-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the folder and what is in it. */
    @Override
    public void close() {
        try (Stream<Path> found = Files.walk(path)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
