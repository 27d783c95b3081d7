package dev.patchbay.sdk.schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints a schema as the Markdown table of a documentation page: one row per field, fields of
 * nested objects by their path. A union has one table per alternative. Stateless.
 */
public final class FieldTable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HEAD =
            "| field | type | required | default | secret | templates | meaning |\n"
                    + "|---|---|---|---|---|---|---|\n";

    private FieldTable() {}

    /** The table, or {@code None.} where there is no field; ends with a line break. */
    public static String markdown(Schema schema) {
        return switch (Shape.of(schema).core()) {
            case Schema.Union(List<Schema> alternatives, var _) -> union(alternatives);
            case Schema.Discriminated one -> discriminated(one);
            default -> table(schema);
        };
    }

    private static String union(List<Schema> alternatives) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < alternatives.size(); i++) {
            String label = Annotations.through(alternatives.get(i)).label();
            text.append(i == 0 ? "" : "\n")
                    .append("**")
                    .append(label == null ? "Alternative " + (i + 1) : label)
                    .append("**\n\n")
                    .append(table(alternatives.get(i)));
        }
        return text.toString();
    }

    private static String discriminated(Schema.Discriminated one) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Schema> entry : one.alternatives().entrySet()) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append("**`")
                    .append(one.discriminator())
                    .append(": ")
                    .append(entry.getKey())
                    .append("`**\n\n")
                    .append(table(entry.getValue()));
        }
        return text.toString();
    }

    private static String table(Schema schema) {
        List<String> rows = new ArrayList<>();
        inside("", schema, rows);
        return rows.isEmpty() ? "None.\n" : HEAD + String.join("", rows);
    }

    /** The rows of what a schema contains, not of itself. */
    private static void inside(String path, Schema schema, List<String> rows) {
        switch (Shape.of(schema).core()) {
            case Schema.Obj object -> object.members().forEach(member -> row(path, member, rows));
            case Schema.Items(Schema item, int _, int _) -> inside(path + "[].", item, rows);
            case Schema.Dictionary(Schema _, Schema value) -> inside(path + "*.", value, rows);
            case Schema.Union(List<Schema> alternatives, var _) ->
                    alternatives.forEach(alternative -> inside(path, alternative, rows));
            case Schema.Discriminated one ->
                    one.alternatives().values().forEach(each -> inside(path, each, rows));
            default -> {}
        }
    }

    private static void row(String path, Schema.Member member, List<String> rows) {
        Shape shape = Shape.of(member.schema());
        Annotations facts = Annotations.through(member.schema());
        String name = path + member.name();
        EscapeMode escape = facts.escape();
        rows.add(
                "| `"
                        + name
                        + "` | "
                        + cell(shape.words())
                        + " | "
                        + (member.required() ? "yes" : "no")
                        + " | "
                        + shape.defaultValue().map(FieldTable::code).orElse("")
                        + " | "
                        + (facts.secret() ? "yes" : "")
                        + " | "
                        + (escape == null ? "" : escaped(escape))
                        + " | "
                        + cell(meaning(facts))
                        + " |\n");
        inside(nested(name, shape.core()), member.schema(), rows);
    }

    private static String nested(String name, Schema core) {
        return core instanceof Schema.Items || core instanceof Schema.Dictionary
                ? name
                : name + ".";
    }

    private static String escaped(EscapeMode mode) {
        return mode == EscapeMode.NONE ? "as is" : mode.name().toLowerCase(Locale.ROOT);
    }

    private static String meaning(Annotations facts) {
        if (facts.label() == null) {
            return facts.help() == null ? "" : facts.help();
        }
        return facts.help() == null ? facts.label() : facts.label() + ". " + facts.help();
    }

    private static String code(JsonNode value) {
        return "`" + cell(JSON.writeValueAsString(value)) + "`";
    }

    /** A bar would end the cell, a line break the row. */
    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
