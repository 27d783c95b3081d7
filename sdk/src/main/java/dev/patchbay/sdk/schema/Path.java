package dev.patchbay.sdk.schema;

import java.util.ArrayList;
import java.util.List;

/** Where in a JSON value something is. Immutable. */
public record Path(List<Step> steps) {

    /** The value itself. */
    public static final Path ROOT = new Path(List.of());

    public Path {
        steps = List.copyOf(steps);
    }

    /** One step down. */
    public sealed interface Step {}

    /** Into a member. */
    public record Key(String name) implements Step {}

    /** Into an array element, counted from 0. */
    public record Index(int index) implements Step {}

    /** The key itself of a record entry, not its value. */
    public record EntryKey(String name) implements Step {}

    /** The path to a member. */
    public Path key(String name) {
        return append(new Key(name));
    }

    /** The path to an element. */
    public Path index(int index) {
        return append(new Index(index));
    }

    /** The path to the key of an entry. */
    public Path entryKey(String name) {
        return append(new EntryKey(name));
    }

    /** This path, then the other one. */
    public Path then(Path other) {
        if (other.steps.isEmpty()) {
            return this;
        }
        List<Step> all = new ArrayList<>(steps);
        all.addAll(other.steps);
        return new Path(all);
    }

    /** Number of steps. */
    public int length() {
        return steps.size();
    }

    private Path append(Step step) {
        List<Step> all = new ArrayList<>(steps.size() + 1);
        all.addAll(steps);
        all.add(step);
        return new Path(all);
    }
}
