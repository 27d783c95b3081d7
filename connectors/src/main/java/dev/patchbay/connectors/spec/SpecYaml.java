package dev.patchbay.connectors.spec;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Path;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One YAML document as a JSON tree that knows its lines. One instance reads one document. */
final class SpecYaml {

    private static final int DEEPEST = 32;
    private static final int MOST_VALUES = 20_000;

    private final Map<List<Path.Step>, Integer> lines = new HashMap<>();
    private int values;

    private SpecYaml() {}

    /** The tree, and on which line each of its values begins. */
    record Document(JsonNode root, Map<List<Path.Step>, Integer> lines) {

        /** The line of a value; of what is around it when it is not there. */
        int line(Path path) {
            List<Path.Step> steps =
                    path.steps().stream()
                            .map(step ->
                                    step instanceof Path.EntryKey(String name)
                                            ? new Path.Key(name)
                                            : step)
                            .toList();
            for (int length = steps.size(); length >= 0; length--) {
                Integer line = lines.get(steps.subList(0, length));
                if (line != null) {
                    return line;
                }
            }
            return 1;
        }
    }

    /** Not a document: where and why. */
    record Malformed(int line, String text) {}

    /** Reads; {@code refused} takes why it cannot. */
    static Optional<Document> read(String text, Consumer<Malformed> refused) {
        SpecYaml yaml = new SpecYaml();
        try {
            Optional<Node> root =
                    new Compose(LoadSettings.builder().setUseMarks(true).build())
                            .composeString(text);
            if (root.isEmpty()) {
                refused.accept(new Malformed(1, "the file is empty"));
                return Optional.empty();
            }
            JsonNode tree = yaml.tree(root.get(), Path.ROOT, 0);
            return Optional.of(new Document(tree, Map.copyOf(yaml.lines)));
        } catch (Unusable e) {
            refused.accept(new Malformed(e.line, String.valueOf(e.getMessage())));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            refused.accept(new Malformed(line, String.valueOf(e.getProblem())));
        } catch (YamlEngineException e) {
            refused.accept(new Malformed(1, String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    private JsonNode tree(Node node, Path path, int depth) {
        int line = line(node);
        lines.putIfAbsent(path.steps(), line);
        if (depth > DEEPEST) {
            throw new Unusable(line, "nested deeper than " + DEEPEST);
        }
        if (++values > MOST_VALUES) {
            throw new Unusable(line, "more than " + MOST_VALUES + " values");
        }
        return switch (node) {
            case MappingNode mapping -> mapping(mapping, path, depth);
            case SequenceNode sequence -> {
                ArrayNode array = Json.array();
                for (Node item : sequence.getValue()) {
                    array.add(tree(item, path.index(array.size()), depth + 1));
                }
                yield array;
            }
            case ScalarNode scalar -> scalar(scalar, line);
            default -> throw new Unusable(line, "not a value");
        };
    }

    private ObjectNode mapping(MappingNode mapping, Path path, int depth) {
        ObjectNode object = Json.object();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new Unusable(line(entry.getKeyNode()), "a key must be a text");
            }
            String name = key.getValue();
            if (object.has(name)) {
                throw new Unusable(line(key), "the key \"" + name + "\" is there twice");
            }
            lines.putIfAbsent(path.key(name).steps(), line(key));
            object.set(name, tree(entry.getValueNode(), path.key(name), depth + 1));
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode scalar, int line) {
        Tag tag = scalar.getTag();
        String text = scalar.getValue();
        if (tag.equals(Tag.NULL)) {
            return NullNode.getInstance();
        }
        if (tag.equals(Tag.BOOL)) {
            return BooleanNode.valueOf(text.equalsIgnoreCase("true"));
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            try {
                return Json.read(text);
            } catch (JacksonException e) {
                throw new Unusable(line, "a number that JSON does not have");
            }
        }
        if (tag.equals(Tag.STR)) {
            return StringNode.valueOf(text);
        }
        throw new Unusable(line, "the tag " + tag + " is not taken");
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int line;

        private Unusable(int line, String text) {
            super(text, null, false, false);
            this.line = line;
        }
    }
}
