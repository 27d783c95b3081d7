package dev.patchbay.engine.delivery;

import dev.patchbay.engine.execution.ExecutionAnswer;
import dev.patchbay.engine.template.RenderWarning;

import java.time.Duration;
import java.util.List;

/** What came of asking for deliveries: all of them are accepted, or none. */
public sealed interface Acceptance {

    /**
     * Stored, and durable.
     *
     * @param repeated whether an earlier request with this idempotency key had accepted them
     */
    record Accepted(List<One> deliveries, boolean repeated) implements Acceptance {
        public Accepted {
            deliveries = List.copyOf(deliveries);
        }
    }

    /**
     * One accepted delivery.
     *
     * @param warnings of its rendering
     */
    record One(String id, List<RenderWarning> warnings) {
        public One {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * An attempt could not even begin.
     *
     * @param index of the first delivery that is refused
     */
    record Refused(int index, ExecutionAnswer why) implements Acceptance {}

    /**
     * A delivery is not as it must be.
     *
     * @param member which part of it
     */
    record Invalid(int index, String member, String text) implements Acceptance {}

    /** Too many are pending; worth another try after this time. */
    record QueueFull(Duration retryAfter) implements Acceptance {}

    /**
     * More than may ever be pending at once: another try changes nothing.
     *
     * @param size how many were asked for
     * @param most how many may be
     */
    record TooMany(int size, long most) implements Acceptance {}

    /** The idempotency key was used for another request. */
    record KeyReused() implements Acceptance {}
}
