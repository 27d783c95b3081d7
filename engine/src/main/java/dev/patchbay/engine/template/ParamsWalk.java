package dev.patchbay.engine.template;

import dev.patchbay.engine.template.js.JsSpace;
import dev.patchbay.sdk.connector.TemplateRendering;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Annotations;
import dev.patchbay.sdk.schema.EscapeMode;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schemas;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Renders the strings of one params object along its schema. For one call, by one thread. */
final class ParamsWalk implements TemplateRendering {

    /** What becomes of strings that the schema does not annotate. */
    private enum Rest {
        RENDERED,
        KEPT,
        DROPPED
    }

    private static final String JSON_ESCAPED =
            "the rendered text is not JSON; its values were inserted JSON-escaped";

    private static final String NO_JSON = "the rendered text is not JSON";

    private final TemplateSession session;
    private final Schema schema;
    private final Optional<String> connectorId;
    private final List<RenderWarning> warnings = new ArrayList<>();
    private Rest rest = Rest.RENDERED;
    private boolean annotatedText;

    ParamsWalk(TemplateSession session, Schema schema, Optional<String> connectorId) {
        this.session = session;
        this.schema = schema;
        this.connectorId = connectorId;
    }

    @Override
    public Optional<String> connectorId() {
        return connectorId;
    }

    List<RenderWarning> warnings() {
        return warnings;
    }

    @Override
    public ObjectNode variables() {
        return session.variables().given();
    }

    @Override
    public JsonNode variable(String name) {
        return session.variable(name);
    }

    @Override
    public String text(String template, EscapeMode mode) {
        return rendered(template, mode, "");
    }

    @Override
    public ObjectNode everyString(ObjectNode params) {
        return root(params, Rest.RENDERED);
    }

    @Override
    public ObjectNode annotatedStrings(ObjectNode params) {
        return root(params, Rest.KEPT);
    }

    /** The annotated strings alone; the params as they are when all of them are empty. */
    ObjectNode onlyAnnotated(ObjectNode params) {
        annotatedText = false;
        ObjectNode rendered = root(params, Rest.DROPPED);
        return annotatedText ? rendered : params.deepCopy();
    }

    private ObjectNode root(ObjectNode params, Rest others) {
        rest = others;
        return walk(params, schema, Annotations.NONE, "") instanceof ObjectNode object
                ? object
                : Json.object();
    }

    /** The value with its strings rendered; missing when nothing of it is kept. */
    private JsonNode walk(JsonNode value, Schema node, Annotations facts, String path) {
        return switch (node) {
            case Schema.Annotated(Schema inner, Annotations own) ->
                    walk(value, inner, own.escape() == null ? facts : own, path);
            case Schema.Nullable_(Schema inner) -> walk(value, inner, facts, path);
            case Schema.Optional_(Schema inner) -> walk(value, inner, facts, path);
            case Schema.Default(Schema inner, var _) -> walk(value, inner, facts, path);
            case Schema.Coerced(Schema inner, var _) -> walk(value, inner, facts, path);
            case Schema.JsonText(Schema inner) -> walk(value, inner, facts, path);
            case Schema.Refined(Schema inner, var _) -> walk(value, inner, facts, path);
            case Schema.Union(List<Schema> alternatives, var _) ->
                    walk(value, Alternatives.fitting(alternatives, value), facts, path);
            case Schema.Discriminated(String member, Map<String, Schema> alternatives) -> {
                Schema chosen = alternatives.get(value.path(member).asString(""));
                yield walk(value, chosen == null ? Schemas.any() : chosen, facts, path);
            }
            case Schema.Any _,
                    Schema.Text _,
                    Schema.Numeric _,
                    Schema.Bool _,
                    Schema.Literal _,
                    Schema.Enumeration _,
                    Schema.Obj _,
                    Schema.Dictionary _,
                    Schema.Items _ ->
                    plain(value, node, facts, path);
        };
    }

    private JsonNode plain(JsonNode value, Schema node, Annotations facts, String path) {
        if (value.isString()) {
            return string(value.stringValue(), facts, path);
        }
        if (value instanceof ObjectNode object) {
            return object(object, node, facts, path);
        }
        if (value instanceof ArrayNode array) {
            return array(array, node, facts, path);
        }
        return rest == Rest.DROPPED ? Values.MISSING : value;
    }

    private JsonNode object(ObjectNode object, Schema node, Annotations facts, String path) {
        ObjectNode rendered = Json.object();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            Schema schemaOfMember =
                    switch (node) {
                        case Schema.Obj declared -> orAny(declared.member(name));
                        case Schema.Dictionary(var _, Schema inner) -> inner;
                        default -> Schemas.any();
                    };
            String below = path.isEmpty() ? name : path + "." + name;
            JsonNode inner = walk(member.getValue(), schemaOfMember, facts, below);
            if (!inner.isMissingNode()) {
                rendered.set(name, inner);
            }
        }
        return rest == Rest.DROPPED && rendered.isEmpty() ? Values.MISSING : rendered;
    }

    private JsonNode array(ArrayNode array, Schema node, Annotations facts, String path) {
        Schema item = node instanceof Schema.Items items ? items.item() : Schemas.any();
        ArrayNode rendered = Json.array();
        for (int i = 0; i < array.size(); i++) {
            JsonNode inner = walk(array.get(i), item, facts, path + "[" + i + "]");
            if (!inner.isMissingNode()) {
                rendered.add(inner);
            }
        }
        return rest == Rest.DROPPED && rendered.isEmpty() ? Values.MISSING : rendered;
    }

    private JsonNode string(String template, Annotations facts, String path) {
        EscapeMode mode = facts.escape();
        if (mode == null) {
            return switch (rest) {
                case RENDERED -> StringNode.valueOf(rendered(template, EscapeMode.NONE, path));
                case KEPT -> StringNode.valueOf(template);
                case DROPPED -> Values.MISSING;
            };
        }
        annotatedText |= !template.isEmpty();
        String text = rendered(template, mode, path);
        if (facts.jsonText()) {
            return StringNode.valueOf(keepJson(template, text, path));
        }
        if (mode == EscapeMode.JSON && looksLikeJson(text) && !isJson(text)) {
            warnings.add(new RenderWarning(path, NO_JSON));
        }
        return StringNode.valueOf(text);
    }

    /**
     * A quote in a value must not lose the action: what is no JSON is rendered JSON-escaped, if
     * that helps.
     */
    private String keepJson(String template, String text, String path) {
        if (isJson(text)) {
            return text;
        }
        String escaped = session.render(template, EscapeMode.JSON).text();
        if (!isJson(escaped)) {
            return text;
        }
        warnings.add(new RenderWarning(path, JSON_ESCAPED));
        return escaped;
    }

    private String rendered(String template, EscapeMode mode, String path) {
        Rendered rendered = session.render(template, mode);
        rendered.warnings().forEach(warning -> warnings.add(new RenderWarning(path, warning)));
        return rendered.text();
    }

    private static boolean looksLikeJson(String text) {
        int start = JsSpace.skip(text, 0, text.length());
        return text.startsWith("{", start) || text.startsWith("[", start);
    }

    private static boolean isJson(String text) {
        try {
            Json.read(text);
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }

    private static Schema orAny(@Nullable Schema schema) {
        return schema == null ? Schemas.any() : schema;
    }
}
