package dev.patchbay.engine.connector;

import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.engine.store.UnitOfWork;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Re-encrypts with the primary key what only an old key opens (contract/actions-api.md, section
 * 14). One record that cannot be opened never keeps the others from it. Thread-safe; one rotation
 * at a time on this node. Two nodes that rotate at once do no harm: each record is won by one.
 */
public final class KeyRotation {

    /** Most records that are read at once, and the number of them without a wish. */
    public static final int LARGEST_BATCH = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);

    /** What came of a rotation. */
    public sealed interface Result {

        /**
         * Finished.
         *
         * @param total records seen
         * @param successful records re-encrypted by this rotation
         * @param failed records that it could not re-encrypt
         */
        record Finished(int total, int successful, List<Failed> failed) implements Result {
            public Finished {
                failed = List.copyOf(failed);
            }
        }

        /** Another one runs on this node; nothing was done. */
        record InProgress() implements Result {}

        /** There is no decryption-only key; nothing was done. */
        record NoOldKeys() implements Result {}
    }

    /**
     * A record that could not be re-encrypted.
     *
     * @param type {@code action}, {@code connector_token}, {@code delivery} or {@code dead_letter}
     * @param id of the connector or the delivery
     * @param why for people; holds no secret
     */
    public record Failed(String type, String id, String why) {}

    private final List<RecordRotation<?>> kinds;
    private final boolean oldKeys;
    private final AtomicBoolean running = new AtomicBoolean();

    /** Over the stores of connectors and tokens. */
    public KeyRotation(
            ConnectorStore connectors, TokenRowStore tokens, UnitOfWork work, KeyRing ring) {
        this(connectors, tokens, work, ring, List.of());
    }

    /**
     * Over the stores of connectors and tokens, and what later capabilities seal.
     *
     * @param others in this order, after connectors and tokens
     */
    public KeyRotation(
            ConnectorStore connectors,
            TokenRowStore tokens,
            UnitOfWork work,
            KeyRing ring,
            List<SealedRecords<?>> others) {
        this.oldKeys = ring.hasDecryptionOnlyKeys();
        List<RecordRotation<?>> all = new ArrayList<>();
        all.add(new RecordRotation<>(new SealedConnectors(connectors, ring), work));
        all.add(new RecordRotation<>(new SealedTokens(tokens, ring), work));
        others.forEach(records -> all.add(new RecordRotation<>(records, work)));
        this.kinds = List.copyOf(all);
    }

    /**
     * Rotates and returns when all is done. What is done stays done when it throws.
     *
     * @param batchSize records read at once, 1 to {@link #LARGEST_BATCH}
     * @param type only records of this saved-object type; of a type that is not encrypted there are
     *     none
     * @throws StoreUnavailableException as the stores do
     */
    public Result rotate(int batchSize, Optional<String> type) {
        if (batchSize < 1 || batchSize > LARGEST_BATCH) {
            throw new IllegalArgumentException("batch size " + batchSize);
        }
        if (!oldKeys) {
            return new Result.NoOldKeys();
        }
        if (!running.compareAndSet(false, true)) {
            return new Result.InProgress();
        }
        try {
            return run(batchSize, type);
        } finally {
            running.set(false);
        }
    }

    private Result run(int batchSize, Optional<String> type) {
        Tally tally = new Tally();
        for (RecordRotation<?> kind : kinds) {
            if (type.isEmpty() || type.get().equals(kind.type())) {
                kind.rotateAll(batchSize, tally);
            }
        }
        LOG.info(
                "encryption key rotation has finished: {} of {} records re-encrypted, {} failed",
                tally.successful,
                tally.total,
                tally.failed.size());
        return new Result.Finished(tally.total, tally.successful, tally.failed);
    }

    /** The counts of one rotation. Belongs to its thread. */
    static final class Tally {
        private final List<Failed> failed = new ArrayList<>();
        private int total;
        private int successful;

        void seen(int records) {
            total += records;
        }

        void rotated(int records) {
            successful += records;
        }

        void failed(String type, String id, String why) {
            LOG.warn("saved object \"{},{}\" could not be re-encrypted: {}", type, id, why);
            failed.add(new Failed(type, id, why));
        }
    }
}
