package dev.patchbay.engine.security;

import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.IdSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The file with the password of the first start (contract/security-and-spaces.md, D11). Read and
 * written by its owner only; never written or read through a link.
 */
final class InitialPasswordFile {

    private static final Logger LOG = LoggerFactory.getLogger(InitialPasswordFile.class);
    private static final String NAME = "initial-elastic-password";

    private final Path directory;
    private final IdSource ids;

    InitialPasswordFile(Path directory, IdSource ids) {
        this.directory = directory;
        this.ids = ids;
    }

    Path path() {
        return directory.resolve(NAME);
    }

    /**
     * Writes the file: a temporary one that only the owner can read, synced, then renamed, which
     * replaces a link or a leftover of a start that was cut off, never what a link points to.
     */
    void write(Secret password) {
        Path temporary = directory.resolve(NAME + "." + ids.uuid());
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            try (FileChannel file =
                    FileChannel.open(
                            temporary,
                            Set.of(
                                    StandardOpenOption.CREATE_NEW,
                                    StandardOpenOption.WRITE,
                                    LinkOption.NOFOLLOW_LINKS),
                            ownerOnly)) {
                ByteBuffer bytes =
                        ByteBuffer.wrap(
                                (password.reveal() + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
            Files.move(temporary, path(), StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel folder = FileChannel.open(directory, StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException e) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw new UncheckedIOException("the initial password cannot be written", e);
        }
    }

    /** What the file says; empty when there is no plain file. */
    Optional<Secret> read() {
        if (!Files.isRegularFile(path(), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Secret(Files.readString(path()).strip()));
        } catch (IOException e) {
            LOG.warn("the file {} cannot be read", NAME);
            return Optional.empty();
        }
    }

    /** Removes the file. */
    void delete() {
        try {
            Files.deleteIfExists(path());
        } catch (IOException e) {
            LOG.warn("the file {} cannot be deleted; what it says is no longer true", NAME);
        }
    }
}
