package dev.patchbay.engine.secret;

import dev.patchbay.sdk.time.IdSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes small files that only their owner may read. Stateless; blocking. */
public final class OwnerOnlyFile {

    static final Set<PosixFilePermission> PERMISSIONS =
            PosixFilePermissions.fromString("rw-------");

    private OwnerOnlyFile() {}

    /**
     * Writes a file whole or not at all: a temporary one beside it, synced, then renamed, which
     * replaces what is there, also a link, never what a link points to. A process that is killed
     * leaves the old file or the new one.
     *
     * @param text is written as UTF-8
     * @throws IOException when it cannot be written; the old file is still there then
     */
    public static void replace(Path file, String text, IdSource ids) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + "." + ids.uuid());
        try {
            write(temporary, text);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        try (FileChannel folder =
                FileChannel.open(temporary.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS),
                        PosixFilePermissions.asFileAttribute(PERMISSIONS))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
