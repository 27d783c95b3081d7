package dev.patchbay.engine.transfer;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.PasswordBasedDecrypter;
import com.nimbusds.jose.crypto.PasswordBasedEncrypter;
import com.nimbusds.jose.jwk.ECKey;

import dev.patchbay.sdk.secret.Secret;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Files that only their recipient opens: JSON Web Encryption in compact form (RFC 7516), so that
 * any JOSE library makes and reads them too. A key: ECDH-ES+A256KW; a passphrase:
 * PBES2-HS512+A256KW; the content AES-256-GCM (ADR 17). Thread-safe; a passphrase costs about a
 * second of one core, and only one is worked at.
 */
public final class SealedFiles {

    /** {@code typ} of the header. */
    static final String TYPE = "patchbay-connectors+jwe";

    /** Member of the header that says how the content is written. */
    static final String FORMAT = "patchbay-format";

    private static final int NEWEST_FORMAT = 1;
    private static final String CONTENT = "application/x-ndjson";
    private static final int SALT_BYTES = 16;
    private static final int ITERATIONS = 600_000;

    private final TransferKeys keys;
    private final ReentrantLock slow = new ReentrantLock();

    /** That opens what is sealed for these keys. */
    public SealedFiles(TransferKeys keys) {
        this.keys = keys;
    }

    /** What came of opening a file. */
    public sealed interface Result {}

    /** Its content. */
    public record Opened(byte[] content) implements Result {
        /** Without the content. */
        @Override
        public String toString() {
            return "Opened";
        }
    }

    /** Not opened; the reason is for the caller. */
    public record Closed(String why) implements Result {}

    /** Seals content. */
    public String seal(byte[] content, Recipient recipient) {
        try {
            return switch (recipient) {
                case Recipient.Key(ECKey key) ->
                        sealed(
                                content,
                                header(JWEAlgorithm.ECDH_ES_A256KW).keyID(key.getKeyID()).build(),
                                new ECDHEncrypter(key));
                case Recipient.Passphrase(Secret text) -> {
                    slow.lock();
                    try {
                        yield sealed(
                                content,
                                header(JWEAlgorithm.PBES2_HS512_A256KW).build(),
                                new PasswordBasedEncrypter(text.reveal(), SALT_BYTES, ITERATIONS));
                    } finally {
                        slow.unlock();
                    }
                }
            };
        } catch (JOSEException e) {
            throw new IllegalStateException("the platform cannot seal", e);
        }
    }

    private static JWEHeader.Builder header(JWEAlgorithm algorithm) {
        return new JWEHeader.Builder(algorithm, EncryptionMethod.A256GCM)
                .type(new JOSEObjectType(TYPE))
                .contentType(CONTENT)
                .customParam(FORMAT, NEWEST_FORMAT);
    }

    private static String sealed(byte[] content, JWEHeader header, JWEEncrypter encrypter)
            throws JOSEException {
        JWEObject file = new JWEObject(header, new Payload(content));
        file.encrypt(encrypter);
        return file.serialize();
    }

    /** Opens a file. */
    public Result open(String text, Optional<Secret> passphrase) {
        JWEObject file;
        try {
            file = JWEObject.parse(text.strip());
        } catch (ParseException | IllegalArgumentException e) {
            return new Closed("The file is not a sealed export, or it was cut off");
        }
        JWEHeader header = file.getHeader();
        if (header.getCompressionAlgorithm() != null
                || !header.getEncryptionMethod().equals(EncryptionMethod.A256GCM)) {
            return foreign();
        }
        Object format = header.getCustomParam(FORMAT);
        if (format instanceof Number number && number.longValue() > NEWEST_FORMAT) {
            return new Closed(
                    "The file was made by a newer server: it has format "
                            + number.longValue()
                            + ", this server reads formats up to "
                            + NEWEST_FORMAT);
        }
        if (header.getAlgorithm().equals(JWEAlgorithm.ECDH_ES_A256KW)) {
            return withKey(file, text.strip());
        }
        if (!header.getAlgorithm().equals(JWEAlgorithm.PBES2_HS512_A256KW)) {
            return foreign();
        }
        return passphrase.isPresent()
                ? withPassphrase(file, passphrase.get())
                : new Closed("The file was sealed with a passphrase: send it as [passphrase]");
    }

    private static Closed foreign() {
        return new Closed(
                "The file was sealed in a way that is not opened here: only ECDH-ES+A256KW and"
                        + " PBES2-HS512+A256KW with A256GCM and without compression are");
    }

    private Result withKey(JWEObject file, String text) {
        for (ECKey key : candidates(file.getHeader().getKeyID())) {
            try {
                // A failed try uses the object up.
                JWEObject again = JWEObject.parse(text);
                return opened(again, new ECDHDecrypter(key));
            } catch (JOSEException | ParseException e) {
                // Not this key; what is told to the caller is the same for every reason.
            }
        }
        return new Closed(
                "The file was not sealed for a key of this server, or it was changed: seal it for"
                        + " the key of GET /api/patchbay/connectors/_import_key, or with a"
                        + " passphrase");
    }

    private List<ECKey> candidates(String keyId) {
        List<ECKey> candidates = new ArrayList<>(keys.pairs());
        if (keyId != null) {
            candidates.removeIf(key -> !key.getKeyID().equals(keyId));
        }
        return candidates;
    }

    private Result withPassphrase(JWEObject file, Secret passphrase) {
        slow.lock();
        try {
            return opened(file, new PasswordBasedDecrypter(passphrase.reveal()));
        } catch (JOSEException e) {
            return new Closed(
                    "The file cannot be opened: the passphrase is another one, or it was changed");
        } finally {
            slow.unlock();
        }
    }

    private static Opened opened(JWEObject file, JWEDecrypter decrypter) throws JOSEException {
        file.decrypt(decrypter);
        return new Opened(file.getPayload().toBytes());
    }
}
