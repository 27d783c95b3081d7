package dev.patchbay.engine.delivery;

import dev.patchbay.engine.delivery.Acceptance.Accepted;
import dev.patchbay.engine.delivery.Acceptance.Invalid;
import dev.patchbay.engine.delivery.Acceptance.KeyReused;
import dev.patchbay.engine.delivery.Acceptance.One;
import dev.patchbay.engine.delivery.Acceptance.QueueFull;
import dev.patchbay.engine.delivery.Acceptance.Refused;
import dev.patchbay.engine.delivery.Acceptance.TooMany;
import dev.patchbay.engine.execution.Admission;
import dev.patchbay.engine.execution.Attempts;
import dev.patchbay.engine.execution.ExecutionRequest;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.engine.store.UnitOfWork;
import dev.patchbay.engine.template.ParamsRenderer;
import dev.patchbay.engine.template.RenderWarning;
import dev.patchbay.engine.template.RenderedParams;
import dev.patchbay.engine.template.TemplateVariables;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.Clock;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Accepts deliveries: authorize → render → size-check → seal → store, each request whole or not at
 * all (contract/actions-api.md, section 12); requests that come together share a transaction.
 * Thread-safe; blocking; throws {@link dev.patchbay.engine.store.StoreUnavailableException} with
 * nothing accepted.
 */
public final class Deliveries {

    /** Deliveries of one request. */
    public static final int MOST_AT_ONCE = 1_000;

    /** Bytes of the params of one delivery after rendering, as JSON. */
    public static final int LARGEST_PARAMS = 1 << 20;

    /** Bytes of all params of one request after rendering, as JSON. */
    public static final int LARGEST_REQUEST = 16 << 20;

    /** Source of the attempts of deliveries in the event log. */
    static final String SOURCE = "background_task";

    private static final Duration QUEUE_FULL_WAIT = Duration.ofSeconds(5);

    /** Deliveries of requests that share a transaction. */
    private static final int MOST_IN_A_COMMIT = 500;

    private static final int BYTES_LIKE_A_ROW = 16_384;

    private final DeliveryStore store;
    private final UnitOfWork work;
    private final SharedCommits<Insert, Optional<RememberedAnswer>> inserts;
    private final Attempts attempts;
    private final ParamsRenderer renderer;
    private final DeliverySeal seal;
    private final QueueSize queue;
    private final RefusalPace refusals;
    private final long mostQueued;
    private final DeliveryIds ids;
    private final Clock clock;
    private final Runnable accepted;

    /**
     * Over these.
     *
     * @param mostQueued {@code xpack.actions.queued.max}
     * @param accepted told after each acceptance; must be quick
     */
    public Deliveries(
            DeliveryStore store,
            UnitOfWork work,
            Attempts attempts,
            ParamsRenderer renderer,
            DeliverySeal seal,
            QueueSize queue,
            long mostQueued,
            DeliveryIds ids,
            Clock clock,
            Runnable accepted) {
        this.store = store;
        this.work = work;
        inserts =
                new SharedCommits<>(
                        work,
                        (tx, requests) -> insert(store, tx, requests),
                        Insert::weight,
                        MOST_IN_A_COMMIT);
        this.attempts = attempts;
        this.renderer = renderer;
        this.seal = seal;
        this.queue = queue;
        refusals = new RefusalPace(clock);
        this.mostQueued = mostQueued;
        this.ids = ids;
        this.clock = clock;
        this.accepted = accepted;
    }

    /** What an attempt for this caller would be asked, without secrets and without a target. */
    static ExecutionRequest question(
            Caller caller, String spaceId, String connectorId, JsonNode params) {
        return new ExecutionRequest(
                spaceId,
                connectorId,
                params,
                caller,
                SOURCE,
                Cancellation.never(),
                Optional.empty(),
                Optional.empty());
    }

    /** Says no while not even one has room; a no takes a moment when there are many. */
    public Optional<QueueFull> full() {
        return queue.now() >= mostQueued ? Optional.of(refused()) : Optional.empty();
    }

    private QueueFull refused() {
        refusals.await();
        return new QueueFull(QUEUE_FULL_WAIT);
    }

