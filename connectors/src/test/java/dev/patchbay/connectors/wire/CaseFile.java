package dev.patchbay.connectors.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file of wire cases of one type.
 *
 * @param spec the type itself, as data, when it is none of the built-in ones
 * @param origin where a type that knows its vendor's address sends to; the target stands for it
 * @param config used by every case that has none, as are {@code secrets} and {@code params}
 */
record CaseFile(
        String type,
        Optional<String> spec,
        Optional<String> origin,
        Optional<JsonNode> config,
        Optional<JsonNode> secrets,
        Optional<JsonNode> params,
        List<Case> cases) {

    CaseFile {
        config = present(config);
        secrets = present(secrets);
        params = present(params);
    }

    /** Binding makes an absent tree a present null. */
    private static Optional<JsonNode> present(Optional<JsonNode> node) {
        return node.filter(value -> !value.isNull());
    }

    /**
     * One case. {@code ${target}} in any text is the target's URL, {@code ${closed}} one where
     * nobody listens, {@code ${x*50}} a letter fifty times.
     *
     * @param allowedHosts {@code ["*"]} unless given
     * @param settings settings below {@code xpack.actions}
     * @param responseTimeout milliseconds
     * @param checkpoint where an earlier attempt stopped
     * @param answers what the target answers, in order
     * @param refused the text with which a save, or the validation before a run, ends the case
     * @param stored the config as it is stored, defaults applied
     * @param received what reached the target; absent: not looked at
     * @param result the answer of {@code _execute} without {@code connector_id}
     * @param facts reason, effect, checkpoint (JSON), retryAfter, idempotency
     * @param hidden texts that the type must have made known as secrets
     */
    record Case(
            String name,
            Optional<List<String>> allowedHosts,
            Optional<Map<String, JsonNode>> settings,
            Optional<Long> responseTimeout,
            Optional<Long> maxResponseContentLength,
            Optional<JsonNode> config,
            Optional<JsonNode> secrets,
            Optional<JsonNode> params,
            Optional<String> deliveryId,
            Optional<JsonNode> checkpoint,
            Optional<List<Answer>> answers,
            Optional<String> refused,
            Optional<JsonNode> stored,
            Optional<List<Request>> received,
            Optional<JsonNode> result,
            Optional<Map<String, String>> facts,
            Optional<List<String>> hidden) {

        Case {
            config = present(config);
            secrets = present(secrets);
            params = present(params);
            checkpoint = present(checkpoint);
            stored = present(stored);
            result = present(result);
        }
    }

    /**
     * An answer of the target; without a status it closes the connection, with {@code stall} it
     * never comes.
     */
    record Answer(
            Optional<String> status,
            Optional<Map<String, String>> headers,
            Optional<String> body) {}

    /** What must have arrived. */
    record Request(
            @JsonProperty("request") String line,
            Optional<Map<String, String>> headers,
            Optional<List<String>> without,
            Optional<String> body) {}

    private static final YAMLMapper YAML =
            YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /** Every file below a folder of the class path's {@code cases}. */
    static List<Path> all(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CaseFile read(Path file) {
        return YAML.readValue(file, CaseFile.class);
    }
}
