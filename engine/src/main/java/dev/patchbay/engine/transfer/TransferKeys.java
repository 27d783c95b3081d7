package dev.patchbay.engine.transfer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;

import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.engine.secret.Purpose;

import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.util.List;

/**
 * The key pairs that files are sealed for when connectors move to this server: one for each key of
 * the ring, made from it when they are first needed, so that every node has them and nothing more
 * has to be kept. Thread-safe.
 */
public final class TransferKeys {

    /** 128 bits more than the curve's order, so that no scalar is likelier (FIPS 186-5, A.2.1). */
    private static final int SEED_BYTES = 48;

    private static final int FIELD_BITS = 256;

    private final List<byte[]> seeds;
    private @Nullable List<ECKey> pairs;

    private TransferKeys(List<byte[]> seeds) {
        this.seeds = List.copyOf(seeds);
    }

    /** Of a ring. */
    public static TransferKeys of(KeyRing ring) {
        return new TransferKeys(ring.material(Purpose.CONNECTOR_TRANSFER, SEED_BYTES));
    }

    private static ECKey pair(byte[] seed) {
        X9ECParameters curve = CustomNamedCurves.getByName("P-256");
        BigInteger last = curve.getN().subtract(BigInteger.ONE);
        BigInteger scalar = new BigInteger(1, seed).mod(last).add(BigInteger.ONE);
        ECPoint point = curve.getG().multiply(scalar).normalize();
        try {
            return new ECKey.Builder(
                            Curve.P_256,
                            ECKey.encodeCoordinate(
                                    FIELD_BITS, point.getAffineXCoord().toBigInteger()),
                            ECKey.encodeCoordinate(
                                    FIELD_BITS, point.getAffineYCoord().toBigInteger()))
                    .d(ECKey.encodeCoordinate(FIELD_BITS, scalar))
                    .keyUse(KeyUse.ENCRYPTION)
                    .keyIDFromThumbprint()
                    .build();
        } catch (JOSEException e) {
            throw new IllegalStateException("the platform lacks SHA-256", e);
        }
    }

    /** The public key that others seal for, as a JWK (RFC 7517). */
    public String publicKey() {
        return pairs().getFirst().toPublicJWK().toJSONString();
    }

    /** The pairs; the first call computes them. */
    synchronized List<ECKey> pairs() {
        if (pairs == null) {
            pairs = seeds.stream().map(TransferKeys::pair).toList();
        }
        return pairs;
    }

    /** How many. */
    @Override
    public String toString() {
        return "TransferKeys[" + seeds.size() + "]";
    }
}