    /** Accepts 1 to {@link #MOST_AT_ONCE} deliveries, all or none. */
    public Acceptance accept(
            Caller caller,
            String spaceId,
            List<DeliveryDraft> drafts,
            Optional<IdempotencyKey> key) {
        String scope = IdempotencyKey.scope(caller, spaceId);
        Optional<Acceptance> earlier =
                key.flatMap(k ->
                        store.remembered(scope, k.key(), clock.now())
                                .map(answer -> repeated(k, answer)));
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (drafts.size() > mostQueued) {
            return new TooMany(drafts.size(), mostQueued);
        }
        if (queue.now() + drafts.size() > mostQueued) {
            return refused();
        }
        Batch batch = new Batch(caller, spaceId);
        for (int i = 0; i < drafts.size(); i++) {
            Optional<Acceptance> refusal = batch.add(i, drafts.get(i));
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        return store(batch, scope, key);
    }

    private Acceptance store(Batch batch, String scope, Optional<IdempotencyKey> key) {
        Instant now = clock.now();
        Optional<RememberedAnswer> answer =
                key.map(k ->
                        new RememberedAnswer(
                                scope,
                                k.key(),
                                k.bodyHash(),
                                batch.idText(),
                                now.plus(IdempotencyKey.LIFETIME)));
        Optional<RememberedAnswer> other =
                inserts.write(new Insert(batch.ready, batch.bytes, answer, now));
        if (other.isPresent()) {
            return repeated(key.orElseThrow(), other.get());
        }
        queue.changed(batch.ready.size());
        accepted.run();
        return new Accepted(batch.answers, false);
    }

    /**
     * What one request stores.
     *
     * @param bytes of its params
     * @param now when it came
     */
    private record Insert(
            List<NewDelivery> ready, long bytes, Optional<RememberedAnswer> answer, Instant now) {

        /** A large one is written on its own. */
        int weight() {
            return ready.size() + (int) (bytes / BYTES_LIKE_A_ROW);
        }
    }

    /** Empty where it was stored, else the answer that was given before. */
    private static List<Optional<RememberedAnswer>> insert(
            DeliveryStore store, Tx tx, List<Insert> requests) {
        List<NewDelivery> ready = new ArrayList<>();
        List<Optional<RememberedAnswer>> before = new ArrayList<>();
        for (Insert request : requests) {
            Optional<RememberedAnswer> other =
                    request.answer().flatMap(a -> store.remember(tx, a, request.now()));
            if (other.isEmpty()) {
                ready.addAll(request.ready());
            }
            before.add(other);
        }
        if (!ready.isEmpty()) {
            store.insert(tx, ready);
        }
        return before;
    }

    private static Acceptance repeated(IdempotencyKey key, RememberedAnswer answer) {
        return Arrays.equals(key.bodyHash(), answer.bodyHash())
                ? new Accepted(
                        Arrays.stream(answer.ids().split(",", -1))
                                .map(id -> new One(id, List.of()))
                                .toList(),
                        true)
                : new KeyReused();
    }

    /** The deliveries of one request that passed so far. Belongs to one thread. */
    private final class Batch {
        private final Caller caller;
        private final String spaceId;
        private final Instant now = clock.now();
        private final List<NewDelivery> ready = new ArrayList<>();
        private final List<One> answers = new ArrayList<>();
        private long bytes;

        Batch(Caller caller, String spaceId) {
            this.caller = caller;
            this.spaceId = spaceId;
        }

        private String idText() {
            return String.join(",", answers.stream().map(One::id).toList());
        }

        private Optional<Acceptance> add(int index, DeliveryDraft draft) {
            Optional<String> tooLate = draft.expiresAt().flatMap(at -> lateness(draft, at));
            if (tooLate.isPresent()) {
                return Optional.of(new Invalid(index, "expires_at", tooLate.get()));
            }
            return switch (attempts.admit(
                    question(caller, spaceId, draft.connectorId(), draft.params()))) {
                case Admission.Stopped(var why) -> Optional.of(new Refused(index, why));
                case Admission.Admitted(ConnectorType type) -> add(index, draft, type);
            };
        }

        private Optional<String> lateness(DeliveryDraft draft, Instant expiresAt) {
            if (!expiresAt.isAfter(now)) {
                return Optional.of("must be in the future");
            }
            return draft.notBefore().filter(at -> !expiresAt.isAfter(at)).isPresent()
                    ? Optional.of("must be after [not_before]")
                    : Optional.empty();
        }

        private Optional<Acceptance> add(int index, DeliveryDraft draft, ConnectorType type) {
            ObjectNode params = draft.params();
            List<RenderWarning> warnings = List.of();
            if (draft.variables().isPresent()) {
                RenderedParams rendered =
                        renderer.render(
                                type,
                                Optional.of(draft.connectorId()),
                                params,
                                TemplateVariables.of(draft.variables().get()));
                params = rendered.params();
                warnings = rendered.warnings();
            }
            byte[] text = Json.writeBytes(params);
            int size = text.length;
            bytes += size;
            if (size > LARGEST_PARAMS || bytes > LARGEST_REQUEST) {
                return Optional.of(
                        new Invalid(
                                index,
                                "params",
                                size > LARGEST_PARAMS
                                        ? "must not be longer than "
                                                + LARGEST_PARAMS
                                                + " bytes after rendering"
                                        : "the params of one request must not be longer than "
                                                + LARGEST_REQUEST
                                                + " bytes together"));
            }
            Delivery delivery =
                    new Delivery(
                            ids.next(),
                            spaceId,
                            draft.connectorId(),
                            type.id(),
                            draft.lane(),
                            caller,
                            now,
                            draft.notBefore(),
                            draft.expiresAt(),
                            Optional.empty());
            ready.add(
                    new NewDelivery(
                            delivery,
                            seal.seal(delivery, DeliverySeal.Part.PARAMS, text),
                            Optional.empty()));
            answers.add(new One(delivery.id(), warnings));
            return Optional.empty();
        }
    }

    /** One delivery of a space. */
    public Optional<DeliveryStatus> find(String spaceId, String id) {
        return store.find(spaceId, id);
    }

    /** Deliveries of a space, newest first. */
    public List<DeliveryStatus> list(DeliveryQuery query) {
        return store.list(query);
    }

    /** Takes a delivery back; what an attempt already does cannot be undone. */
    public Withdrawal cancel(String spaceId, String id) {
        Withdrawal result = work.write(tx -> store.cancel(tx, spaceId, id));
        if (result == Withdrawal.DONE) {
            queue.changed(-1);
            accepted.run();
        }
        return result;
    }
}
