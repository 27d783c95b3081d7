package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/** The packaged folder, as an operator gets it. */
class LauncherIT {

    private static final Path DIST = Path.of(System.getProperty("patchbay.dist"));

    @Test
    void packagedFolderPrintsItsVersion() throws Exception {
        assertThat(run(DIST.resolve("patchbay"), "--version")).matches("patchbay \\d+\\.\\d+.*");
    }

    @Test
    void folderMayBeMovedAndHaveSpacesInItsName(@TempDir Path folder) throws Exception {
        Path moved = copy(folder);
        Path link = Files.createSymbolicLink(folder.resolve("linked"), moved.resolve("patchbay"));
        assertThat(run(link, "--version")).startsWith("patchbay ");
    }

    /** The JVM refuses a cache whose jars were copied since, and says nothing. */
    @Test
    void cacheIsMadeAnewWhenAJarChanges(@TempDir Path folder) throws Exception {
        Path moved = copy(folder);
        Path server = moved.resolve("lib").resolve("patchbay-server.jar");
        Path original = server.toRealPath();
        Files.delete(server);
        Files.copy(original, server);
        serveNothing(moved);
        List<Path> first = caches(moved);
        assertThat(first).hasSize(1);
        FileTime made = Files.getLastModifiedTime(first.getFirst());
        serveNothing(moved);
        assertThat(caches(moved)).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(first.getFirst())).isEqualTo(made);
        Files.setLastModifiedTime(server, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
        serveNothing(moved);
        assertThat(caches(moved)).hasSize(1).doesNotContainAnyElementsOf(first);
    }

    @Test
    void trainingServerIsAskedAndLeavesNothingBehind(@TempDir Path folder) throws Exception {
        ProcessBuilder builder = process(DIST.resolve("patchbay"), "train");
        builder.environment().put("PATCHBAY_JAVA_OPTS", "-Djava.io.tmpdir=" + folder);
        assertThat(run(builder)).contains("listens on http://127.0.0.1:");
        try (var files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().contains("patchbay"))).isEmpty();
        }
    }

    /** Old class files, those of signed jars and those that a start defines cannot be kept. */
    @Test
    void startTakesOurClassesFromTheCache(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("classes.log");
        ProcessBuilder builder =
                process(
                        DIST.resolve("patchbay"),
                        "serve",
                        "--server.port=0",
                        "--patchbay.data.path=" + folder.resolve("data"));
        builder.environment().put("PATCHBAY_JAVA_OPTS", "-Xlog:class+load:file=" + log);
        Process process = builder.start();
        try (BufferedReader said = process.inputReader()) {
            assertThat(said.lines().anyMatch(line -> line.contains("listens on"))).isTrue();
        } finally {
            process.destroy();
            process.waitFor();
        }
        List<String> ours =
                Files.readAllLines(log).stream()
                        .filter(line -> line.contains("] dev.patchbay.") && !line.contains("$$"))
                        .toList();
        assertThat(ours).hasSizeGreaterThan(500);
        assertThat(ours.stream().filter(line -> line.contains(".jar"))).hasSizeLessThan(20);
    }

    /** Ends at once, since there is no such file; the cache is made before. */
    private static void serveNothing(Path dist) throws IOException, InterruptedException {
        Process process =
                process(dist.resolve("patchbay"), "serve", "-c", dist + "/nothing.yml").start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isNotZero();
        assertThat(said).contains("nothing.yml");
    }

    private static List<Path> caches(Path dist) throws IOException {
        try (var files = Files.list(dist)) {
            return files.filter(file -> file.toString().endsWith(".aot")).toList();
        }
    }

    private static Path copy(Path folder) throws IOException {
        Path moved = folder.resolve("my patch bay");
        Files.createDirectories(moved.resolve("lib"));
        for (String file : List.of("patchbay", "classpath")) {
            Files.copy(DIST.resolve(file), moved.resolve(file));
        }
        try (var jars = Files.list(DIST.resolve("lib"))) {
            for (Path jar : (Iterable<Path>) jars::iterator) {
                Files.createSymbolicLink(moved.resolve("lib").resolve(jar.getFileName()), jar);
            }
        }
        return moved;
    }

    private static String run(Path program, String... arguments)
            throws IOException, InterruptedException {
        return run(process(program, arguments));
    }

    private static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }

    private static ProcessBuilder process(Path program, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(program.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.redirectErrorStream(true);
    }
}
