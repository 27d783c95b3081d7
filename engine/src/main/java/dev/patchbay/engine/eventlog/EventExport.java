package dev.patchbay.engine.eventlog;

import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.elasticsearch.ElasticsearchTransport;
import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.http.HttpResult;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.transport.AttemptScope;
import dev.patchbay.sdk.transport.AttemptTransports;
import dev.patchbay.sdk.transport.Outbound;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sends the {@code execute} document of each record to a data stream of Elasticsearch or
 * OpenSearch, at least once: the id of a document is that of the execution, so that what is sent
 * again is there already. One thread, one batch in memory; executions never wait for it.
 * Thread-safe.
 */
public final class EventExport implements AutoCloseable {

    /** Records of one request: some 600 bytes each. */
    static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger("eventlog");
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final String NDJSON = "application/x-ndjson";

    private final EventOutbox outbox;
    private final EventDocuments documents;
    private final Outbound outbound;
    private final String stream;
    private final String node;
    private final Clock clock;
    private final Counter sent;
    private final Counter rejected;
    private final Thread thread;
    private boolean templateThere;
    private boolean failing;

    /** Whether more is known to wait. */
    private boolean full;

    /**
     * Starts sending.
     *
     * @param stream name of the data stream; a template is made for it when there is none
     * @param node tells nodes of one database apart
     * @param meters gets {@code patchbay.events.exported} and {@code patchbay.events.rejected}
     */
    public EventExport(
            EventOutbox outbox,
            EventDocuments documents,
            Outbound outbound,
            String stream,
            String node,
            MeterRegistry meters,
            Clock clock) {
        this.outbox = outbox;
        this.documents = documents;
        this.outbound = outbound;
        this.stream = stream;
        this.node = node;
        this.clock = clock;
        sent =
                Counter.builder("patchbay.events.exported")
                        .description("Events that the data stream has")
                        .register(meters);
        rejected =
                Counter.builder("patchbay.events.rejected")
                        .description("Events that the data stream refuses for ever")
                        .register(meters);
        outbox.open();
        thread = Thread.ofVirtual().name("event-export").start(this::run);
    }

    private void run() {
        Duration pause = IDLE;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Optional<String> failure = round();
                if (failure.isEmpty()) {
                    pause = IDLE;
                    if (!full) {
                        clock.sleep(IDLE);
                    }
                } else {
                    told(failure.get());
                    clock.sleep(pause);
                    Duration next = pause.multipliedBy(2);
                    pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void told(String failure) {
        if (!failing) {
            failing = true;
            LOG.warn("events do not reach the data stream {}, they wait: {}", stream, failure);
        }
    }

    /** One batch; why it has to be sent again. */
    private Optional<String> round() {
        full = false;
        try {
            Instant now = clock.now();
            if (!outbox.lease(node, now, now.plus(LEASE))) {
                return Optional.empty();
            }
            List<ExecutionRecord> batch = outbox.oldest(BATCH);
            if (batch.isEmpty()) {
                return Optional.empty();
            }
            Optional<String> failure = send(batch);
            if (failure.isEmpty()) {
                outbox.sent(batch);
                full = batch.size() == BATCH;
                if (failing) {
                    failing = false;
                    LOG.info("events reach the data stream {} again", stream);
                }
            }
            return failure;
        } catch (StoreUnavailableException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("events were not sent to the data stream {}", stream, e);
            return Optional.of(e.toString());
        }
    }

    private Optional<String> send(List<ExecutionRecord> batch) {
        AttemptScope scope =
                new AttemptScope(
                        new ConnectorIdentity("event-export", "Event export", ".index", "default"),
                        new SecretValues(),
                        Cancellation.never());
        try (AttemptTransports transports = outbound.open(scope)) {
            ElasticsearchTransport cluster = transports.elasticsearch();
            Optional<String> template =
                    templateThere ? Optional.empty() : EventTemplate.ensure(cluster, stream);
            if (template.isPresent()) {
                return template;
            }
            templateThere = true;
            HttpResult result =
                    cluster.send(
                            "POST",
                            "/" + stream + "/_bulk",
                            NDJSON,
                            Optional.of(EventBulk.body(batch, documents)));
            return switch (result) {
                case HttpFailure failure -> Optional.of(failure.message());
                case HttpReply reply when !reply.ok() ->
                        Optional.of(reply.status() + " " + reply.reasonPhrase());
                case HttpReply reply -> taken(reply, batch);
            };
        }
    }

    private Optional<String> taken(HttpReply reply, List<ExecutionRecord> batch) {
        EventBulk.Taken taken = EventBulk.taken(reply.json().orElseGet(Json::object), batch.size());
        if (taken.again().isEmpty()) {
            taken.rejections()
                    .forEach(reason ->
                            LOG.error("the data stream {} refuses an event: {}", stream, reason));
            sent.increment(batch.size() - taken.rejections().size());
            rejected.increment(taken.rejections().size());
        }
        return taken.again();
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
