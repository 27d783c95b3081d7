package dev.patchbay.sdk.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

class BindingsTest {

    private record Place(String url) {}

    private record Manner(int times) {}

    private record Key(String word) {}

    private final Bindings bindings =
            new Bindings(
                    Json.read("{\"url\":\"http://a.example\",\"times\":3}"),
                    Json.read("{\"word\":\"hidden\"}"));

    @Test
    void eachRecordIsMadeOnceAndOfItsOwnPart() {
        Place place = bindings.config(Place.class);
        assertThat(place).isEqualTo(new Place("http://a.example"));
        assertThat(bindings.config(Manner.class)).isEqualTo(new Manner(3));
        assertThat(bindings.secrets(Key.class)).isEqualTo(new Key("hidden"));
        assertThat(bindings.config(Place.class)).isSameAs(place);
        assertThat(bindings.toString()).doesNotContain("hidden");
    }

    @Test
    void whatFollowsMayAskForWhatIsBound() {
        AtomicInteger made = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            String line =
                    bindings.derived(
                            String.class,
                            () -> {
                                made.incrementAndGet();
                                return bindings.config(Place.class).url()
                                        + bindings.secrets(Key.class).word();
                            });
            assertThat(line).isEqualTo("http://a.examplehidden");
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void threadsThatAskTogetherShareOne() throws Exception {
        AtomicInteger made = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 16; t++) {
            threads.add(
                    Thread.startVirtualThread(() -> {
                        try {
                            go.await();
                        } catch (InterruptedException e) {
                            return;
                        }
                        bindings.derived(Integer.class, made::incrementAndGet);
                    }));
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(made).hasValue(1);
        assertThat(bindings.derived(Integer.class, () -> -1)).isEqualTo(1);
    }
}
