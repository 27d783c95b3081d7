package dev.patchbay.sdk.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.core.util.BufferRecycler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

class BufferPoolTest {

    private final BufferPool pool = new BufferPool();

    @Test
    void whatIsGivenBackIsUsedAgain() {
        BufferRecycler first = pool.acquirePooled();
        assertThat(pool.pooledCount()).isZero();
        pool.releasePooled(first);
        assertThat(pool.pooledCount()).isEqualTo(1);
        assertThat(pool.acquirePooled()).isSameAs(first);
        assertThat(pool.acquirePooled()).isNotSameAs(first);
    }

    @Test
    void moreThanItKeepsAreMadeAndDropped() {
        List<BufferRecycler> out = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            out.add(pool.acquirePooled());
        }
        Set<BufferRecycler> different = Collections.newSetFromMap(new IdentityHashMap<>());
        different.addAll(out);
        assertThat(different).hasSize(1_000);
        out.forEach(pool::releasePooled);
        assertThat(pool.pooledCount()).isBetween(1, 999);
        assertThat(pool.clear()).isTrue();
        assertThat(pool.pooledCount()).isZero();
    }

    @Test
    void nobodyGetsWhatAnotherHas() throws Exception {
        Set<BufferRecycler> out = ConcurrentHashMap.newKeySet();
        AtomicInteger twice = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                for (int i = 0; i < 20_000; i++) {
                                    BufferRecycler mine = pool.acquirePooled();
                                    if (!out.add(mine)) {
                                        twice.incrementAndGet();
                                    }
                                    if (i % 7 == 0) {
                                        Thread.yield();
                                    }
                                    out.remove(mine);
                                    pool.releasePooled(mine);
                                }
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(twice).hasValue(0);
    }
}
