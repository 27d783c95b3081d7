package dev.patchbay.sdk.json;

import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.RecyclerPool;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Keeps the buffers of JSON parsers and generators between uses. A use is short and never waits, so
 * as many as there are processors suffice; one more at once gets new ones. The library's pools are
 * for platform threads (one for each thread) or a linked list that all cores contend for.
 * Thread-safe.
 */
final class BufferPool implements RecyclerPool<BufferRecycler> {

    private static final long serialVersionUID = 1;

    /** Slots lie a cache line apart; two for each processor, a power of two. */
    private static final int STRIDE = 16;

    private static final int SLOTS =
            Integer.highestOneBit(4 * Runtime.getRuntime().availableProcessors() - 1);

    private final transient AtomicReferenceArray<BufferRecycler> slots =
            new AtomicReferenceArray<>(SLOTS * STRIDE);

    private static int first() {
        return (int) Thread.currentThread().threadId();
    }

    private static int index(int slot) {
        return (slot & (SLOTS - 1)) * STRIDE;
    }

    @Override
    public BufferRecycler acquirePooled() {
        int first = first();
        for (int slot = first; slot < first + SLOTS; slot++) {
            int index = index(slot);
            if (slots.getPlain(index) != null) {
                BufferRecycler found = slots.getAndSet(index, null);
                if (found != null) {
                    return found;
                }
            }
        }
        return new BufferRecycler();
    }

    @Override
    public void releasePooled(BufferRecycler released) {
        int first = first();
        for (int slot = first; slot < first + SLOTS; slot++) {
            int index = index(slot);
            if (slots.getPlain(index) == null && slots.compareAndSet(index, null, released)) {
                return;
            }
        }
    }

    @Override
    public int pooledCount() {
        int count = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            count += slots.get(index(slot)) == null ? 0 : 1;
        }
        return count;
    }

    @Override
    public boolean clear() {
        for (int slot = 0; slot < SLOTS; slot++) {
            slots.set(index(slot), null);
        }
        return true;
    }

    private Object readResolve() {
        return new BufferPool();
    }
}
