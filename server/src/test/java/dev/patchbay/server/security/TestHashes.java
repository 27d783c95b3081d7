package dev.patchbay.server.security;

import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Hashes as another server would export them. */
final class TestHashes {

    private TestHashes() {}

    /** The key part for the salt {@code saltsalt…} of 32 bytes. */
    static String pbkdf2(String password, int iterations) {
        byte[] salt = "salt".repeat(8).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                                    .generateSecret(
                                            new PBEKeySpec(
                                                    password.toCharArray(), salt, iterations, 256))
                                    .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
