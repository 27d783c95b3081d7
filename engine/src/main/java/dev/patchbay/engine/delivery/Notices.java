package dev.patchbay.engine.delivery;

import dev.patchbay.engine.eventlog.ErrorText;
import dev.patchbay.engine.execution.Admission;
import dev.patchbay.engine.execution.Attempts;
import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.engine.store.UnitOfWork;
import dev.patchbay.engine.template.ParamsRenderer;
import dev.patchbay.engine.template.TemplateVariables;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IsoTime;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Tells through another connector when a breaker opens and when the target is well again ({@code
 * patchbay.delivery.notices}). What was told is a row, changed in the transaction that accepts the
 * notice, so that a break and a recovery are told once, whichever and however many nodes see them.
 * A connector that tells is never told of. The notice is a delivery of the caller whose attempt
 * showed it. Thread-safe; a thread of its own writes.
 */
public final class Notices implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("deliveries");
    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

    /** How old what other nodes told may be known here. */
    private static final Duration REFRESH = Duration.ofSeconds(10);

    private final List<NoticeRule> rules;
    private final DeliveryStore store;
    private final UnitOfWork work;
    private final Attempts attempts;
    private final ParamsRenderer renderer;
    private final DeliverySeal seal;
    private final QueueSize queue;
    private final DeliveryIds ids;
    private final Clock clock;
    private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();

    /** Targets that somebody was told of, as last read. */
    private final Set<String> unwell = ConcurrentHashMap.newKeySet();

    private Thread writer = Thread.ofVirtual().unstarted(() -> {});

    /** What an attempt showed of its connector's target. */
    private record Change(
            NoticeRule rule,
            Delivery delivery,
            String target,
            boolean broken,
            Optional<Failed> failure,
            Instant at) {}

    /** By these rules, the first that names a connector or its type; {@link #start()} begins. */
    public Notices(
            List<NoticeRule> rules,
            DeliveryStore store,
            UnitOfWork work,
            Attempts attempts,
            ParamsRenderer renderer,
            DeliverySeal seal,
            QueueSize queue,
            DeliveryIds ids,
            Clock clock) {
        this.rules = List.copyOf(rules);
        this.store = store;
        this.work = work;
        this.attempts = attempts;
        this.renderer = renderer;
        this.seal = seal;
        this.queue = queue;
        this.ids = ids;
        this.clock = clock;
    }

    /** Learns what was told before and begins; does nothing without rules. */
    public void start() {
        if (!rules.isEmpty()) {
            refresh();
            writer = Thread.ofVirtual().name("delivery-notices").start(this::write);
        }
    }

    /** An attempt came to an outcome; quick. */
    void attempted(Delivery delivery, String target, Outcome outcome, Gates.Change change) {
        if (rules.isEmpty()) {
            return;
        }
        switch (change) {
            case OPENED -> add(delivery, target, outcome, true);
            case CLOSED -> add(delivery, target, outcome, false);
            case NONE -> {
                if (!unwell.isEmpty() && Breaker.isWell(outcome) && unwell.remove(target)) {
                    add(delivery, target, outcome, false);
                }
            }
        }
    }

    private void add(Delivery delivery, String target, Outcome outcome, boolean broken) {
        rule(delivery)
                .ifPresent(rule ->
                        changes.add(
                                new Change(
                                        rule,
                                        delivery,
                                        target,
                                        broken,
                                        outcome instanceof Failed failed
                                                ? Optional.of(failed)
                                                : Optional.empty(),
                                        clock.now())));
    }

    private Optional<NoticeRule> rule(Delivery delivery) {
        boolean tells = rules.stream().anyMatch(rule -> rule.to().equals(delivery.connectorId()));
        return tells
                ? Optional.empty()
                : rules.stream()
                        .filter(rule ->
                                rule.id().equals(delivery.connectorId())
                                        || rule.id().equals(delivery.typeId()))
                        .findFirst();
    }

    private void write() {
        try {
            while (true) {
                Change change = changes.poll(REFRESH.toMillis(), TimeUnit.MILLISECONDS);
                if (change == null) {
                    refresh();
                } else {
                    write(change);
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void refresh() {
        try {
            Set<String> told = store.unwell();
            unwell.retainAll(told);
            unwell.addAll(told);
        } catch (StoreUnavailableException e) {
            LOG.warn("which connectors are not well is not known now: {}", e.getMessage());
        }
    }

    /** However long the database takes: nobody else tells it. */
    private void write(Change change) throws InterruptedException {
        while (true) {
            try {
                tell(change);
                return;
            } catch (StoreUnavailableException e) {
                LOG.warn("a notice waits for the database: {}", e.getMessage());
                clock.sleep(STORE_PAUSE);
            } catch (RuntimeException e) {
                LOG.error("of connector {} is not told", change.delivery().connectorId(), e);
                return;
            }
        }
    }

    private void tell(Change change) {
        String target = change.target();
        Optional<NewDelivery> notice = notice(change);
        boolean told =
                work.write(tx -> {
                    boolean fresh =
                            change.broken()
                                    ? store.unwell(tx, change.delivery().spaceId(), target)
                                    : store.well(tx, target);
                    if (fresh) {
                        notice.ifPresent(one -> store.insert(tx, List.of(one)));
                    }
                    return fresh;
                });
        if (change.broken()) {
            unwell.add(target);
        } else {
            unwell.remove(target);
        }
        if (told && notice.isPresent()) {
            queue.changed(1);
        }
    }

    private Optional<NewDelivery> notice(Change change) {
        Delivery cause = change.delivery();
        NoticeRule rule = change.rule();
        return switch (attempts.admit(
                Deliveries.question(cause.caller(), cause.spaceId(), rule.to(), rule.params()))) {
            case Admission.Stopped(var why) -> {
                LOG.warn(
                        "of connector {} is not told through {}: {}",
                        cause.connectorId(),
                        rule.to(),
                        why.getClass().getSimpleName());
                yield Optional.empty();
            }
            case Admission.Admitted(ConnectorType type) -> {
                Delivery notice =
                        new Delivery(
                                ids.next(),
                                cause.spaceId(),
                                rule.to(),
                                type.id(),
                                Optional.of("notice " + cause.connectorId()),
                                cause.caller(),
                                clock.now(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty());
                ObjectNode params =
                        renderer.render(
                                        type,
                                        Optional.of(rule.to()),
                                        rule.params(),
                                        variables(change))
                                .params();
                yield Optional.of(
                        new NewDelivery(
                                notice,
                                seal.seal(notice, DeliverySeal.Part.PARAMS, params),
                                Optional.empty()));
            }
        };
    }

    private static TemplateVariables variables(Change change) {
        Delivery cause = change.delivery();
        ObjectNode variables =
                Json.object()
                        .put("event", change.broken() ? "broken" : "recovered")
                        .put("broken", change.broken())
                        .put("at", IsoTime.text(change.at()))
                        .put("space_id", cause.spaceId());
        variables
                .putObject("connector")
                .put("id", cause.connectorId())
                .put("type_id", cause.typeId());
        Deliverer.origin(cause, change.target())
                .ifPresent(origin -> variables.put("origin", origin));
        change.failure()
                .filter(_ -> change.broken())
                .ifPresent(failed ->
                        variables
                                .put("reason", failed.reason().label())
                                .put("error", ErrorText.of(failed)));
        return TemplateVariables.of(variables);
    }

    /** Stops; what was not written yet is told when it is seen again. */
    @Override
    public void close() throws InterruptedException {
        writer.interrupt();
        writer.join();
    }
}
