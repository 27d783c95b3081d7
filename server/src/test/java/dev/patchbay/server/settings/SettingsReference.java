package dev.patchbay.server.settings;

import dev.patchbay.sdk.schema.Annotations;
import dev.patchbay.sdk.schema.Schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** Every key that is honoured, read off the schemas: for the documentation and for tests. */
final class SettingsReference {

    /**
     * A key.
     *
     * @param steps {@code []} stands for an item of a list, {@code <…>} for a key of a map
     * @param standard JSON text of the default, or empty
     */
    record Row(List<String> steps, String type, String standard, boolean secret, String help) {

        String key() {
            return String.join(".", steps).replace(".[]", "[]");
        }
    }

    private final List<Row> rows = new ArrayList<>();

    private SettingsReference() {}

    static List<Row> of(SettingsRoot root) {
        SettingsReference reference = new SettingsReference();
        List<String> steps = List.of(root.name().split("\\.", -1));
        reference.walk(steps, root.schema(), Annotations.NONE, null);
        return reference.rows;
    }

    static List<Row> all() {
        return Roots.HONOURED.stream().flatMap(root -> of(root).stream()).toList();
    }

    private void walk(
            List<String> steps, Schema schema, Annotations known, @Nullable JsonNode standard) {
        switch (schema) {
            case Schema.Annotated(Schema inner, Annotations facts) ->
                    walk(steps, inner, known.help() == null ? facts : known, standard);
            case Schema.Optional_(Schema inner) -> walk(steps, inner, known, standard);
            case Schema.Nullable_(Schema inner) -> walk(steps, inner, known, standard);
            case Schema.Default(Schema inner, JsonNode value) -> walk(steps, inner, known, value);
            case Schema.Refined(Schema inner, var _) -> walk(steps, inner, known, standard);
            case Schema.Coerced(Schema inner, var _) -> walk(steps, inner, known, standard);
            case Schema.JsonText(Schema inner) -> walk(steps, inner, known, standard);
            case Schema.Obj object -> {
                leaf(steps, known, standard);
                for (Schema.Member member : object.members()) {
                    if (!Setting.isIgnored(member.schema())) {
                        walk(below(steps, member.name()), member.schema(), Annotations.NONE, null);
                    }
                }
            }
            case Schema.Items items -> {
                leaf(steps, known, standard);
                inside(below(steps, "[]"), items.item());
            }
            case Schema.Dictionary map -> {
                leaf(steps, known, standard);
                inside(below(steps, "<name>"), map.value());
            }
            case Schema.Any _,
                    Schema.Text _,
                    Schema.Numeric _,
                    Schema.Bool _,
                    Schema.Literal _,
                    Schema.Enumeration _,
                    Schema.Union _,
                    Schema.Discriminated _ ->
                    leaf(steps, known, standard);
        }
    }

    /** Only objects have keys of their own. */
    private void inside(List<String> steps, Schema element) {
        int before = rows.size();
        walk(steps, element, Annotations.NONE, null);
        rows.subList(before, rows.size()).removeIf(row -> row.steps().equals(steps));
    }

    /** A group has no help and is no row. */
    private void leaf(List<String> steps, Annotations known, @Nullable JsonNode standard) {
        if (known.help() != null && !known.help().isEmpty()) {
            rows.add(
                    new Row(
                            steps,
                            String.valueOf(known.label()),
                            standard == null ? "" : standard.toString(),
                            known.secret(),
                            known.help()));
        }
    }

    private static List<String> below(List<String> steps, String step) {
        List<String> longer = new ArrayList<>(steps);
        longer.add(step);
        return List.copyOf(longer);
    }
}
