package dev.patchbay.sdk.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

final class RandomIdsTest {

    private final IdSource ids = IdSource.random();

    @Test
    void uuidsAreOfVersionFourAndTheVariantOfTheStandard() {
        for (int i = 0; i < 1_000; i++) {
            UUID id = UUID.fromString(ids.uuid());
            assertThat(id.version()).isEqualTo(4);
            assertThat(id.variant()).isEqualTo(2);
        }
    }

    @Test
    void noIdIsHandedOutTwiceToThreadsThatAskTogether() throws Exception {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Thread[] threads = new Thread[8];
        for (int t = 0; t < threads.length; t++) {
            threads[t] =
                    Thread.startVirtualThread(() -> {
                        for (int i = 0; i < 5_000; i++) {
                            seen.add(ids.uuid());
                        }
                    });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(seen).hasSize(40_000);
    }

    @Test
    void manyBytesAndFewAreAsLongAsAskedForAndDiffer() {
        Set<Integer> sums = new HashSet<>();
        for (int count : new int[] {1, 16, 4_095, 4_096, 4_097, 100_000}) {
            byte[] bytes = ids.bytes(count);
            assertThat(bytes).hasSize(count);
            if (count > 16) {
                sums.add(Arrays.hashCode(bytes));
                assertThat(bytes).isNotEqualTo(ids.bytes(count));
            }
        }
        assertThat(sums).hasSize(4);
    }
}
