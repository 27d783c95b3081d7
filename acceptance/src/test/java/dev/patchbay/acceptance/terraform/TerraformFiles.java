package dev.patchbay.acceptance.terraform;

import dev.patchbay.acceptance.terraform.Hcl.Block;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The configuration in a folder, as far as it is about connectors. */
public final class TerraformFiles {

    private static final String CONNECTOR = "elasticstack_kibana_action_connector";

    private final List<Block> blocks = new ArrayList<>();
    private final Map<String, String> variables = new TreeMap<>();

    private TerraformFiles() {}

    /**
     * Reads all {@code .tf} files of a folder. A variable without a default gets the value {@code
     * value-of-NAME}; any other reference becomes the name that it goes through.
     */
    public static TerraformFiles read(Path folder) throws IOException {
        TerraformFiles files = new TerraformFiles();
        List<Path> paths;
        try (Stream<Path> all = Files.list(folder)) {
            paths = all.filter(path -> path.toString().endsWith(".tf")).sorted().toList();
        }
        for (Path path : paths) {
            Hcl.read(Files.readString(path), reference -> reference).stream()
                    .filter(block -> block.type().equals("variable"))
                    .forEach(files::variable);
        }
        for (Path path : paths) {
            try {
                files.blocks.addAll(Hcl.read(Files.readString(path), files::resolve));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(path.getFileName() + ": " + e.getMessage(), e);
            }
        }
        return files;
    }

    private void variable(Block block) {
        String name = block.labels().getFirst();
        variables.put(name, block.attributes().path("default").stringValue("value-of-" + name));
    }

    private String resolve(String reference) {
        String[] parts = reference.split("\\.", -1);
        if (!parts[0].equals("var")) {
            return parts[Math.max(0, parts.length - 2)];
        }
        if (!variables.containsKey(parts[1])) {
            throw new IllegalArgumentException("no variable [" + parts[1] + "]");
        }
        return variables.get(parts[1]);
    }

    /** Values of the variables that have no default, by name. */
    public Map<String, String> wantedVariables() {
        Map<String, String> wanted = new TreeMap<>(variables);
        wanted.values().removeIf(value -> !value.startsWith("value-of-"));
        return wanted;
    }

    /** The connectors in order. */
    public List<ConnectorResource> connectors() {
        return blocks.stream()
                .filter(block ->
                        block.type().equals("resource")
                                && block.labels().getFirst().equals(CONNECTOR))
                .map(TerraformFiles::connector)
                .toList();
    }

    private static ConnectorResource connector(Block block) {
        JsonNode attributes = block.attributes();
        return new ConnectorResource(
                attributes.path("connector_type_id").stringValue(""),
                attributes.path("name").stringValue(""),
                attributes.path("space_id").stringValue("default"),
                Optional.ofNullable(attributes.path("connector_id").stringValue(null)),
                object(attributes.path("config")),
                object(attributes.path("secrets")));
    }

    private static Optional<ObjectNode> object(JsonNode value) {
        return value instanceof ObjectNode object
                ? Optional.of((ObjectNode) Json.read(Json.write(object)))
                : Optional.empty();
    }
}
