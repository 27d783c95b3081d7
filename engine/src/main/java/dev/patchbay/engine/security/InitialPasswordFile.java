package dev.patchbay.engine.security;

import dev.patchbay.engine.secret.OwnerOnlyFile;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.IdSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

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

    /** Writes the file, in place of a link or a leftover of an earlier start. */
    void write(Secret password) {
        try {
            OwnerOnlyFile.replace(path(), password.reveal() + "\n", ids);
        } catch (IOException e) {
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
