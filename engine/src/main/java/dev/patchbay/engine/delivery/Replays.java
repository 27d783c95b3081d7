package dev.patchbay.engine.delivery;

import dev.patchbay.engine.execution.Admission;
import dev.patchbay.engine.execution.Attempts;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.engine.store.UnitOfWork;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.Clock;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sends dead letters again: each as a new delivery of the caller who asks, at the end of its lane;
 * the dead letter stays as it is. Thread-safe; blocking.
 */
public final class Replays {

    /** Dead letters that one request replays. */
    public static final int MOST_AT_ONCE = 1_000;

    /** Of a range: one commit for so many. */
    private static final int WRITTEN_AT_ONCE = 100;

    /** Or, as params may be long, for so many bytes of them. */
    private static final long BYTES_AT_ONCE = 8 << 20;

    private static final Duration QUEUE_FULL_WAIT = Duration.ofSeconds(5);

    private final DeliveryStore store;
    private final UnitOfWork work;
    private final Attempts attempts;
    private final DeliverySeal seal;
    private final QueueSize queue;
    private final long mostQueued;
    private final DeliveryIds ids;
    private final Clock clock;
    private final Runnable accepted;

    /** A dead letter, looked at. */
    private sealed interface Prepared {

        record Ready(String deadId, NewDelivery repeat) implements Prepared {

            String id() {
                return repeat.delivery().id();
            }
        }

        record Stopped(Replay why) implements Prepared {}
    }

    /** Over what {@link Deliveries} stands on. */
    public Replays(
            DeliveryStore store,
            UnitOfWork work,
            Attempts attempts,
            DeliverySeal seal,
            QueueSize queue,
            long mostQueued,
            DeliveryIds ids,
            Clock clock,
            Runnable accepted) {
        this.store = store;
        this.work = work;
        this.attempts = attempts;
        this.seal = seal;
        this.queue = queue;
        this.mostQueued = mostQueued;
        this.ids = ids;
        this.clock = clock;
        this.accepted = accepted;
    }

    /**
     * Replays one dead letter, also one that was replayed before.
     *
     * @param params final text in place of the old; the new delivery then begins at the beginning
     */
    public Replay replay(Caller caller, String spaceId, String id, Optional<ObjectNode> params) {
        return store.deadLetter(spaceId, id)
                .map(dead -> replay(caller, dead, params))
                .orElseGet(Replay.NotDead::new);
    }

    /**
     * Replays the dead letters that fit and were not replayed yet, oldest first. Of two requests at
     * the same time one replays a dead letter and the other passes it over.
     *
     * @param query its limit is {@link #MOST_AT_ONCE} at most
     * @return by the id of the dead letter, in order; ends early when the queue is full
     * @throws dev.patchbay.engine.store.StoreUnavailableException when some could not be written;
     *     they are written a hundred at a time, and earlier hundreds stay replayed
     */
    public Map<String, Replay> replay(Caller caller, DeliveryQuery query) {
        Range range = new Range(caller);
        for (String id : store.notReplayed(query)) {
            Optional<DeadLetter> dead = store.deadLetter(query.spaceId(), id);
            if (dead.isPresent() && !range.add(dead.get())) {
                break;
            }
        }
        range.write();
        return range.results;
    }

    /** Dead letters of one request. Belongs to one thread. */
    private final class Range {

        private final Caller caller;
        private final Map<String, Replay> results = new LinkedHashMap<>();
        private final List<Prepared.Ready> ready = new ArrayList<>();
        private long bytes;

        Range(Caller caller) {
            this.caller = caller;
        }

        /** Whether there is room for more. */
        boolean add(DeadLetter dead) {
            Prepared prepared = prepare(caller, dead, Optional.empty(), ready.size());
            Replay result = result(prepared);
            results.put(dead.status().delivery().id(), result);
            if (prepared instanceof Prepared.Ready one) {
                ready.add(one);
                bytes += one.repeat().sealedParams().length;
                if (ready.size() == WRITTEN_AT_ONCE || bytes >= BYTES_AT_ONCE) {
                    write();
                }
            }
            return !(result instanceof Replay.QueueFull);
        }

