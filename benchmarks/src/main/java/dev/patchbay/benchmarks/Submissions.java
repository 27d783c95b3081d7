package dev.patchbay.benchmarks;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Requests that hand deliveries over, each with a number of its own in a body of a kilobyte.
 * Thread-safe.
 *
 * @param prefix of the connectors' ids, taken in turn
 */
record Submissions(String headers, String prefix, int connectors, AtomicLong numbers) {

    Submissions(String headers, String prefix, int connectors) {
        this(headers, prefix, connectors, new AtomicLong());
    }

    /** A request with the next numbers; its number is that of its first delivery. */
    record Request(long number, byte[] bytes) {}

    Request next(int deliveries, Optional<Instant> notBefore) {
        return next(deliveries, notBefore, Optional.empty());
    }

    Request next(int deliveries, Optional<Instant> notBefore, Optional<Instant> expiresAt) {
        long first = numbers.getAndAdd(deliveries);
        StringBuilder body = new StringBuilder("{\"deliveries\":[");
        for (long n = first; n < first + deliveries; n++) {
            body.append(n == first ? "" : ",")
                    .append("{\"connector_id\":\"")
                    .append(Webhooks.id(prefix, (int) (n % connectors)))
                    .append("\",\"params\":{\"body\":\"")
                    .append(payload(n).replace("\"", "\\\""))
                    .append("\"}");
            notBefore.ifPresent(at -> body.append(",\"not_before\":\"").append(at).append('"'));
            expiresAt.ifPresent(at -> body.append(",\"expires_at\":\"").append(at).append('"'));
            body.append('}');
        }
        body.append("]}");
        return new Request(
                first,
                HttpConnection.request(
                        "POST", "/api/patchbay/deliveries", headers, body.toString()));
    }

    /** What the target gets. */
    static String payload(long number) {
        String head = "{\"n\":" + number + ",\"alert\":\"";
        return head + "x".repeat(Webhooks.BODY_BYTES - 64 - head.length()) + "\"}";
    }
}
