package dev.patchbay.engine.delivery;

import dev.patchbay.engine.delivery.AttemptLog.Entry;
import dev.patchbay.engine.eventlog.ErrorText;
import dev.patchbay.engine.eventlog.ExecutionRecord;
import dev.patchbay.engine.execution.Attempts;
import dev.patchbay.engine.execution.ExecutionAnswer;
import dev.patchbay.engine.execution.ExecutionRequest;
import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Attempts a claimed delivery once and says what is to be written of it. Rights are asked again at
 * each attempt; no transaction is open. Thread-safe; blocking.
 */
public final class Deliverer {

    private static final Logger LOG = LoggerFactory.getLogger("deliveries");

    /** While the database cannot be asked. */
    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

    private static final String CONFIGURATION = Reason.CONFIGURATION.label();
    private static final String INTERNAL = Reason.INTERNAL.label();

    private final Attempts attempts;
    private final DeliverySeal seal;
    private final RetrySchedule schedule;
    private final Function<String, Optional<Integer>> maxAttempts;
    private final Fallbacks fallbacks;
    private final Clock clock;

    /** Over these, where nothing takes over what is dead. */
    public Deliverer(
            Attempts attempts,
            DeliverySeal seal,
            RetrySchedule schedule,
            Function<String, Optional<Integer>> maxAttempts,
            Clock clock) {
        this(attempts, seal, schedule, maxAttempts, Fallbacks.NONE, clock);
    }

    /**
     * Over these.
     *
     * @param maxAttempts {@code run.maxAttempts} of a type id; empty = the schedule's window
     */
    public Deliverer(
            Attempts attempts,
            DeliverySeal seal,
            RetrySchedule schedule,
            Function<String, Optional<Integer>> maxAttempts,
            Fallbacks fallbacks,
            Clock clock) {
        this.attempts = attempts;
        this.seal = seal;
        this.schedule = schedule;
        this.maxAttempts = maxAttempts;
        this.fallbacks = fallbacks;
        this.clock = clock;
    }

    /**
     * What one turn came to.
     *
     * @param outcome of the attempt, when one was made
     * @param record for the event log, written together with the completion
     */
    record Turn(
            Completion completion, Optional<Outcome> outcome, Optional<ExecutionRecord> record) {

        static Turn without(Completion completion) {
            return new Turn(completion, Optional.empty(), Optional.empty());
        }
    }

    /** What takes over when this is written, in the same transaction. */
    Optional<NewDelivery> fallback(ClaimedDelivery claimed, Completion completion) {
        return fallbacks.of(claimed, completion);
    }

    /**
     * What a breaker belongs to: the connector, and the origin if these params chose it. Neither a
     * connector's id nor an origin has a space.
     */
    String target(ClaimedDelivery claimed) {
        Delivery delivery = claimed.delivery();
        try {
            return attempts.chosenOrigin(
                            delivery.spaceId(),
                            delivery.connectorId(),
                            delivery.typeId(),
                            () -> params(claimed))
                    .map(origin -> delivery.connectorId() + " " + origin)
                    .orElse(delivery.connectorId());
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("where delivery {} goes cannot be told", delivery.id(), e);
            return delivery.connectorId();
        }
    }

    /** The origin in a {@link #target}, if params chose it. */
    static Optional<String> origin(Delivery delivery, String target) {
        String connector = delivery.connectorId() + " ";
        return target.startsWith(connector)
                ? Optional.of(target.substring(connector.length()))
                : Optional.empty();
    }

    private JsonNode params(ClaimedDelivery claimed) {
        return switch (seal.open(
                claimed.delivery(), DeliverySeal.Part.PARAMS, claimed.sealedParams())) {
            case DeliverySeal.Open.Value(JsonNode value) -> value;
            case DeliverySeal.Open.Unreadable _ -> Json.object();
        };
    }

    /** The turn of what is not to be attempted any more, which waits for nothing. */
    Optional<Turn> over(ClaimedDelivery claimed) {
        if (claimed.wantedBack()) {
            // The store ends what is put back and wanted back, and knows by whom.
            return Optional.of(Turn.without(new Completion.Postponed(Duration.ZERO)));
        }
        return claimed.delivery()
                .expiresAt()
                .filter(at -> !clock.now().isBefore(at))
                .map(_ ->
                        Turn.without(
                                new Completion.Ended(
                                        DeliveryState.EXPIRED,
                                        Optional.empty(),
                                        claimed.log(),
                                        claimed.sealedCheckpoint())));
    }