        void write() {
            Set<String> written = Replays.this.write(ready, store::replayedFirst);
            ready.stream()
                    .map(Prepared.Ready::deadId)
                    .filter(id -> !written.contains(id))
                    .forEach(results::remove);
            ready.clear();
            bytes = 0;
        }
    }

    private Replay replay(Caller caller, DeadLetter dead, Optional<ObjectNode> changed) {
        Prepared prepared = prepare(caller, dead, changed, 0);
        if (prepared instanceof Prepared.Ready one) {
            write(List.of(one), this::repeatedAgain);
        }
        return result(prepared);
    }

    private boolean repeatedAgain(Tx tx, String deadId, String newId) {
        store.replayed(tx, deadId, newId);
        return true;
    }

    private static Replay result(Prepared prepared) {
        return switch (prepared) {
            case Prepared.Ready one -> new Replay.Accepted(one.id());
            case Prepared.Stopped(Replay why) -> why;
        };
    }

    /** Notes which delivery repeats a dead letter; whether it may. */
    private interface Note {
        boolean write(Tx tx, String deadId, String newId);
    }

    /** The dead letters of those that were written: whose note was. */
    private Set<String> write(List<Prepared.Ready> ready, Note note) {
        if (ready.isEmpty()) {
            return Set.of();
        }
        List<Prepared.Ready> written =
                work.write(tx -> {
                    List<Prepared.Ready> noted =
                            ready.stream()
                                    .filter(one -> note.write(tx, one.deadId(), one.id()))
                                    .toList();
                    if (!noted.isEmpty()) {
                        store.insert(tx, noted.stream().map(Prepared.Ready::repeat).toList());
                    }
                    return noted;
                });
        queue.changed(written.size());
        accepted.run();
        return written.stream().map(Prepared.Ready::deadId).collect(Collectors.toSet());
    }

    /**
     * The new delivery, or why there is none.
     *
     * @param waiting how many of the same request are ready and not written yet
     */
    private Prepared prepare(
            Caller caller, DeadLetter dead, Optional<ObjectNode> changed, int waiting) {
        Delivery old = dead.status().delivery();
        if (queue.now() + waiting + 1 > mostQueued) {
            return new Prepared.Stopped(new Replay.QueueFull(QUEUE_FULL_WAIT));
        }
        Optional<JsonNode> params =
                changed.<JsonNode>map(given -> given)
                        .or(() -> open(old, DeliverySeal.Part.PARAMS, dead.sealedParams()));
        if (params.isEmpty()) {
            return new Prepared.Stopped(new Replay.Unreadable());
        }
        byte[] text = Json.writeBytes(params.get());
        if (text.length > Deliveries.LARGEST_PARAMS) {
            return new Prepared.Stopped(new Replay.TooLarge());
        }
        Admission admission =
                attempts.admit(
                        Deliveries.question(
                                caller, old.spaceId(), old.connectorId(), params.get()));
        if (admission instanceof Admission.Stopped(var why)) {
            return new Prepared.Stopped(new Replay.Refused(why));
        }
        Optional<JsonNode> checkpoint =
                changed.isPresent()
                        ? Optional.empty()
                        : dead.sealedCheckpoint()
                                .flatMap(s -> open(old, DeliverySeal.Part.CHECKPOINT, s));
        Delivery repeat =
                new Delivery(
                        ids.next(),
                        old.spaceId(),
                        old.connectorId(),
                        old.typeId(),
                        old.lane(),
                        caller,
                        clock.now(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(old.id()));
        NewDelivery sealed =
                new NewDelivery(
                        repeat,
                        seal.seal(repeat, DeliverySeal.Part.PARAMS, text),
                        checkpoint.map(c -> seal.seal(repeat, DeliverySeal.Part.CHECKPOINT, c)));
        return new Prepared.Ready(old.id(), sealed);
    }

    private Optional<JsonNode> open(Delivery delivery, DeliverySeal.Part part, byte[] sealed) {
        return switch (seal.open(delivery, part, sealed)) {
            case DeliverySeal.Open.Value(JsonNode value) -> Optional.of(value);
            case DeliverySeal.Open.Unreadable _ -> Optional.empty();
        };
    }
}
