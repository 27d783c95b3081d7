package dev.patchbay.engine.eventlog;

import dev.patchbay.engine.kql.Kql;

import java.util.List;

/** What a store can decide about a record by itself. Immutable. */
public sealed interface EventCondition {

    /** Every record, or none. */
    record Always(boolean value) implements EventCondition {}

    /** All of them. */
    record All(List<EventCondition> parts) implements EventCondition {}

    /** One of them. */
    record Any(List<EventCondition> parts) implements EventCondition {}

    /** Not this one. */
    record Negated(EventCondition part) implements EventCondition {}

    /**
     * A text is present and fits.
     *
     * @param pieces what stands between wildcards; one = equal. Ids have no wildcards. All can be
     *     stored.
     */
    record TextIs(TextColumn column, List<String> pieces) implements EventCondition {}

    /** A number is below or above a bound. */
    record NumberIs(NumberColumn column, Kql.Comparison comparison, long bound)
            implements EventCondition {}

    /** Whether it succeeded. */
    record Succeeded(boolean value) implements EventCondition {}

    /** The store cannot tell: such a record has to be looked at. */
    record Unknown() implements EventCondition {}

    /** Texts of a record. */
    enum TextColumn {
        ID,
        CONNECTOR_ID,
        CONNECTOR_NAME,
        TYPE_ID,
        SPACE_ID,
        SOURCE,
        USER_NAME,
        REASON,
        EFFECT,
        API_KEY_ID
    }

    /** Numbers of a record. */
    enum NumberColumn {
        /** Microseconds since 1970. */
        START,
        /** Microseconds since 1970. */
        END,
        /** Nanoseconds. */
        DURATION,
        REQUEST_BYTES
    }
}
