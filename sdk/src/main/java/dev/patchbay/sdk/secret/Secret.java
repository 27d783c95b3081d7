package dev.patchbay.sdk.secret;

import com.fasterxml.jackson.annotation.JsonCreator;

import java.util.Objects;

/** A text that prints as {@code [redacted]} wherever it is printed by accident. Immutable. */
public final class Secret {

    private final String value;

    /** Wraps a text. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Secret(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /** The text itself, for the place that sends it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