    /** Of what is not {@link #over}. */
    Turn turn(ClaimedDelivery claimed, Cancellation stopping) {
        Delivery delivery = claimed.delivery();
        Instant begun = clock.now();
        DeliverySeal.Open params =
                seal.open(delivery, DeliverySeal.Part.PARAMS, claimed.sealedParams());
        Optional<DeliverySeal.Open> checkpoint =
                claimed.sealedCheckpoint()
                        .map(s -> seal.open(delivery, DeliverySeal.Part.CHECKPOINT, s));
        if (params instanceof DeliverySeal.Open.Value(JsonNode value)
                && !(checkpoint.orElse(null) instanceof DeliverySeal.Open.Unreadable)) {
            ExecutionRequest request =
                    new ExecutionRequest(
                            delivery.spaceId(),
                            delivery.connectorId(),
                            value,
                            delivery.caller(),
                            Deliveries.SOURCE,
                            stopping,
                            Optional.of(delivery.id()),
                            checkpoint.map(Deliverer::value));
            if (claimed.doubtful() && attempts.neverTwice(request)) {
                return neverTwice(claimed, begun);
            }
            // Sealed anew: an attempt may last longer than a rotation of keys.
            ClaimedDelivery kept =
                    checkpoint.map(c -> sealed(claimed, Deliverer.value(c))).orElse(claimed);
            return attempt(kept, request, begun);
        }
        LOG.error("the params of delivery {} cannot be decrypted", delivery.id());
        return dead(claimed, begun, "its params cannot be decrypted");
    }

    private static JsonNode value(DeliverySeal.Open open) {
        return switch (open) {
            case DeliverySeal.Open.Value(JsonNode value) -> value;
            case DeliverySeal.Open.Unreadable _ -> throw new IllegalStateException("unreadable");
        };
    }

    private Turn attempt(ClaimedDelivery claimed, ExecutionRequest request, Instant begun) {
        long start = clock.nanoTime();
        try {
            return switch (attempts.attempt(request)) {
                case ExecutionAnswer.Finished finished ->
                        finished(
                                claimed,
                                finished,
                                begun,
                                Duration.ofNanos(clock.nanoTime() - start));
                case ExecutionAnswer.Forbidden(String text) ->
                        refused(claimed, begun, "forbidden", text);
                case ExecutionAnswer.NotFound _, ExecutionAnswer.SystemConnector _ ->
                        refused(
                                claimed,
                                begun,
                                Reason.NOT_FOUND.label(),
                                "the connector is not there any more");
                case ExecutionAnswer.Undecryptable _ ->
                        dead(claimed, begun, "the connector's secrets cannot be decrypted");
                case ExecutionAnswer.TypeNotRegistered(String type) ->
                        dead(claimed, begun, "the type " + type + " is not registered");
                case ExecutionAnswer.TypeDisabled(String type) ->
                        dead(claimed, begun, "the type " + type + " is not enabled");
            };
        } catch (StoreUnavailableException e) {
            LOG.warn(
                    "delivery {} waits for the database: {}",
                    claimed.delivery().id(),
                    e.getMessage());
            return Turn.without(new Completion.Postponed(STORE_PAUSE));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("delivery {} failed by a bug", claimed.delivery().id(), e);
            Failed bug = Failed.of(Reason.INTERNAL, "an error occurred in the server");
            return decided(
                    claimed,
                    bug,
                    Idempotency.EFFECTFUL,
                    begun,
                    Duration.ofNanos(clock.nanoTime() - start),
                    Optional.empty());
        }
    }

    private static Turn refused(
            ClaimedDelivery claimed, Instant begun, String reason, String text) {
        return Turn.without(
                new Completion.Ended(
                        DeliveryState.REFUSED,
                        Optional.of(reason),
                        claimed.log().plus(entry(begun, reason, text)),
                        Optional.empty()));
    }

    /** A lost call is preferred to a doubled one (ADR 2). */
    private static Turn neverTwice(ClaimedDelivery claimed, Instant begun) {
        Entry lost =
                new Entry(
                        begun,
                        0,
                        Optional.of(INTERNAL),
                        Optional.of(Effect.UNKNOWN.label()),
                        Optional.of(
                                "the server stopped during an attempt, which may have acted and is"
                                        + " not made twice"),
                        false);
        return Turn.without(
                new Completion.Ended(
                        DeliveryState.DEAD,
                        Optional.of(INTERNAL),
                        claimed.log().plus(lost),
                        claimed.sealedCheckpoint()));
    }

    /** What an operator can mend is kept: a dead letter has its params. */
    private static Turn dead(ClaimedDelivery claimed, Instant begun, String text) {
        return Turn.without(
                new Completion.Ended(
                        DeliveryState.DEAD,
                        Optional.of(CONFIGURATION),
                        claimed.log().plus(entry(begun, CONFIGURATION, text)),
                        claimed.sealedCheckpoint()));
    }

