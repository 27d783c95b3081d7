package dev.patchbay.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The jars of an OpenSearch node, which Maven fetches from its registry at first and finds in its
 * local repository from then on. They are on no class path of ours, because their libraries are
 * others of the same names.
 */
public sealed interface OpenSearchJars {

    /** A class path. */
    record Found(String classPath) implements OpenSearchJars {}

    /** Why there is none: no Maven, or no registry. */
    record Missing(String why) implements OpenSearchJars {}

    /**
     * Asks Maven; five minutes at most.
     *
     * @param folder for what Maven reads and says
     */
    static OpenSearchJars find(Path folder) {
        try {
            Path pom = copy("pom.xml", folder);
            Path list = folder.resolve("class-path");
            List<String> command = new ArrayList<>(List.of("mvn", "-B", "-ntp", "-f"));
            command.add(pom.toString());
            // A build that was told of another repository tells the processes of its tests.
            Optional.ofNullable(System.getProperty("maven.repo.local"))
                    .ifPresent(repository -> command.add("-Dmaven.repo.local=" + repository));
            command.add("dependency:build-classpath");
            command.add("-Dmdep.outputFile=" + list);
            Path log = folder.resolve("log");
            Process maven =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            if (!maven.waitFor(5, TimeUnit.MINUTES)) {
                maven.destroyForcibly().waitFor();
                return new Missing("Maven did not fetch the jars of OpenSearch in five minutes");
            }
            return maven.exitValue() == 0
                    ? new Found(Files.readString(list).strip())
                    : new Missing("Maven cannot fetch the jars of OpenSearch: " + errors(log));
        } catch (IOException e) {
            return new Missing("the jars of OpenSearch need `mvn` on the path: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A file of the package's folder {@code opensearch}, put into another one. */
    static Path copy(String name, Path folder) {
        try (InputStream in = OpenSearchJars.class.getResourceAsStream("opensearch/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            Path file = folder.resolve(name);
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String errors(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("ERROR"))
                    .limit(2)
                    .collect(Collectors.joining(" "));
        }
    }
}
