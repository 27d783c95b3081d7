package dev.patchbay.engine.secret;

import dev.patchbay.sdk.secret.Secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * One key of the ring, extracted from its configured text by HKDF-SHA256 (RFC 5869). Its id is
 * derived from it too, so that no register of keys is needed and the id says nothing of the text.
 * Immutable; thread-safe.
 */
final class MasterKey {

    /** Bytes of a key id. */
    static final int ID_BYTES = 8;

    private static final int KEY_BYTES = 32;
    private static final byte[] SALT = ascii("patchbay encryption at rest");
    private static final byte[] ID_LABEL = ascii("patchbay key id");

    private final SecretKey extracted;
    private final byte[] id;

    private MasterKey(SecretKey extracted, byte[] id) {
        this.extracted = extracted;
        this.id = id;
    }

    static MasterKey of(Secret text) {
        try {
            SecretKey extracted =
                    KDF.getInstance("HKDF-SHA256")
                            .deriveKey(
                                    "HKDF",
                                    HKDFParameterSpec.ofExtract()
                                            .addIKM(text.reveal().getBytes(StandardCharsets.UTF_8))
                                            .addSalt(SALT)
                                            .extractOnly());
            return new MasterKey(extracted, data(extracted, ID_LABEL, ID_BYTES));
        } catch (GeneralSecurityException e) {
            throw unsupported(e);
        }
    }

    /** The id as it stands in envelopes. */
    byte[] id() {
        return id.clone();
    }

    /** The id as people see it: 16 hexadecimal digits. */
    String idText() {
        return HexFormat.of().formatHex(id);
    }

    /** The key of a purpose. */
    SecretKey derive(Purpose purpose) {
        return expand(extracted, ascii("patchbay " + purpose.label()), "HKDF");
    }

    /** Bytes of a purpose that makes its own kind of key of them. */
    byte[] material(Purpose purpose, int bytes) {
        try {
            return data(extracted, ascii("patchbay " + purpose.label()), bytes);
        } catch (GeneralSecurityException e) {
            throw unsupported(e);
        }
    }

    /** A key by HKDF-Expand. */
    static SecretKey expand(SecretKey key, byte[] info, String algorithm) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(algorithm, HKDFParameterSpec.expandOnly(key, info, KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw unsupported(e);
        }
    }

    private static byte[] data(SecretKey key, byte[] info, int bytes)
            throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.expandOnly(key, info, bytes));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static IllegalStateException unsupported(GeneralSecurityException e) {
        return new IllegalStateException("the platform lacks HKDF-SHA256", e);
    }

    @Override
    public String toString() {
        return "MasterKey[" + idText() + "]";
    }
}
