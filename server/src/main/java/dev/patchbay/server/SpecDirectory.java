package dev.patchbay.server;

import dev.patchbay.connectors.spec.SpecProblem;
import dev.patchbay.connectors.spec.SpecReader;
import dev.patchbay.connectors.spec.SpecReading;
import dev.patchbay.engine.connector.ConnectorTypes;
import dev.patchbay.sdk.connector.ConnectorType;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The types of {@code patchbay.connectorSpecs.path}. A file that is no type refuses the start; once
 * the server runs, it keeps the type that the file was before. A file goes before a bundled type of
 * its id. Used by one thread at a time.
 */
final class SpecDirectory {

    private static final Logger LOG = LoggerFactory.getLogger("plugins.actions");

    private final Path directory;
    private final SpecReader reader;
    private final List<ConnectorType> bundled;
    private final ConnectorTypes registry;
    private Map<String, Stamp> seen = Map.of();
    private final Map<String, ConnectorType> byFile = new TreeMap<>();

    /** What tells that a file is another one. */
    private record Stamp(long modified, long size, Optional<Object> key) {}

    SpecDirectory(
            Path directory,
            SpecReader reader,
            List<ConnectorType> bundled,
            ConnectorTypes registry) {
        this.directory = directory;
        this.reader = reader;
        this.bundled = bundled;
        this.registry = registry;
    }

    /** Reads all files before anything else runs. */
    void start() throws StartRefusedException {
        List<SpecProblem> problems = new ArrayList<>();
        try {
            Map<String, Stamp> now = stamps();
            now.keySet().forEach(file -> problems.addAll(read(file)));
            seen = now;
        } catch (IOException e) {
            throw StartRefusedException.unusable(
                    "patchbay.connectorSpecs.path cannot be read: " + e.getMessage());
        }
        problems.addAll(doubles());
        if (!problems.isEmpty()) {
            throw StartRefusedException.configuration(
                    "a connector type cannot be read: "
                            + String.join("; ", problems.stream().map(Object::toString).toList()));
        }
        registry.replaceDescribed(all());
    }

    /** Looks for files that came, changed or went. */
    void look() {
        Map<String, Stamp> now;
        try {
            now = stamps();
        } catch (IOException e) {
            LOG.warn("the connector types of {} stay as they are: {}", directory, e.toString());
            return;
        }
        if (now.equals(seen)) {
            return;
        }
        List<SpecProblem> problems = new ArrayList<>();
        for (var file : now.entrySet()) {
            if (!file.getValue().equals(seen.get(file.getKey()))) {
                problems.addAll(read(file.getKey()));
            }
        }
        byFile.keySet().retainAll(now.keySet());
        seen = now;
        problems.addAll(doubles());
        problems.forEach(problem -> LOG.error("a connector type cannot be read: {}", problem));
        registry.replaceDescribed(all());
        LOG.info(
                "connector types of {}: {}",
                directory,
                byFile.values().stream()
                        .map(type -> type.id() + " " + type.specHash().orElse(""))
                        .toList());
    }

    private Map<String, Stamp> stamps() throws IOException {
        Map<String, Stamp> stamps = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(SpecDirectory::described).toList()) {
                BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
                stamps.put(
                        String.valueOf(file.getFileName()),
                        new Stamp(
                                facts.lastModifiedTime().toMillis(),
                                facts.size(),
                                Optional.ofNullable(facts.fileKey())));
            }
        }
        return stamps;
    }

    private static boolean described(Path file) {
        String name = String.valueOf(file.getFileName());
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && !name.startsWith(".");
    }

    private List<SpecProblem> read(String file) {
        String text;
        try {
            Path path = directory.resolve(file);
            if (Files.size(path) > 4L * SpecReader.LONGEST) {
                return List.of(new SpecProblem(file, 1, "the file is too long"));
            }
            text = Files.readString(path);
        } catch (CharacterCodingException e) {
            return List.of(new SpecProblem(file, 1, "the file is not UTF-8"));
        } catch (IOException e) {
            return List.of(new SpecProblem(file, 1, "the file cannot be read: " + e));
        }
        return switch (reader.read(file, text)) {
            case SpecReading.Refused(List<SpecProblem> problems) -> problems;
            case SpecReading.Declared(ConnectorType type) -> {
                byFile.put(file, type);
                yield List.of();
            }
        };
    }

    /** Files whose id another file, earlier by its name, has taken; they count for nothing. */
    private List<SpecProblem> doubles() {
        List<SpecProblem> problems = new ArrayList<>();
        Map<String, String> files = new LinkedHashMap<>();
        byFile.forEach((file, type) -> {
            String other = files.putIfAbsent(type.id(), file);
            if (other != null) {
                problems.add(
                        new SpecProblem(file, 1, "id: " + type.id() + " is taken by " + other));
            }
        });
        return problems;
    }

    private List<ConnectorType> all() {
        Map<String, ConnectorType> byId = new LinkedHashMap<>();
        byFile.values().forEach(type -> byId.putIfAbsent(type.id(), type));
        bundled.forEach(type -> byId.putIfAbsent(type.id(), type));
        return List.copyOf(byId.values());
    }
}
