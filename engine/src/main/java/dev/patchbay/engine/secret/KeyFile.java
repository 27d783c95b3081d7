package dev.patchbay.engine.secret;

import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.IdSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * The generated key of a server on SQLite without a configured one (contract/settings.md, section
 * 3). A file that is there is never replaced. Only for the process that holds the lock of the data
 * directory; blocking.
 */
public final class KeyFile {

    private static final String NAME = "encryption.key";
    private static final int KEY_BYTES = 32;

    /** As for configured keys: whoever replaces the content by hand must not weaken it. */
    private static final int LEAST_LENGTH = 32;

    private final Path directory;
    private final IdSource ids;

    /** In the data directory. */
    public KeyFile(Path directory, IdSource ids) {
        this.directory = directory;
        this.ids = ids;
    }

    /** What came of it. */
    sealed interface Found {

        /**
         * The key.
         *
         * @param created whether the file was made just now
         * @param warning one line for the log
         */
        record Key(Secret text, boolean created, Optional<String> warning) implements Found {}

        /** There is a file that cannot be used, or none can be made; one line for the operator. */
        record Unusable(String why) implements Found {}
    }

    /** Where the file is, or would be. */
    public Path path() {
        return directory.resolve(NAME);
    }

    /** Whether there is one, usable or not. */
    boolean exists() {
        return Files.exists(path(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Reads the key; makes one when there is no file. */
    Found readOrCreate() {
        try {
            return exists() ? read() : create();
        } catch (IOException e) {
            return new Found.Unusable("the key file " + path() + " cannot be used: " + e);
        }
    }

    private Found read() throws IOException {
        if (!Files.isRegularFile(path(), LinkOption.NOFOLLOW_LINKS)) {
            return new Found.Unusable(path() + " is not a plain file, so it is not used as key");
        }
        Optional<String> warning = closeToOthers();
        String text = new String(Files.readAllBytes(path()), StandardCharsets.UTF_8).strip();
        if (text.length() < LEAST_LENGTH) {
            return new Found.Unusable(
                    "the key file "
                            + path()
                            + " is damaged. Restore it from its backup: without it no stored secret"
                            + " can be read.");
        }
        return new Found.Key(new Secret(text), false, warning);
    }

    /** What others could read they may have read: closing is not enough, so it is said. */
    private Optional<String> closeToOthers() throws IOException {
        Set<PosixFilePermission> found =
                EnumSet.copyOf(Files.getPosixFilePermissions(path(), LinkOption.NOFOLLOW_LINKS));
        found.removeAll(OwnerOnlyFile.PERMISSIONS);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Files.setPosixFilePermissions(path(), OwnerOnlyFile.PERMISSIONS);
        return Optional.of(
                "the key file "
                        + path()
                        + " was open to other users; its permissions are 0600 again. If anyone may"
                        + " have read it, set a new encryptionKey and rotate.");
    }

    /** A start that is cut off leaves no half key. */
    private Found create() throws IOException {
        String text = HexFormat.of().formatHex(ids.bytes(KEY_BYTES));
        OwnerOnlyFile.replace(path(), text + "\n", ids);
        return new Found.Key(new Secret(text), true, Optional.empty());
    }
}
