package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Path link = Files.createSymbolicLink(folder.resolve("linked"), moved.resolve("patchbay"));
        assertThat(run(link, "--version")).startsWith("patchbay ");
    }

    private static String run(Path program, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(program.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }
}
