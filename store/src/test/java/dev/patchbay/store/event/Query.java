package dev.patchbay.store.event;

import dev.patchbay.engine.eventlog.EventQuery;

import java.time.Instant;
import java.util.Optional;

/** Builds queries for tests. */
final class Query {

    private Optional<Instant> from = Optional.empty();
    private Optional<Instant> to = Optional.empty();
    private Optional<String> space = Optional.empty();
    private Optional<String> connector = Optional.empty();
    private Optional<String> type = Optional.empty();
    private Optional<Boolean> success = Optional.empty();
    private Optional<String> reason = Optional.empty();
    private Optional<String> before = Optional.empty();

    Query from(Instant time) {
        from = Optional.of(time);
        return this;
    }

    Query to(Instant time) {
        to = Optional.of(time);
        return this;
    }

    Query space(String id) {
        space = Optional.of(id);
        return this;
    }

    Query connector(String id) {
        connector = Optional.of(id);
        return this;
    }

    Query type(String id) {
        type = Optional.of(id);
        return this;
    }

    Query success(boolean wanted) {
        success = Optional.of(wanted);
        return this;
    }

    Query reason(String label) {
        reason = Optional.of(label);
        return this;
    }

    Query before(Optional<String> id) {
        before = id;
        return this;
    }

    EventQuery limit(int limit) {
        return new EventQuery(from, to, space, connector, type, success, reason, before, limit);
    }
}
