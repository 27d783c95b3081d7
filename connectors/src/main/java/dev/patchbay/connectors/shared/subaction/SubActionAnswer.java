package dev.patchbay.connectors.shared.subaction;

import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;

import tools.jackson.databind.JsonNode;

import java.util.function.Function;

/** What came of a request of a sub-action. */
public sealed interface SubActionAnswer {

    /** The answer, as its schema parsed it. */
    record Data(JsonNode value) implements SubActionAnswer {}

    /** What the framework throws. */
    record Thrown(Failed failure) implements SubActionAnswer {}

    /** The outcome of an operation whose last request this is. */
    default Outcome outcome() {
        return then(Outcome::ok);
    }

    /** Goes on with the answer, if there is one. */
    default Outcome then(Function<JsonNode, Outcome> next) {
        return switch (this) {
            case Data(JsonNode value) -> next.apply(value);
            case Thrown(Failed failure) -> failure;
        };
    }
}
