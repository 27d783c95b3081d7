package dev.patchbay.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes from files what was written and not synced: {@code powercut.c} in the resources, preloaded
 * into a process, remembers it, and after a kill {@link #cut} undoes it. Stateless; one process at
 * a time.
 *
 * @param library the compiled shim
 * @param undo where it remembers
 */
public record PowerCut(Path library, Path undo) {

    /** A write's place, what it replaced, and how long the file was; -1: it was not there. */
    private record Memory(long offset, ByteBuffer old, long size) {}

    /**
     * Compiles the shim; empty where there is no C compiler.
     *
     * @param folder is there; gets the shim and its memories
     */
    public static Optional<PowerCut> in(Path folder) throws Exception {
        Path source = folder.resolve("powercut.c");
        try (InputStream in = PowerCut.class.getResourceAsStream("/powercut/powercut.c")) {
            if (in == null) {
                throw new IllegalStateException("powercut.c is not on the class path");
            }
            Files.copy(in, source);
        }
        Path library = folder.resolve("powercut.so");
        ProcessBuilder compiler =
                new ProcessBuilder(
                        List.of(
                                "gcc",
                                "-O2",
                                "-shared",
                                "-fPIC",
                                "-o",
                                library.toString(),
                                source.toString(),
                                "-ldl"));
        try {
            if (compiler.inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException("powercut.c does not compile");
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.of(
                new PowerCut(library, Files.createDirectory(folder.resolve("not-synced"))));
    }

    /**
     * What a process needs whose files below a folder lose what was not synced.
     *
     * @param lies no sync reaches the disk
     */
    public Map<String, String> environment(Path root, boolean lies) {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "POWERCUT_ROOT", root.toString(),
                "POWERCUT_UNDO", undo.toString(),
                "POWERCUT_LIES", lies ? "1" : "0");
    }

    /** After the kill: the files as of their last sync. Returns how many writes are gone. */
    public int cut(Path root) throws IOException {
        int gone = 0;
        try (Stream<Path> memories = Files.list(undo)) {
            for (Path memory : memories.toList()) {
                gone += undo(memory);
                Files.delete(memory);
            }
        }
        try (Stream<Path> files = Files.list(root)) {
            for (Path shared : files.filter(file -> file.toString().endsWith("-shm")).toList()) {
                Files.delete(shared);
            }
        }
        return gone;
    }

    private static int undo(Path memory) throws IOException {
        byte[] bytes = Files.readAllBytes(memory);
        if (bytes.length == 0) {
            return 0;
        }
        int end = 0;
        while (bytes[end] != '\n') {
            end++;
        }
        Path file = Path.of(new String(bytes, 0, end, StandardCharsets.UTF_8));
        Deque<Memory> latestFirst = records(bytes, end + 1);
        int count = latestFirst.size();
        boolean born = false;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (Memory write : latestFirst) {
                born = write.size() < 0;
                if (!born) {
                    channel.write(write.old(), write.offset());
                    channel.truncate(write.size());
                }
            }
        }
        if (born) {
            Files.delete(file);
        }
        return count;
    }

    /** The kill may have cut off the last one, whose write then never happened. */
    private static Deque<Memory> records(byte[] bytes, int from) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        in.position(from);
        Deque<Memory> latestFirst = new ArrayDeque<>();
        while (in.remaining() >= 3 * Long.BYTES) {
            long offset = in.getLong();
            long length = in.getLong();
            long size = in.getLong();
            if (in.remaining() < length) {
                break;
            }
            byte[] old = new byte[(int) length];
            in.get(old);
            latestFirst.addFirst(new Memory(offset, ByteBuffer.wrap(old), size));
        }
        return latestFirst;
    }
}
