package dev.patchbay.engine.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.IdSource;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Files that only their recipient opens. */
class SealedFilesTest {

    static final byte[] CONTENT = "line 1\nline 2".getBytes(StandardCharsets.UTF_8);

    private final TransferKeys keys = keys("a".repeat(32));
    private final SealedFiles files = new SealedFiles(keys);

    private static TransferKeys keys(String primary, String... older) {
        return TransferKeys.of(
                KeyRing.of(
                        new Secret(primary),
                        Arrays.stream(older).map(Secret::new).toList(),
                        IdSource.random()));
    }

    private static Recipient recipient(TransferKeys keys) {
        return Recipient.key(keys.publicKey()).orElseThrow();
    }

    static String why(SealedFiles.Result result) {
        return ((SealedFiles.Closed) result).why();
    }

    static byte[] content(SealedFiles.Result result) {
        return ((SealedFiles.Opened) result).content();
    }

    @Test
    void theServerThatWasMeantOpensIt() {
        String file = files.seal(CONTENT, recipient(keys));
        assertThat(file).doesNotContain("line 1");
        assertThat(content(files.open(file + "\n", Optional.empty()))).isEqualTo(CONTENT);
        SealedFiles other = new SealedFiles(keys("b".repeat(32)));
        assertThat(why(other.open(file, Optional.empty())))
                .startsWith("The file was not sealed for a key of this server, or it was changed");
    }

    /** Every node, and every start, has the same pair. */
    @Test
    void theKeyPairFollowsFromTheEncryptionKey() {
        assertThat(keys("a".repeat(32)).publicKey()).isEqualTo(keys.publicKey());
        assertThat(keys.publicKey()).doesNotContain("\"d\"").contains("\"crv\":\"P-256\"");
    }

    @Test
    void afterARotationTheOlderKeyStillOpens() {
        String file = files.seal(CONTENT, recipient(keys));
        SealedFiles rotated = new SealedFiles(keys("c".repeat(32), "a".repeat(32)));
        assertThat(content(rotated.open(file, Optional.empty()))).isEqualTo(CONTENT);
    }

    @Test
    void aChangeOfAnyPartIsFound() {
        String file = files.seal(CONTENT, recipient(keys));
        String[] parts = file.split("\\.", -1);
        assertThat(parts).hasSize(5);
        for (int part = 0; part < parts.length; part++) {
            String[] changed = parts.clone();
            int middle = changed[part].length() / 2;
            char other = changed[part].charAt(middle) == 'A' ? 'B' : 'A';
            changed[part] =
                    changed[part].substring(0, middle)
                            + other
                            + changed[part].substring(middle + 1);
            assertThat(files.open(String.join(".", changed), Optional.empty()))
                    .isInstanceOf(SealedFiles.Closed.class);
        }
        for (int cut = 1; cut < file.length(); cut += 37) {
            assertThat(files.open(file.substring(0, cut), Optional.empty()))
                    .isInstanceOf(SealedFiles.Closed.class);
        }
    }

    @Test
    void whatIsNoSealedFileIsSaidToBeNone() {
        for (String text : List.of("", "{}", "a.b.c.d.e", "\0", "....", "é")) {
            assertThat(why(files.open(text, Optional.empty())))
                    .isEqualTo("The file is not a sealed export, or it was cut off");
        }
    }

    /** Any JOSE library may make one: the header needs nothing of ours. */
    @Test
    void aFileOfAnotherProgramIsOpened() throws Exception {
        ECKey key = ECKey.parse(keys.publicKey());
        JWEObject foreign =
                new JWEObject(
                        new JWEHeader(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM),
                        new Payload(CONTENT));
        foreign.encrypt(new ECDHEncrypter(key));
        assertThat(content(files.open(foreign.serialize(), Optional.empty()))).isEqualTo(CONTENT);
    }

    @Test
    void anotherProgramOpensOurs() throws Exception {
        for (Curve curve : List.of(Curve.P_256, Curve.P_384, Curve.P_521)) {
            ECKey theirs = new ECKeyGenerator(curve).keyID("theirs").generate();
            String publicKey = theirs.toPublicJWK().toJSONString();
            JWEObject file =
                    JWEObject.parse(files.seal(CONTENT, Recipient.key(publicKey).orElseThrow()));
            file.decrypt(new ECDHDecrypter(theirs));
            assertThat(file.getPayload().toBytes()).isEqualTo(CONTENT);
            assertThat(file.getHeader().getKeyID()).isEqualTo("theirs");
        }
    }

    @Test
    void aNewerFormatAndOtherWaysAreRefused() throws Exception {
        ECKey key = ECKey.parse(keys.publicKey());
        JWEHeader.Builder header =
                new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM);
        assertThat(
                        why(
                                files.open(
                                        sealed(
                                                header.customParam(SealedFiles.FORMAT, 2).build(),
                                                key),
                                        Optional.empty())))
                .isEqualTo(
                        "The file was made by a newer server: it has format 2, this server reads"
                                + " formats up to 1");
        JWEHeader zipped =
                new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
                        .compressionAlgorithm(CompressionAlgorithm.DEF)
                        .build();
        JWEHeader cbc = new JWEHeader(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256CBC_HS512);
        JWEHeader direct = new JWEHeader(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM);
        for (JWEHeader other : List.of(zipped, cbc, direct)) {
            assertThat(why(files.open(sealed(other, key), Optional.empty())))
                    .startsWith("The file was sealed in a way that is not opened here");
        }
    }

    private static String sealed(JWEHeader header, ECKey key) throws Exception {
        JWEObject file = new JWEObject(header, new Payload(CONTENT));
        file.encrypt(new ECDHEncrypter(key));
        return file.serialize();
    }

    @Test
    void onlyPublicKeysOfTheThreeCurves() throws Exception {
        ECKey pair = new ECKeyGenerator(Curve.P_256).generate();
        Recipient.Key given = (Recipient.Key) Recipient.key(pair.toJSONString()).orElseThrow();
        assertThat(given.publicKey().isPrivate()).isFalse();
        for (String none :
                List.of(
                        "{}",
                        "{\"kty\":\"oct\",\"k\":\"AAAA\"}",
                        "{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"x\":\"AA\",\"y\":\"AA\"}",
                        // A point that is not on the curve.
                        pair.toPublicJWK()
                                .toJSONString()
                                .replace(pair.getX().toString(), pair.getY().toString()))) {
            assertThat(Recipient.key(none)).as(none).isEmpty();
        }
    }
}
