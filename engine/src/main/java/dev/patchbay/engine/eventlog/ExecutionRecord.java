package dev.patchbay.engine.eventlog;

import java.time.Instant;
import java.util.Optional;

/**
 * One attempt, compact: what both of Kibana's event documents are derived from
 * (contract/actions-api.md, section 11.1). Texts are redacted and cut to {@link #LONGEST_TEXT}
 * before they come here.
 *
 * @param id execution uuid
 * @param durationNanos monotonic
 * @param preconfigured whether the connector is in memory, so that the event is space agnostic
 * @param source {@code http_request} for a direct execution
 * @param reason label of the failure's reason, empty on success
 * @param effect label of the failure's effect, empty on success
 * @param error message, then service message, then the retry note, as {@code error.message} of the
 *     event; empty on success
 * @param requestBytes bytes of sent request bodies
 * @param specHash which text described the type, when it is described as data
 */
public record ExecutionRecord(
        String id,
        Instant startedAt,
        long durationNanos,
        String spaceId,
        String connectorId,
        String connectorName,
        String typeId,
        boolean preconfigured,
        String source,
        boolean success,
        Optional<String> reason,
        Optional<String> effect,
        Optional<String> error,
        String userName,
        Optional<String> apiKeyId,
        Optional<String> apiKeyName,
        long requestBytes,
        Optional<String> specHash) {

    /** UTF-16 units of a stored error text; the rest is cut. */
    public static final int LONGEST_TEXT = 1_000;
}
