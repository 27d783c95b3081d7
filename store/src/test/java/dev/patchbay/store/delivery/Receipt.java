package dev.patchbay.store.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.delivery.DeliveryStatus;
import dev.patchbay.store.Database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A delivery reached its target.
 *
 * @param life of the node that brought it
 * @param nanos of this machine's monotonic clock, which all processes share
 */
record Receipt(String id, String life, long nanos) {

    /** A line of the file that is the target; short enough to be appended in one piece. */
    String line() {
        return id + " " + life + " " + nanos + "\n";
    }

    /** All of a file, by delivery, each in the order of time. */
    static Map<String, List<Receipt>> read(Path target) throws IOException {
        Map<String, List<Receipt>> found = new LinkedHashMap<>();
        for (String line : Files.readAllLines(target)) {
            String[] parts = line.split(" ");
            found.computeIfAbsent(parts[0], _ -> new ArrayList<>())
                    .add(new Receipt(parts[0], parts[1], Long.parseLong(parts[2])));
        }
        found.values().forEach(all -> all.sort(Comparator.comparingLong(Receipt::nanos)));
        return found;
    }

    /**
     * Checks that all that was accepted arrived; and that what arrived again had been brought by
     * lives that were killed before the answer was committed, once by each.
     *
     * @return the ids that arrived more than once
     */
    static List<String> check(
            Map<String, List<Receipt>> received,
            Collection<String> accepted,
            Set<String> killed,
            Database database) {
        assertThat(accepted.stream().filter(id -> !received.containsKey(id)).toList())
                .as("lost")
                .isEmpty();
        assertThat(database.deliveries().pending()).isZero();
        List<String> again = new ArrayList<>();
        received.forEach((id, receipts) -> {
            if (receipts.size() > 1) {
                List<String> unfinished =
                        receipts.stream().limit(receipts.size() - 1L).map(Receipt::life).toList();
                assertThat(killed).as(id).containsAll(unfinished);
                assertThat(new HashSet<>(unfinished)).as(id).hasSameSizeAs(unfinished);
                // One attempt is on record: nothing of the others was ever committed.
                DeliveryStatus status =
                        database.deliveries().find(DeliveryNode.SPACE, id).orElseThrow();
                assertThat(status.log().count()).as(id).isEqualTo(1);
                assertThat(status.state().label()).isEqualTo("delivered");
                again.add(id);
            }
        });
        return again;
    }
}
