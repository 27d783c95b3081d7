package dev.patchbay.engine.transfer;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;

import dev.patchbay.sdk.secret.Secret;

import java.text.ParseException;
import java.util.Optional;
import java.util.Set;

/** Who can open a sealed file. */
public sealed interface Recipient {

    /** Characters of the shortest passphrase: it can be guessed at without asking any server. */
    int SHORTEST_PASSPHRASE = 12;

    /** The holder of a private key; the public one is on P-256, P-384 or P-521. */
    record Key(ECKey publicKey) implements Recipient {}

    /** Who knows the passphrase. */
    record Passphrase(Secret text) implements Recipient {}

    /** A public key in JWK form; empty when it is none that files are sealed for. */
    static Optional<Recipient> key(String jwk) {
        try {
            return JWK.parse(jwk) instanceof ECKey key
                            && Set.of(Curve.P_256, Curve.P_384, Curve.P_521)
                                    .contains(key.getCurve())
                    ? Optional.of(new Key(key.toPublicJWK()))
                    : Optional.empty();
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
