package dev.patchbay.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Parts close from the last to the first, whatever one of them does. */
final class OpenPartsTest {

    @Test
    void lastOpenedClosesFirstAndAFailureHoldsNobodyBack() {
        List<String> closed = new ArrayList<>();
        OpenParts parts = new OpenParts();
        parts.add("store", () -> closed.add("store"));
        parts.add(
                "events",
                () -> {
                    closed.add("events");
                    throw new IllegalStateException("on purpose");
                });
        parts.add("http", () -> closed.add("http"));
        parts.close();
        parts.close();
        assertThat(closed).containsExactly("http", "events", "store");
    }
}
