package dev.patchbay.sdk.schema;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * Prints issues as the JSON list of bad {@code subActionParams}: an indent of two spaces, members
 * in Zod's order (contract/actions-api.md, section 6.7). Stateless.
 */
public final class IssueList {

    private static final ObjectWriter WRITER = writer();

    private IssueList() {}

    /** The list, without the words around it. */
    public static String print(List<Issue> issues) {
        return WRITER.writeValueAsString(array(issues));
    }

    private static ArrayNode array(List<Issue> issues) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        issues.forEach(issue -> list.add(node(issue)));
        return list;
    }

    private static ObjectNode node(Issue issue) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        switch (issue) {
            case Issue.InvalidType type -> {
                node.put("expected", type.expected()).put("code", "invalid_type");
                if (type.received().equals("NaN")) {
                    node.put("received", "NaN");
                }
            }
            case Issue.UnrecognizedKeys keys -> {
                node.put("code", "unrecognized_keys");
                ArrayNode names = node.putArray("keys");
                keys.keys().forEach(names::add);
            }
            case Issue.InvalidOption option -> {
                node.put("code", "invalid_value");
                ArrayNode values = node.putArray("values");
                option.allowed().forEach(values::add);
            }
            case Issue.TooSmall small ->
                    bound(node, small.origin(), "too_small", "minimum", small.minimum());
            case Issue.TooBig big -> bound(node, big.origin(), "too_big", "maximum", big.maximum());
            case Issue.InvalidFormat format ->
                    node.put("code", "invalid_format").put("format", format.format());
            case Issue.InvalidUnion union -> {
                node.put("code", "invalid_union");
                ArrayNode errors = node.putArray("errors");
                union.alternatives().forEach(list -> errors.add(array(list)));
                if (!union.discriminator().isEmpty()) {
                    node.put("note", "No matching discriminator")
                            .put("discriminator", union.discriminator());
                }
            }
            case Issue.Custom _ -> node.put("code", "custom");
        }
        ArrayNode path = node.putArray("path");
        for (Path.Step step : issue.path().steps()) {
            switch (step) {
                case Path.Key(String name) -> path.add(name);
                case Path.EntryKey(String name) -> path.add(name);
                case Path.Index(int index) -> path.add(index);
            }
        }
        return node.put("message", Messages.of(issue));
    }

    private static void bound(
            ObjectNode node, String origin, String code, String name, Number value) {
        node.put("origin", origin).put("code", code);
        double number = value.doubleValue();
        if (number == Math.rint(number)) {
            node.put(name, (long) number);
        } else {
            node.put(name, number);
        }
        node.put("inclusive", true);
    }

    private static ObjectWriter writer() {
        Separators separators =
                Separators.createDefaultInstance()
                        .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                        .withArrayEmptySeparator("")
                        .withObjectEmptySeparator("");
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return JsonMapper.builder()
                .build()
                .writer()
                .with(
                        new DefaultPrettyPrinter(separators)
                                .withObjectIndenter(indenter)
                                .withArrayIndenter(indenter));
    }
}
