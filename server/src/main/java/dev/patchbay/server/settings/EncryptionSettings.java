package dev.patchbay.server.settings;

import dev.patchbay.sdk.secret.Secret;

import java.util.List;
import java.util.Optional;

/**
 * {@code xpack.encryptedSavedObjects.*} (contract/settings.md, section 3) as written; without a key
 * the server uses {@link dev.patchbay.engine.secret.KeyFile}.
 *
 * @param encryptionKey at least 32 characters; never empty when the database is PostgreSQL
 * @param decryptionOnlyKeys tried after the primary, in order; never holds the primary
 */
public record EncryptionSettings(Optional<Secret> encryptionKey, List<Secret> decryptionOnlyKeys) {

    /** Least length of a key in characters. */
    public static final int LEAST_KEY_LENGTH = 32;
}
