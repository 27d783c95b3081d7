package dev.patchbay.engine.security;

import dev.patchbay.sdk.time.IdSource;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys of the caches of verified credentials: HMAC-SHA256 under a key that this process invented,
 * so that nothing in memory can be tried against passwords elsewhere. Thread-safe.
 */
final class Fingerprints {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** 256 bits. */
    record Fingerprint(long a, long b, long c, long d) {}

    private final SecretKeySpec key;

    /** Ready ones: making one costs more than using it. */
    private final Queue<Mac> idle = new ConcurrentLinkedQueue<>();

    Fingerprints(IdSource ids) {
        key = new SecretKeySpec(ids.bytes(32), "HmacSHA256");
    }

    /** The fingerprint of some texts; each counts with its length. */
    Fingerprint of(String... parts) {
        Mac mac = idle.poll();
        if (mac == null) {
            mac = create();
        }
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            byte[] counted = new byte[Integer.BYTES + bytes.length];
            INTS.set(counted, 0, bytes.length);
            System.arraycopy(bytes, 0, counted, Integer.BYTES, bytes.length);
            mac.update(counted);
        }
        byte[] sum = mac.doFinal();
        idle.offer(mac);
        return new Fingerprint(
                (long) LONGS.get(sum, 0),
                (long) LONGS.get(sum, 8),
                (long) LONGS.get(sum, 16),
                (long) LONGS.get(sum, 24));
    }

    private Mac create() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform lacks HmacSHA256", e);
        }
    }
}
