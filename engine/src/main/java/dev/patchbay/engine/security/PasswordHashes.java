package dev.patchbay.engine.security;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.bouncycastle.crypto.params.Argon2Parameters;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Slow hashes of passwords (docs/adr/0006-authentication.md): ours is Argon2id; the three forms
 * that Elasticsearch exports are verified (contract/security-and-spaces.md, section 3.2).
 * Stateless.
 */
final class PasswordHashes {

    private static final Pattern OURS =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=1"
                            + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private static final Pattern BCRYPT =
            Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-4])\\$[./A-Za-z0-9]{53}");
    private static final Pattern PBKDF2 =
            Pattern.compile(
                    "\\{PBKDF2(_STRETCH)?\\}(\\d{4,7})\\$([A-Za-z0-9+/=]+)\\$([A-Za-z0-9+/=]+)");
    private static final Set<String> PBKDF2_ITERATIONS =
            Set.of("1000", "10000", "50000", "100000", "500000", "1000000");

    private PasswordHashes() {}

    /** Our hash of a password. */
    static String create(String password, byte[] salt, PasswordCost cost) {
        return text(cost, salt, argon2(password, salt, cost));
    }

    /** The hash of nothing, at this cost. */
    static String dummy(PasswordCost cost) {
        return text(cost, new byte[SALT_BYTES], new byte[HASH_BYTES]);
    }

    private static String text(PasswordCost cost, byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return String.format(
                Locale.ROOT,
                "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s",
                cost.memoryKib(),
                cost.passes(),
                base64.encodeToString(salt),
                base64.encodeToString(hash));
    }

    /** Bytes of salt that {@link #create} wants. */
    static int saltBytes() {
        return SALT_BYTES;
    }

    /** Whether a hash is of our own kind and of this cost. */
    static boolean isOurs(String hash, PasswordCost cost) {
        Matcher ours = OURS.matcher(hash);
        return ours.matches() && cost(ours).equals(cost);
    }

    private static PasswordCost cost(Matcher ours) {
        return new PasswordCost(Integer.parseInt(ours.group(1)), Integer.parseInt(ours.group(2)));
    }

    /** Whether a hash has one of the forms that are accepted from elsewhere. */
    static boolean isImportable(String hash) {
        if (BCRYPT.matcher(hash).matches()) {
            return true;
        }
        Matcher pbkdf2 = PBKDF2.matcher(hash);
        if (!pbkdf2.matches() || !PBKDF2_ITERATIONS.contains(pbkdf2.group(2))) {
            return false;
        }
        try {
            int salt = Base64.getDecoder().decode(pbkdf2.group(3)).length;
            int key = Base64.getDecoder().decode(pbkdf2.group(4)).length;
            return salt >= 8 && salt <= 1024 && key > 0 && key % 16 == 0 && key <= 256;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether the password is the one of the hash; compares in constant time. */
    static boolean verify(String password, String hash) {
        Matcher ours = OURS.matcher(hash);
        if (ours.matches()) {
            byte[] salt = Base64.getDecoder().decode(ours.group(3));
            return MessageDigest.isEqual(
                    argon2(password, salt, cost(ours)), Base64.getDecoder().decode(ours.group(4)));
        }
        if (BCRYPT.matcher(hash).matches()) {
            return OpenBSDBCrypt.checkPassword(hash, password.toCharArray());
        }
        Matcher pbkdf2 = PBKDF2.matcher(hash);
        if (!pbkdf2.matches()) {
            throw new IllegalStateException("a stored password hash has no known form");
        }
        String text = pbkdf2.group(1) == null ? password : sha512(password);
        byte[] wanted = Base64.getDecoder().decode(pbkdf2.group(4));
        byte[] got =
                pbkdf2(
                        text,
                        Base64.getDecoder().decode(pbkdf2.group(3)),
                        Integer.parseInt(pbkdf2.group(2)),
                        wanted.length * 8);
        return MessageDigest.isEqual(got, wanted);
    }

    private static byte[] argon2(String password, byte[] salt, PasswordCost cost) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(cost.memoryKib())
                        .withIterations(cost.passes())
                        .withParallelism(1)
                        .withSalt(salt)
                        .build());
        byte[] hash = new byte[HASH_BYTES];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private static byte[] pbkdf2(String password, byte[] salt, int iterations, int bits) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, bits))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform lacks PBKDF2WithHmacSHA512", e);
        }
    }

    private static String sha512(String password) {
        try {
            byte[] sum =
                    MessageDigest.getInstance("SHA-512")
                            .digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform lacks SHA-512", e);
        }
    }
}
