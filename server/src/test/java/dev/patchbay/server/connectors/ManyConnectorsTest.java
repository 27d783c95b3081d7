package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.connector.StoredConnector;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * Lists and reads do not pay for the connectors of other spaces. A campaign has 20 spaces of 5 000;
 * otherwise the numbers are small and only the content is judged.
 */
class ManyConnectorsTest {

    private static final boolean CAMPAIGN = Boolean.getBoolean("patchbay.campaign");
    private static final int EACH = CAMPAIGN ? 5_000 : 300;
    private static final int OTHERS = CAMPAIGN ? 19 : 3;
    private static final int CALLS = CAMPAIGN ? 41 : 5;
    private static final int BATCH = 500;

    private final Random random = new Random(7);

    @ParameterizedTest
    @EnumSource(TestStorage.Kind.class)
    void othersCostNothing(TestStorage.Kind kind) {
        TestNode.Setup setup = new TestNode.Setup();
        setup.auditing = false; // an event for each connector of each list fills the memory
        try (TestStorage storage = new TestStorage(kind);
                TestNode node = new TestNode(storage, setup)) {
            fill(node, "default");
            String list = "/api/actions/connectors";
            String one = "/api/actions/connector/default-7";
            assertThat(node.root("GET", list).json().size()).isEqualTo(EACH);
            median(node, list);
            double listAlone = median(node, list);
            double oneAlone = median(node, one);
            for (int i = 0; i < OTHERS; i++) {
                fill(node, "space" + i);
            }
            assertThat(node.root("GET", list).json().size()).isEqualTo(EACH);
            double listAmong = median(node, list);
            double oneAmong = median(node, one);
            System.out.printf(
                    Locale.ROOT,
                    "%s: list of %d p50 %.1f ms alone, %.1f ms among %d others;"
                            + " get p50 %.2f ms alone, %.2f ms among them%n",
                    kind,
                    EACH,
                    listAlone,
                    listAmong,
                    OTHERS * EACH,
                    oneAlone,
                    oneAmong);
            if (CAMPAIGN) {
                assertThat(listAmong).isLessThan(1.5 * listAlone);
                assertThat(oneAmong).isLessThan(1.5 * oneAlone);
            }
        }
    }

    private static double median(TestNode node, String path) {
        Clock clock = Clock.system();
        double[] millis = new double[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long start = clock.nanoTime();
            TestNode.must(200, node.root("GET", path));
            millis[i] = (clock.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis[CALLS / 2];
    }

    private void fill(TestNode node, String space) {
        Instant now = Clock.system().now();
        for (int from = 0; from < EACH; from += BATCH) {
            int first = from;
            node.database
                    .work()
                    .write(tx -> {
                        for (int i = first; i < Math.min(EACH, first + BATCH); i++) {
                            node.database.connectors().insert(tx, one(space, i, now));
                        }
                        return true;
                    });
        }
    }

    private StoredConnector one(String space, int number, Instant now) {
        String config =
                Json.write(
                        Json.object()
                                .put("hasAuth", true)
                                .put("method", "post")
                                .put("url", "https://hooks.example.com/" + number + "/" + space));
        byte[] sealed = new byte[160];
        random.nextBytes(sealed);
        String name = "Connector " + Long.toString(random.nextLong() >>> 1, 36);
        String id = space + "-" + number;
        return new StoredConnector(
                id, space, "test.free", name, config, sealed, false, 1, now, now);
    }
}