    private static Entry entry(Instant begun, String reason, String text) {
        return new Entry(
                begun, 0, Optional.of(reason), Optional.of("none"), Optional.of(text), false);
    }

    private Turn finished(
            ClaimedDelivery claimed,
            ExecutionAnswer.Finished finished,
            Instant begun,
            Duration took) {
        // What was refused at our own door (rateLimiter) is no attempt: it neither counts nor says
        // anything of the target. It delays.
        if (finished.record().isEmpty()
                && finished.outcome() instanceof Failed failed
                && failed.reason() == Reason.RATE_LIMITED
                && failed.retryAfter().isPresent()) {
            Duration untilRoom = Duration.between(clock.now(), failed.retryAfter().get());
            return Turn.without(
                    new Completion.Postponed(
                            untilRoom.isPositive() ? untilRoom : Duration.ofMillis(1)));
        }
        return decided(
                claimed,
                finished.outcome(),
                finished.idempotency().orElse(Idempotency.EFFECTFUL),
                begun,
                took,
                finished.record());
    }

    private Turn decided(
            ClaimedDelivery claimed,
            Outcome outcome,
            Idempotency idempotency,
            Instant begun,
            Duration took,
            Optional<ExecutionRecord> record) {
        Optional<Failed> failure =
                outcome instanceof Failed failed ? Optional.of(failed) : Optional.empty();
        Optional<String> reason = failure.map(f -> f.reason().label());
        int inARow = reason.map(r -> claimed.log().latestInARow(r) + 1).orElse(0);
        Decision decision = DecisionTable.of(outcome, idempotency, inARow);
        AttemptLog log =
                claimed.log()
                        .plus(
                                new Entry(
                                        begun,
                                        took.toMillis(),
                                        reason,
                                        failure.map(f -> f.effect().label()),
                                        failure.map(ErrorText::of),
                                        decision instanceof Decision.Twice
                                                || (claimed.doubtful()
                                                        && idempotency == Idempotency.EFFECTFUL)));
        Completion completion =
                switch (decision) {
                    case Decision.Done _ ->
                            new Completion.Ended(
                                    DeliveryState.DELIVERED,
                                    Optional.empty(),
                                    log,
                                    Optional.empty());
                    case Decision.Again _ -> again(claimed, log, Optional.empty(), reason);
                    case Decision.AgainAt(Optional<Instant> earliest) ->
                            again(claimed, log, earliest, reason);
                    case Decision.Twice(Optional<Instant> earliest) ->
                            again(claimed, log, earliest, reason);
                    case Decision.Resume(JsonNode checkpoint, Optional<Instant> earliest) ->
                            again(sealed(claimed, checkpoint), log, earliest, reason);
                    case Decision.Dead(Optional<JsonNode> checkpoint) ->
                            ended(
                                    checkpoint.map(c -> sealed(claimed, c)).orElse(claimed),
                                    log,
                                    reason);
                };
        return new Turn(completion, Optional.of(outcome), record);
    }

    private ClaimedDelivery sealed(ClaimedDelivery claimed, JsonNode checkpoint) {
        return new ClaimedDelivery(
                claimed.lease(),
                claimed.seq(),
                claimed.delivery(),
                claimed.log(),
                claimed.sealedParams(),
                Optional.of(
                        seal.seal(claimed.delivery(), DeliverySeal.Part.CHECKPOINT, checkpoint)),
                claimed.reserved(),
                claimed.wantedBack(),
                claimed.doubtful());
    }

    private Completion again(
            ClaimedDelivery claimed,
            AttemptLog log,
            Optional<Instant> earliest,
            Optional<String> reason) {
        Instant now = clock.now();
        Duration wish =
                earliest.map(at -> Duration.between(now, at))
                        .filter(Duration::isPositive)
                        .orElse(Duration.ZERO);
        Duration sinceFirst = Duration.between(log.firstAt().orElse(now), now);
        Optional<Duration> pause =
                fallbacks.pause(
                        claimed.delivery(),
                        schedule.next(
                                log.count(),
                                sinceFirst,
                                wish,
                                maxAttempts.apply(claimed.delivery().typeId())),
                        sinceFirst,
                        wish);
        return pause.<Completion>map(
                        delay -> new Completion.Again(delay, log, claimed.sealedCheckpoint()))
                .orElseGet(() -> ended(claimed, log, reason));
    }

    private static Completion ended(
            ClaimedDelivery claimed, AttemptLog log, Optional<String> reason) {
        return new Completion.Ended(DeliveryState.DEAD, reason, log, claimed.sealedCheckpoint());
    }
}
