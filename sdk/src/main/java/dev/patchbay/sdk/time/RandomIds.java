package dev.patchbay.sdk.time;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ids and bytes from blocks of random bytes; each byte is handed out once and then wiped. Several
 * blocks, since filling one takes a while for which nobody else should wait.
 */
final class RandomIds implements IdSource {

    private static final int BLOCK = 4096;
    private static final int UUID_BYTES = 16;
    private static final long VERSION_4 = 0x4000L;
    private static final long VERSION_BITS = 0xf000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VARIANT_BITS = 0xc000_0000_0000_0000L;

    /** A power of two. */
    private static final int BLOCKS = 4;

    private final SecureRandom random = new SecureRandom();
    private final Block[] blocks = new Block[BLOCKS];

    RandomIds() {
        Arrays.setAll(blocks, _ -> new Block());
    }

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
        } else {
            blocks[(int) Thread.currentThread().threadId() & (BLOCKS - 1)].take(bytes);
        }
        return bytes;
    }

    /** One block. */
    private final class Block {
        private final ReentrantLock lock = new ReentrantLock();
        private final byte[] block = new byte[BLOCK];
        private int used = BLOCK;

        void take(byte[] bytes) {
            lock.lock();
            try {
                if (used + bytes.length > BLOCK) {
                    random.nextBytes(block);
                    used = 0;
                }
                System.arraycopy(block, used, bytes, 0, bytes.length);
                Arrays.fill(block, used, used + bytes.length, (byte) 0);
                used += bytes.length;
            } finally {
                lock.unlock();
            }
        }
    }
}
