package dev.patchbay.server.settings;

import dev.patchbay.sdk.json.Json;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one YAML document into a JSON tree: core schema, anchors, merge keys. Built on the events
 * of the parser and not on its tree, so that duplicate keys have a line, aliases are counted before
 * they are copied, and no text of the file gets into a refusal: it may be a secret. One instance
 * reads one document.
 */
final class YamlReader {

    /** Deepest nesting; deeper is refused. */
    static final int DEEPEST = Json.DEEPEST_NESTING;

    /** Most values of a document, those that aliases repeat included. */
    static final int MOST_VALUES = 100_000;

    /** Messages of the parser that quote nothing of the file. */
    private static final Set<String> SAFE =
            Set.of(
                    "mapping values are not allowed here",
                    "could not find expected ':'",
                    "found unexpected end of stream",
                    "found unexpected document separator",
                    "did not find expected key",
                    "sequence entries are not allowed here",
                    "block sequence entries are not allowed here");

    private static final String MERGE = "<<";
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setUseMarks(true).setCodePointLimit(Integer.MAX_VALUE).build();

    private final String name;
    private final Iterator<Event> events;
    private final Map<String, JsonNode> anchors = new HashMap<>();
    private int values;

    private YamlReader(String name, Iterator<Event> events) {
        this.name = name;
        this.events = events;
    }

    /**
     * Reads a document.
     *
     * @param name of the file, for refusals
     * @return null for an empty document
     */
    static @Nullable JsonNode read(String name, String text) throws RefusedException {
        try {
            return new YamlReader(name, new Parse(SETTINGS).parseString(text).iterator())
                    .document();
        } catch (MarkedYamlEngineException e) {
            String problem = e.getProblem();
            throw refused(
                    name,
                    e.getProblemMark(),
                    problem != null && SAFE.contains(problem) ? problem : "invalid YAML");
        } catch (RuntimeException e) {
            // Besides its own exceptions the parser throws others, such as for a cut "\\u".
            throw refused(name, Optional.empty(), "invalid YAML");
        }
    }

    private @Nullable JsonNode document() throws RefusedException {
        events.next();
        Event start = events.next();
        if (start.getEventId() == Event.ID.StreamEnd) {
            return null;
        }
        JsonNode root = value(events.next(), 0);
        events.next();
        Event end = events.next();
        if (end.getEventId() != Event.ID.StreamEnd) {
            throw refused(end, "a second document begins; only one is read");
        }
        return root;
    }

    private JsonNode value(Event event, int depth) throws RefusedException {
        if (depth > DEEPEST) {
            throw refused(event, "nested deeper than " + DEEPEST + " levels");
        }
        count(event, 1);
        JsonNode value =
                switch (event) {
                    case AliasEvent alias -> aliased(alias, depth);
                    case ScalarEvent scalar -> scalar(scalar);
                    case SequenceStartEvent _ -> sequence(depth);
                    case MappingStartEvent _ -> mapping(depth);
                    default -> throw refused(event, "invalid YAML");
                };
        if (event instanceof NodeEvent node && !(event instanceof AliasEvent)) {
            node.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), value));
        }
        return value;
    }

    private JsonNode aliased(AliasEvent alias, int depth) throws RefusedException {
        JsonNode target = anchors.get(alias.getAlias().getValue());
        if (target == null) {
            throw refused(alias, "an alias has no anchor before it");
        }
        measure(alias, target, depth);
        return target.deepCopy();
    }

    /** Before it is copied: what aliases of aliases make grows without bound. */
    private void measure(Event event, JsonNode node, int depth) throws RefusedException {
        if (depth > DEEPEST) {
            throw refused(event, "nested deeper than " + DEEPEST + " levels");
        }
        count(event, 1);
        for (JsonNode child : node) {
            measure(event, child, depth + 1);
        }
    }

    private void count(Event event, int more) throws RefusedException {
        values += more;
        if (values > MOST_VALUES) {
            throw refused(event, "more than " + MOST_VALUES + " values");
        }
    }

    private JsonNode scalar(ScalarEvent scalar) throws RefusedException {
        String text = scalar.getValue();
        String tag = scalar.getTag().orElse(scalar.isPlain() ? "" : "!");
        return switch (tag) {
            case "!", "tag:yaml.org,2002:str" -> StringNode.valueOf(text);
            case "",
                    "tag:yaml.org,2002:int",
                    "tag:yaml.org,2002:float",
                    "tag:yaml.org,2002:bool",
                    "tag:yaml.org,2002:null" ->
                    YamlScalars.resolve(text);
            default -> throw refused(scalar, "a tag is not supported");
        };
    }

    private ArrayNode sequence(int depth) throws RefusedException {
        ArrayNode items = Json.array();
        for (Event next = events.next();
                next.getEventId() != Event.ID.SequenceEnd;
                next = events.next()) {
            items.add(value(next, depth + 1));
        }
        return items;
    }

    private ObjectNode mapping(int depth) throws RefusedException {
        ObjectNode members = Json.object();
        Set<String> own = new LinkedHashSet<>();
        for (Event next = events.next();
                next.getEventId() != Event.ID.MappingEnd;
                next = events.next()) {
            String key = key(next);
            JsonNode value = value(events.next(), depth + 1);
            if (key.equals(MERGE) && next instanceof ScalarEvent scalar && scalar.isPlain()) {
                merge(next, members, value);
            } else if (own.add(key)) {
                members.set(key, value);
            } else {
                throw refused(next, "duplicated mapping key \"" + Keys.shown(key) + "\"");
            }
        }
        return members;
    }

    private String key(Event event) throws RefusedException {
        if (event instanceof AliasEvent alias
                && anchors.get(alias.getAlias().getValue()) instanceof StringNode text) {
            return text.stringValue();
        }
        if (!(event instanceof ScalarEvent scalar)) {
            throw refused(event, "a key is not a string");
        }
        scalar.getAnchor()
                .ifPresent(anchor ->
                        anchors.put(anchor.getValue(), StringNode.valueOf(scalar.getValue())));
        return scalar.getValue();
    }

    /** {@code <<}: members that the mapping does not name itself. */
    private static void mergeInto(ObjectNode members, ObjectNode more) {
        more.properties().forEach(entry -> members.putIfAbsent(entry.getKey(), entry.getValue()));
    }

    private void merge(Event event, ObjectNode members, JsonNode value) throws RefusedException {
        List<JsonNode> sources =
                value instanceof ArrayNode list ? List.copyOf(list.values()) : List.of(value);
        for (JsonNode source : sources) {
            if (!(source instanceof ObjectNode more)) {
                throw refused(event, "only mappings can be merged");
            }
            mergeInto(members, more);
        }
    }

    private RefusedException refused(Event event, String problem) {
        return refused(name, event.getStartMark(), problem);
    }

    private static RefusedException refused(String name, Optional<Mark> mark, String problem) {
        String place = mark.map(at -> " at line " + (at.getLine() + 1)).orElse("");
        return RefusedException.invalid("cannot read " + name + ": " + problem + place);
    }

    /** What an empty document is worth where a tree is wanted. */
    static ObjectNode mapping(String name, @Nullable JsonNode root) throws RefusedException {
        if (root == null || root instanceof NullNode) {
            return Json.object();
        }
        if (root instanceof ObjectNode mapping) {
            return mapping;
        }
        throw RefusedException.invalid("cannot read " + name + ": it is not a mapping of keys");
    }
}
