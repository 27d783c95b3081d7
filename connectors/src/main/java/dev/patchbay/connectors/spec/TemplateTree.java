package dev.patchbay.connectors.spec;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Path;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JSON whose strings are templates. A string that is one placeholder becomes the value with its
 * type; a member whose placeholder has no value is left out, and an object that loses all members
 * that way, too. The structure is the file's: no value can change it.
 */
sealed interface TemplateTree {

    /** What stays as it is. */
    record Fixed(JsonNode value) implements TemplateTree {}

    /** A string. */
    record Text(Template template) implements TemplateTree {}

    /** An object. */
    record Members(Map<String, TemplateTree> members) implements TemplateTree {}

    /** An array. */
    record Elements(List<TemplateTree> elements) implements TemplateTree {}

    static TemplateTree parse(JsonNode node, Scope scope, Path where) {
        return switch (node) {
            case StringNode text -> new Text(Template.parse(text.stringValue(), scope, where));
            case ObjectNode object -> {
                Map<String, TemplateTree> members = new LinkedHashMap<>();
                object.properties()
                        .forEach(entry ->
                                members.put(
                                        entry.getKey(),
                                        parse(entry.getValue(), scope, where.key(entry.getKey()))));
                yield new Members(members);
            }
            case ArrayNode array -> {
                List<TemplateTree> elements = new ArrayList<>();
                for (int i = 0; i < array.size(); i++) {
                    elements.add(parse(array.get(i), scope, where.index(i)));
                }
                yield new Elements(elements);
            }
            default -> new Fixed(node);
        };
    }

    /** The value; empty when nothing is to be there. */
    default Optional<JsonNode> fill(Values values) {
        return switch (this) {
            case Fixed(JsonNode value) -> Optional.of(value);
            case Text(Template template) -> {
                Optional<Ref> single = template.single();
                yield single.isPresent()
                        ? single.map(values::of).filter(Values::present)
                        : template.text(values).map(StringNode::valueOf);
            }
            case Members(Map<String, TemplateTree> members) -> {
                ObjectNode object = Json.object();
                members.forEach((name, tree) ->
                        tree.fill(values).ifPresent(value -> object.set(name, value)));
                yield object.isEmpty() && !members.isEmpty()
                        ? Optional.empty()
                        : Optional.of(object);
            }
            case Elements(List<TemplateTree> elements) -> {
                ArrayNode array = Json.array();
                elements.forEach(tree -> tree.fill(values).ifPresent(array::add));
                yield Optional.of(array);
            }
        };
    }

    /** Whether a name is used anywhere. */
    default boolean uses(Ref ref) {
        return switch (this) {
            case Fixed _ -> false;
            case Text(Template template) -> template.refs().contains(ref);
            case Members(Map<String, TemplateTree> members) ->
                    members.values().stream().anyMatch(tree -> tree.uses(ref));
            case Elements(List<TemplateTree> elements) ->
                    elements.stream().anyMatch(tree -> tree.uses(ref));
        };
    }
}
