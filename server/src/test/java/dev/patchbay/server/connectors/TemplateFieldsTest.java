package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.connectors.BuiltInTypes;
import dev.patchbay.engine.template.ParamsRenderer;
import dev.patchbay.engine.template.TemplateLimits;
import dev.patchbay.engine.template.TemplateVariables;
import dev.patchbay.engine.template.Templates;
import dev.patchbay.net.Network;
import dev.patchbay.net.NetworkSettings;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.oauth.TokenStore;
import dev.patchbay.sdk.schema.Refinement;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Each text among the params of each type, rendered with a value that each escape writes otherwise
 * (templating, section 5; connectors-messaging-webhook, sections 0 and 20.6). The file says how
 * each is escaped; a field that is not in it fails.
 */
class TemplateFieldsTest {

    private static final Path FILE = Path.of("src/test/resources/template-fields.tsv");
    private static final String VALUE = "\"a\" & *b* <c>\n";
    private static final Map<String, String> ESCAPES =
            Map.of(
                    "",
                    "dropped",
                    "{{v}}",
                    "kept",
                    VALUE,
                    "none",
                    "\\\"a\\\" & *b* <c>\\n",
                    "json",
                    "`\"a\" & *b* <c>\n`",
                    "slack",
                    "\"a\" & \\*b\\* <c>\n",
                    "markdown",
                    "&quot;a&quot; &amp; *b* &lt;c&gt;\n",
                    "html",
                    "{\"v\":\"\\\"a\\\" & *b* <c>\\n\"}",
                    "all variables");

    private final ParamsRenderer renderer =
            new ParamsRenderer(
                    new Templates(
                            TemplateLimits.DEFAULT,
                            Clock.system(),
                            IdSource.random(),
                            ZoneOffset.UTC));

    @Test
    void eachTextIsEscapedAsTheFileSays() throws Exception {
        TreeSet<String> found = new TreeSet<>();
        for (ConnectorType type : types()) {
            switch (type.operations()) {
                case Operations.Single(Operation operation) ->
                        texts("", operation.params())
                                .forEach(path -> found.add(line(type, "", path)));
                case Operations.Discriminated(Schema _, Map<String, Operation> operations) ->
                        operations.forEach(
                                (name, operation) -> ofOperation(type, operation, found));
                case Operations.SubActions(Map<String, Operation> operations) ->
                        operations.forEach(
                                (name, operation) -> ofOperation(type, operation, found));
            }
        }
        assertThat(found).containsExactlyElementsOf(new TreeSet<>(Files.readAllLines(FILE)));
    }

    private void ofOperation(ConnectorType type, Operation operation, TreeSet<String> found) {
        texts("", operation.params())
                .forEach(
                        path -> found.add(line(type, operation.name(), "subActionParams." + path)));
    }

    private String line(ConnectorType type, String operation, String path) {
        ObjectNode params = Json.object();
        if (!operation.isEmpty()) {
            params.put("subAction", operation);
        }
        put(params, List.of(path.split("\\.")));
        JsonNode rendered =
                renderer.render(type, params, TemplateVariables.of(Json.object().put("v", VALUE)))
                        .params();
        String text = get(rendered, List.of(path.split("\\.")));
        return String.join(
                "\t", type.id(), operation, path, ESCAPES.getOrDefault(text, "as " + text));
    }

    /** {@code []} after a name is the first element, {@code *} is any key. */
    private static void put(ObjectNode node, List<String> steps) {
        String step = steps.getFirst();
        boolean list = step.endsWith("[]");
        String name = list ? step.substring(0, step.length() - 2) : step;
        if (steps.size() > 1) {
            put(
                    list ? node.putArray(name).addObject() : node.putObject(name),
                    steps.subList(1, steps.size()));
        } else if (list) {
            node.putArray(name).add("{{v}}");
        } else {
            node.put(name, "{{v}}");
        }
    }

    private static String get(JsonNode rendered, List<String> steps) {
        JsonNode node = rendered;
        for (String step : steps) {
            boolean list = step.endsWith("[]");
            node = node.path(list ? step.substring(0, step.length() - 2) : step);
            node = list && node instanceof ArrayNode array ? array.path(0) : node;
        }
        return node.asString("");
    }

    private static List<String> texts(String path, Schema schema) {
        List<String> texts = new ArrayList<>();
        collect(path, schema, texts);
        return texts;
    }

    private static void collect(String path, Schema schema, List<String> texts) {
        switch (schema) {
            case Schema.Nullable_(Schema inner) -> collect(path, inner, texts);
            case Schema.Optional_(Schema inner) -> collect(path, inner, texts);
            case Schema.Default(Schema inner, JsonNode _) -> collect(path, inner, texts);
            case Schema.Coerced(Schema inner, var _) -> collect(path, inner, texts);
            case Schema.JsonText(Schema inner) -> collect(path, inner, texts);
            case Schema.Refined(Schema inner, Refinement _) -> collect(path, inner, texts);
            case Schema.Annotated(Schema inner, var _) -> collect(path, inner, texts);
            case Schema.Text _ -> texts.add(path);
            case Schema.Obj object ->
                    object.members()
                            .forEach(member ->
                                    collect(
                                            (path.isEmpty() ? "" : path + ".") + member.name(),
                                            member.schema(),
                                            texts));
            case Schema.Items items -> collect(path + "[]", items.item(), texts);
            case Schema.Dictionary(Schema _, Schema value) -> collect(path + ".key", value, texts);
            case Schema.Union(List<Schema> alternatives, var _) ->
                    alternatives.forEach(each -> collect(path, each, texts));
            case Schema.Discriminated one ->
                    one.alternatives().values().forEach(each -> collect(path, each, texts));
            case Schema.Any _, Schema.Numeric _, Schema.Bool _ -> {}
            case Schema.Literal _, Schema.Enumeration _ -> {}
        }
    }

    private static List<ConnectorType> types() {
        try (Network network =
                new Network(NetworkSettings.DEFAULT, TokenStore.NONE, Clock.system())) {
            return new BuiltInTypes().types(TypeContext.ofDefaults(network.allowedHosts()));
        }
    }
}
