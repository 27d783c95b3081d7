package dev.patchbay.sdk.time;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/** Ids and bytes from a block of random bytes; each byte is handed out once and then wiped. */
final class RandomIds implements IdSource {

    private static final int BLOCK = 4096;
    private static final int UUID_BYTES = 16;
    private static final long VERSION_4 = 0x4000L;
    private static final long VERSION_BITS = 0xf000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VARIANT_BITS = 0xc000_0000_0000_0000L;

    private final SecureRandom random = new SecureRandom();
    private final ReentrantLock lock = new ReentrantLock();
    private final byte[] block = new byte[BLOCK];
    private int used = BLOCK;

    @Override
    public String uuid() {
        ByteBuffer bits = ByteBuffer.wrap(bytes(UUID_BYTES));
        long high = (bits.getLong() & ~VERSION_BITS) | VERSION_4;
        long low = (bits.getLong() & ~VARIANT_BITS) | VARIANT;
        return new UUID(high, low).toString();
    }

    @Override
    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        if (count > BLOCK) {
            random.nextBytes(bytes);
            return bytes;
        }
        lock.lock();
        try {
            if (used + count > BLOCK) {
                random.nextBytes(block);
                used = 0;
            }
            System.arraycopy(block, used, bytes, 0, count);
            Arrays.fill(block, used, used + count, (byte) 0);
            used += count;
            return bytes;
        } finally {
            lock.unlock();
        }
    }
}
