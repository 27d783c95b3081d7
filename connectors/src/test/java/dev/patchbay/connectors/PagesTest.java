package dev.patchbay.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.CrossTexts;
import dev.patchbay.sdk.schema.FieldTable;
import dev.patchbay.sdk.schema.Parsed;
import dev.patchbay.sdk.schema.Schema;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Each type has a page whose tables are made from its schemas and whose examples its schemas take.
 * {@code -Dpatchbay.docs.update=true} writes the tables.
 */
class PagesTest {

    private static final Path PAGES = Path.of("../docs/connectors");
    private static final Pattern TABLE =
            Pattern.compile(
                    "<!-- fields: (config|secrets|params) -->\\n(.*?)<!-- end -->", Pattern.DOTALL);
    private static final Pattern SENT = Pattern.compile("-d '(\\{.*?\\})'", Pattern.DOTALL);

    @TestFactory
    Stream<DynamicTest> tables() {
        return BuiltInTypesTest.types().stream()
                .map(type -> DynamicTest.dynamicTest(type.id(), () -> checkTables(type)));
    }

    @TestFactory
    Stream<DynamicTest> examples() {
        return BuiltInTypesTest.types().stream()
                .map(type -> DynamicTest.dynamicTest(type.id(), () -> checkExamples(type)));
    }

    private static void checkTables(ConnectorType type) throws IOException {
        Path page = page(type);
        String text = Files.readString(page);
        Map<String, Schema> parts =
                Map.of(
                        "config", type.config(),
                        "secrets", type.secrets(),
                        "params", TypeParams.of(type));
        String wanted =
                TABLE.matcher(text)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(
                                        "<!-- fields: "
                                                + found.group(1)
                                                + " -->\n"
                                                + FieldTable.markdown(parts.get(found.group(1)))
                                                + "<!-- end -->"));
        if (Boolean.getBoolean("patchbay.docs.update")) {
            Files.writeString(page, wanted);
        }
        assertThat(TABLE.matcher(text).results().map(found -> found.group(1)))
                .containsExactly("config", "secrets", "params");
        assertThat(Files.readString(page)).isEqualTo(wanted);
    }

    private static void checkExamples(ConnectorType type) throws IOException {
        List<JsonNode> bodies =
                SENT.matcher(Files.readString(page(type)))
                        .results()
                        .map(found -> Json.read(found.group(1)))
                        .toList();
        assertThat(bodies).hasSizeGreaterThan(1);
        for (JsonNode body : bodies) {
            if (body.has("params")) {
                assertFits(TypeParams.of(type), check(type), body.get("params"));
            } else {
                assertThat(body.get("connector_type_id").asString()).isEqualTo(type.id());
                assertFits(type.config(), type.configCheck(), part(body, "config"));
                assertFits(type.secrets(), type.secretsCheck(), part(body, "secrets"));
            }
        }
    }

    private static void assertFits(Schema schema, Check check, JsonNode value) {
        Parsed parsed = schema.parse(value);
        assertThat(CrossTexts.print(parsed.issues())).isEmpty();
        assertThat(check.violation((ObjectNode) parsed.get())).isEmpty();
    }

    private static JsonNode part(JsonNode body, String name) {
        return body.has(name) ? body.get(name) : Json.object();
    }

    private static Check check(ConnectorType type) {
        return type.operations() instanceof Operations.Single(Operation operation)
                ? operation.check()
                : Check.NONE;
    }

    private static Path page(ConnectorType type) {
        return PAGES.resolve(type.id().replaceFirst("^\\.", "") + ".md");
    }
}
