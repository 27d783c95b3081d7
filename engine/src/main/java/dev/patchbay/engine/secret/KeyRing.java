package dev.patchbay.engine.secret;

import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.IdSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The primary key, which seals, and the keys that only open what they sealed once
 * (contract/settings.md, section 3). Immutable; thread-safe.
 */
public final class KeyRing {

    private final MasterKey primary;
    private final List<MasterKey> decryptionOnly;
    private final IdSource ids;

    private KeyRing(MasterKey primary, List<MasterKey> decryptionOnly, IdSource ids) {
        this.primary = primary;
        this.decryptionOnly = decryptionOnly;
        this.ids = ids;
    }

    /**
     * A ring of configured texts.
     *
     * @param primary {@code xpack.encryptedSavedObjects.encryptionKey}, or the generated key
     * @param decryptionOnly {@code keyRotation.decryptionOnlyKeys}
     * @param ids where nonces come from
     */
    public static KeyRing of(Secret primary, List<Secret> decryptionOnly, IdSource ids) {
        return new KeyRing(
                MasterKey.of(primary), decryptionOnly.stream().map(MasterKey::of).toList(), ids);
    }

    /** What seals and opens the values of one purpose. Keep it: making one derives keys. */
    public SecretBox box(Purpose purpose) {
        Map<Long, SecretBox.Opener> openers = new LinkedHashMap<>();
        SecretBox.Opener sealing = new SecretBox.Opener(primary, primary.derive(purpose), true);
        openers.put(sealing.id(), sealing);
        for (MasterKey key : decryptionOnly) {
            SecretBox.Opener opener = new SecretBox.Opener(key, key.derive(purpose), false);
            openers.putIfAbsent(opener.id(), opener);
        }
        return new SecretBox(sealing, openers, ids);
    }

    /**
     * Bytes that only the holders of these keys can make, for a purpose whose keys are of another
     * kind than a {@link SecretBox}: those of the primary key first.
     */
    public List<byte[]> material(Purpose purpose, int bytes) {
        return Stream.concat(Stream.of(primary), decryptionOnly.stream())
                .map(key -> key.material(purpose, bytes))
                .toList();
    }

    /** Whether there is any key but the primary: without one there is nothing to rotate. */
    public boolean hasDecryptionOnlyKeys() {
        return !decryptionOnly.isEmpty();
    }

    /** The id of the primary key, 16 hexadecimal digits. Not secret. */
    public String primaryKeyId() {
        return primary.idText();
    }

    /** Ids only. */
    @Override
    public String toString() {
        return "KeyRing[" + primary.idText() + ", decryptionOnly=" + decryptionOnly + "]";
    }
}
