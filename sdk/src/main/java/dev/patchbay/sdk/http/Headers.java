package dev.patchbay.sdk.http;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Header fields in order; names compare without case (RFC 9110, section 5.1). Immutable. */
public final class Headers {

    /** No header. */
    public static final Headers EMPTY = new Headers(List.of());

    /** One field. */
    public record Field(String name, String value) {}

    private final Supplier<List<Field>> making;
    private volatile @Nullable List<Field> made;

    /** These fields, in this order. */
    public Headers(List<Field> fields) {
        this.making = List::of;
        this.made = List.copyOf(fields);
    }

    private Headers(Supplier<List<Field>> making) {
        this.making = making;
    }

    /**
     * Fields that nobody may ever ask for.
     *
     * @param making of something that does not change; asked at the first use, by two threads
     *     perhaps twice
     */
    public static Headers later(Supplier<List<Field>> making) {
        return new Headers(making);
    }

    /** One field. */
    public static Headers of(String name, String value) {
        return new Headers(List.of(new Field(name, value)));
    }

    /** All fields in order. */
    public List<Field> fields() {
        List<Field> found = made;
        if (found == null) {
            found = List.copyOf(making.get());
            made = found;
        }
        return found;
    }

    /** The first value of a name. */
    public Optional<String> first(String name) {
        for (Field field : fields()) {
            if (field.name().equalsIgnoreCase(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    /** With this field in place of every field of the same name. */
    public Headers with(String name, String value) {
        List<Field> all = new ArrayList<>();
        for (Field field : fields()) {
            if (!field.name().equalsIgnoreCase(name)) {
                all.add(field);
            }
        }
        all.add(new Field(name, value));
        return new Headers(all);
    }

    /** With this field unless one of the name is there. */
    public Headers withDefault(String name, String value) {
        return first(name).isPresent() ? this : with(name, value);
    }

    /** With all of these, each in place of fields of the same name. */
    public Headers withAll(Map<String, String> others) {
        Headers result = this;
        for (Map.Entry<String, String> entry : others.entrySet()) {
            result = result.with(entry.getKey(), entry.getValue());
        }
        return result;
    }

    /** Without the fields of this name. */
    public Headers without(String name) {
        return new Headers(
                fields().stream().filter(field -> !field.name().equalsIgnoreCase(name)).toList());
    }

    /** Names only: values may be secret. */
    @Override
    public String toString() {
        return fields().stream().map(Field::name).toList().toString();
    }
}
