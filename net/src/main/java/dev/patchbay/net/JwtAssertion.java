package dev.patchbay.net;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.patchbay.sdk.secret.Secret;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The assertion of the JWT bearer grant (RFC 7523), RS256, valid for an hour
 * (contract/connectors-incident-cases.md, section 1.6). Immutable.
 *
 * @param clientId {@code iss} and {@code aud}
 * @param subject {@code sub}
 * @param keyId {@code kid} of the header
 * @param privateKey PEM, PKCS#1 or PKCS#8, encrypted or not
 */
public record JwtAssertion(
        String clientId,
        String subject,
        String keyId,
        Secret privateKey,
        Optional<Secret> privateKeyPassword) {

    private static final Duration LIFE = Duration.ofHours(1);

    /** What came of signing. */
    public sealed interface Result {}

    /** The assertion. */
    public record Signed(Secret assertion) implements Result {}

    /** The key cannot be used; without anything of it. */
    public record Unusable(String why) implements Result {}

    /** Signs it. */
    public Result sign(Instant now) {
        try {
            PrivateKey key =
                    PemMaterial.key(
                            privateKey.reveal().getBytes(StandardCharsets.UTF_8),
                            privateKeyPassword);
            SignedJWT jwt =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256)
                                    .type(JOSEObjectType.JWT)
                                    .keyID(keyId)
                                    .build(),
                            new JWTClaimsSet.Builder()
                                    .subject(subject)
                                    .audience(clientId)
                                    .issuer(clientId)
                                    .issueTime(Date.from(now))
                                    .expirationTime(Date.from(now.plus(LIFE)))
                                    .build());
            jwt.sign(new RSASSASigner(key));
            return new Signed(new Secret(jwt.serialize()));
        } catch (TlsMaterialException e) {
            return new Unusable(String.valueOf(e.getMessage()));
        } catch (JOSEException | IllegalArgumentException e) {
            return new Unusable("the key is no RSA key of 2048 bits or more");
        }
    }

    /** The form of the token request. */
    public static Map<String, String> form(Signed signed, String clientId, Secret clientSecret) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("assertion", signed.assertion().reveal());
        fields.put("client_id", clientId);
        fields.put("client_secret", clientSecret.reveal());
        fields.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
        return fields;
    }
}
