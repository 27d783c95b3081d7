package dev.patchbay.engine.connector;

import dev.patchbay.engine.connector.KeyRotation.Tally;
import dev.patchbay.engine.connector.SealedRecords.Need;
import dev.patchbay.engine.store.UnitOfWork;

import java.util.ArrayList;
import java.util.List;

/** Rotates all records of one kind. Thread-safe. */
final class RecordRotation<R> {

    /** Writes that share a transaction: few enough that other writers do not wait for long. */
    private static final int WRITES_AT_ONCE = 100;

    /** How often a record may be changed under the rotation's hands before it is given up. */
    private static final int MOST_TRIES = 3;

    private final SealedRecords<R> records;
    private final UnitOfWork work;

    RecordRotation(SealedRecords<R> records, UnitOfWork work) {
        this.records = records;
        this.work = work;
    }

    String type() {
        return records.type();
    }

    void rotateAll(int wish, Tally tally) {
        int batchSize = Math.min(wish, records.most());
        String after = "";
        List<R> batch;
        do {
            batch = records.scan(after, batchSize);
            tally.seen(batch.size());
            rotate(batch, tally, 1);
            if (!batch.isEmpty()) {
                after = records.id(batch.getLast());
            }
        } while (batch.size() == batchSize);
    }

    private void rotate(List<R> rows, Tally tally, int attempt) {
        List<Need.Replacement<R>> open = new ArrayList<>();
        for (R row : rows) {
            switch (records.need(row)) {
                case Need.Nothing<R> _ -> {}
                case Need.Impossible<R>(String why) -> failed(row, why, tally);
                case Need.Replacement<R> replacement -> open.add(replacement);
            }
            if (open.size() == WRITES_AT_ONCE) {
                write(List.copyOf(open), tally, attempt);
                open.clear();
            }
        }
        if (!open.isEmpty()) {
            write(List.copyOf(open), tally, attempt);
        }
    }

    private void write(List<Need.Replacement<R>> all, Tally tally, int attempt) {
        List<R> beaten =
                work.write(tx ->
                        all.stream()
                                .filter(one -> !records.replace(tx, one.before(), one.after()))
                                .map(Need.Replacement::before)
                                .toList());
        tally.rotated(all.size() - beaten.size());
        if (attempt == MOST_TRIES) {
            beaten.forEach(row -> failed(row, "it is being changed all the time", tally));
            return;
        }
        if (!beaten.isEmpty()) {
            // The other writer may be a node that still seals with the old key.
            rotate(
                    beaten.stream().flatMap(row -> records.again(row).stream()).toList(),
                    tally,
                    attempt + 1);
        }
    }

    private void failed(R row, String why, Tally tally) {
        tally.failed(records.type(), records.id(row), why);
    }
}
