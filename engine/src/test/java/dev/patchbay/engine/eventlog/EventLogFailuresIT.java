package dev.patchbay.engine.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.engine.store.UnitOfWork;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * What the event log does with a database that refuses; with a good one, see the server's tests.
 */
class EventLogFailuresIT {

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        ((Logger) LoggerFactory.getLogger("eventlog")).addAppender(log);
    }

    @AfterEach
    void stop() {
        ((Logger) LoggerFactory.getLogger("eventlog")).detachAppender(log);
    }

    @Test
    void aRecordThatNoDatabaseTakesDoesNotKeepTheOthersOut() throws InterruptedException {
        Refusing store = new Refusing("poison", new IllegalStateException("too odd"));
        try (EventLog events = new EventLog(store, store, new SimpleMeterRegistry())) {
            for (String id : List.of("a", "poison", "b")) {
                events.reserve().record(record(id));
            }
        }
        assertThat(store.written).extracting(ExecutionRecord::id).containsExactly("a", "b");
        assertThat(lines()).contains("the event log cannot take this record").contains("poison");
    }

    @Test
    void whatCannotBeWrittenAtTheEndGoesToTheLog() throws InterruptedException {
        Refusing store = new Refusing("", new StoreUnavailableException("down"));
        try (EventLog events = new EventLog(store, store, new SimpleMeterRegistry())) {
            events.reserve().record(record("first"));
            events.reserve().record(record("second"));
        }
        assertThat(store.written).isEmpty();
        assertThat(lines()).contains("id=first").contains("id=second");
    }

    @Test
    void aClosedLogHasNoSeat() throws InterruptedException {
        Refusing store = new Refusing("nothing", new IllegalStateException());
        EventLog events = new EventLog(store, store, new SimpleMeterRegistry());
        events.close();
        assertThatThrownBy(events::reserve).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aFullBacklogHasNoSeat() throws InterruptedException {
        Refusing store = new Refusing("nothing", new IllegalStateException());
        try (EventLog events = new EventLog(store, store, new SimpleMeterRegistry())) {
            EventLog.Seat last = events.reserve();
            for (int i = 1; i < EventLog.MOST_SEATS; i++) {
                last = events.reserve();
            }
            assertThatThrownBy(events::reserve).isInstanceOf(StoreUnavailableException.class);
            last.close();
            last.close();
            events.reserve();
            assertThatThrownBy(events::reserve).isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void anExecutionHasOneRecord() throws InterruptedException {
        Refusing store = new Refusing("nothing", new IllegalStateException());
        try (EventLog events = new EventLog(store, store, new SimpleMeterRegistry())) {
            EventLog.Seat seat = events.reserve();
            seat.record(record("a"));
            assertThatThrownBy(() -> seat.record(record("b")))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(store.written).hasSize(1);
    }

    private String lines() {
        StringBuilder all = new StringBuilder();
        log.list.forEach(event -> all.append(event.getFormattedMessage()).append('\n'));
        return all.toString();
    }

    static ExecutionRecord record(String id) {
        return new ExecutionRecord(
                id,
                Instant.EPOCH,
                1,
                "default",
                "c",
                "C",
                ".webhook",
                false,
                "http_request",
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "elastic",
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty());
    }

    /** Refuses batches with a certain record; an empty id is every record. */
    private static final class Refusing implements EventStore, UnitOfWork {
        private final List<ExecutionRecord> written = new CopyOnWriteArrayList<>();
        private final String refused;
        private final RuntimeException refusal;

        private Refusing(String refused, RuntimeException refusal) {
            this.refused = refused;
            this.refusal = refusal;
        }

        @Override
        public <T> T write(Function<Tx, T> work) {
            return work.apply(new Tx() {});
        }

        @Override
        public void append(Tx tx, List<ExecutionRecord> records) {
            if (records.stream().anyMatch(one -> refused.isEmpty() || one.id().equals(refused))) {
                throw refusal;
            }
            written.addAll(records);
        }

        @Override
        public List<ExecutionRecord> find(EventQuery query) {
            return written;
        }

        @Override
        public EventSearch.Page search(EventSearch search) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ConnectorHealth> healthSince(Instant from) {
            return List.of();
        }

        @Override
        public long count() {
            return written.size();
        }

        @Override
        public void prune(Instant oldest, long largestBytes) {}
    }
}
