package dev.patchbay.engine.secret;

import dev.patchbay.engine.secret.KeyFile.Found;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.IdSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which keys a start uses, or why there is none (contract/settings.md, section 3). */
public sealed interface KeyChoice {

    /**
     * The server can start.
     *
     * @param warnings lines for the log at {@code warn}
     * @param generated whether a key was generated just now: secrets that are stored already were
     *     sealed with another one
     */
    record Chosen(KeyRing ring, List<String> warnings, boolean generated) implements KeyChoice {
        public Chosen {
            warnings = List.copyOf(warnings);
        }
    }

    /** PostgreSQL without a configured key: a wrong setting, exit 78. */
    record NotConfigured(String message) implements KeyChoice {}

    /** The key file cannot be read or made: the data directory is in the way, not a setting. */
    record Unusable(String message) implements KeyChoice {}

    /** {@link NotConfigured#message()}. */
    String POSTGRES_NEEDS_A_KEY =
            "xpack.encryptedSavedObjects.encryptionKey must be set when patchbay.database.url names"
                    + " PostgreSQL: every node needs the same key.";

    /** The line of every start with a generated key. */
    static String generatedKeyWarning(Path file) {
        return "xpack.encryptedSavedObjects.encryptionKey is not set; using the generated key in "
                + file
                + ". Back it up: without it no stored secret can be read.";
    }

    /**
     * Chooses.
     *
     * @param configured {@code xpack.encryptedSavedObjects.encryptionKey}
     * @param decryptionOnly {@code keyRotation.decryptionOnlyKeys}
     * @param postgres whether the database is PostgreSQL, which other nodes may share
     * @param file used on SQLite without a configured key
     */
    static KeyChoice of(
            Optional<Secret> configured,
            List<Secret> decryptionOnly,
            boolean postgres,
            KeyFile file,
            IdSource ids) {
        if (configured.isPresent()) {
            return new Chosen(
                    KeyRing.of(configured.get(), decryptionOnly, ids), unused(file), false);
        }
        if (postgres) {
            return new NotConfigured(POSTGRES_NEEDS_A_KEY);
        }
        return switch (file.readOrCreate()) {
            case Found.Unusable(String why) -> new Unusable(why);
            case Found.Key(Secret text, boolean created, Optional<String> warning) -> {
                List<String> warnings = new ArrayList<>();
                warnings.add(generatedKeyWarning(file.path()));
                warning.ifPresent(warnings::add);
                yield new Chosen(KeyRing.of(text, decryptionOnly, ids), warnings, created);
            }
        };
    }

    /** Setting a key for the first time would quietly make every stored secret unreadable. */
    private static List<String> unused(KeyFile file) {
        return file.exists()
                ? List.of(
                        "the generated key in "
                                + file.path()
                                + " is not used, because xpack.encryptedSavedObjects.encryptionKey"
                                + " is set. Put it into keyRotation.decryptionOnlyKeys until"
                                + " _rotate_key has run, then delete the file.")
                : List.of();
    }
}
