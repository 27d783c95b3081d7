package dev.patchbay.testkit;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A temporary folder for the files of one SQLite server; closing it deletes them. For tests that
 * outlive a JUnit method or make several folders; others take {@code @TempDir}.
 */
public record SqliteDirectory(Path path) implements AutoCloseable {

    private static final String PREFIX = "patchbay-sqlite-";
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ROOM_IN_MEMORY = 2L << 30;

    private static @Nullable Path template;

    /** Makes an empty folder. */
    public static SqliteDirectory create() {
        try {
            return new SqliteDirectory(Files.createTempDirectory(PREFIX));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes a folder with a copy of the files of one that was prepared, the first time that one is
     * asked for in this JVM. In memory where there is room, for tests that do not ask what outlives
     * a crash: a disk may take a fifth of a second for each commit.
     *
     * @param preparation always the same; leaves only files that are closed
     */
    public static synchronized SqliteDirectory create(Consumer<Path> preparation) {
        try {
            Path from = template;
            if (from == null) {
                SqliteDirectory made = create();
                from = made.path();
                preparation.accept(from);
                Runtime.getRuntime().addShutdownHook(new Thread(made::close));
                template = from;
            }
            SqliteDirectory fresh =
                    new SqliteDirectory(Files.createTempDirectory(fastest(), PREFIX));
            try (Stream<Path> files = Files.list(from)) {
                for (Path file : files.toList()) {
                    Files.copy(
                            file,
                            fresh.path().resolve(file.getFileName()),
                            StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path fastest() throws IOException {
        boolean room =
                Files.isWritable(MEMORY)
                        && Files.getFileStore(MEMORY).getUsableSpace() > ROOM_IN_MEMORY;
        return room ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
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
