package dev.patchbay.store.event;

import dev.patchbay.engine.eventlog.ExecutionRecord;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Records for tests. */
final class Records {

    static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456Z");

    private Records() {}

    static ExecutionRecord success(String id, Instant at) {
        return record(id, at, "default", "connector-1", true);
    }

    static ExecutionRecord record(
            String id, Instant at, String space, String connector, boolean success) {
        return new ExecutionRecord(
                id,
                at,
                120_000_001,
                space,
                connector,
                "Name of " + connector,
                ".webhook",
                false,
                "http_request",
                success,
                success ? Optional.empty() : Optional.of("serverError"),
                success ? Optional.empty() : Optional.of("unknown"),
                success ? Optional.empty() : Optional.of("error of " + id),
                "elastic",
                Optional.of("VuaCfGcBCdbkQm-e5aOx"),
                Optional.of("terraform"),
                1_024,
                Optional.empty());
    }

    /**
     * What a busy server writes: UUIDs, 1 000 connectors with names of some length, one failure in
     * ten.
     */
    static List<ExecutionRecord> realistic(int count, Instant from, long seed) {
        Random random = new Random(seed);
        List<ExecutionRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean success = random.nextInt(10) > 0;
            records.add(
                    new ExecutionRecord(
                            uuid(random),
                            from.plusNanos(i * 1_000_000L + random.nextInt(30_000_000)),
                            random.nextInt(1_000_000_000),
                            random.nextBoolean() ? "default" : "security-operations",
                            new UUID(7, random.nextInt(1_000)).toString(),
                            "PagerDuty of the payment platform, production",
                            ".pagerduty",
                            random.nextInt(5) == 0,
                            "http_request",
                            success,
                            success ? Optional.empty() : Optional.of("serverError"),
                            success ? Optional.empty() : Optional.of("unknown"),
                            success
                                    ? Optional.empty()
                                    : Optional.of(
                                            "error posting pagerduty event: unexpected status 502"
                                                    + " from https://events.pagerduty.com: "
                                                    + "Bad Gateway. ".repeat(10)),
                            "svc-alerting-production",
                            Optional.of("VuaCfGcBCdbkQm-e5aOx"),
                            Optional.of("alerting production key"),
                            random.nextInt(2_000),
                            Optional.empty()));
        }
        return records;
    }

    private static String uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
