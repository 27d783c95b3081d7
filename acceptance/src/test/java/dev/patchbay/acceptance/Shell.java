package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A user's terminals in a folder; closing it ends what runs in the background. */
final class Shell implements AutoCloseable {

    private final Path folder;
    private final Map<String, String> environment;
    private final List<Process> background = new ArrayList<>();

    Shell(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** What the script says; it ends at the first command that fails. */
    String run(String script) throws IOException, InterruptedException {
        Process process = builder("set -e\n" + script).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /** The same command in a terminal of its own, which writes to a file. */
    Process background(String output, String command) throws IOException {
        Process process =
                builder("exec " + command).redirectOutput(folder.resolve(output).toFile()).start();
        background.add(process);
        return process;
    }

    private ProcessBuilder builder(String script) {
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-c", script)
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("ELASTIC_PASSWORD");
        builder.environment().putAll(environment);
        return builder;
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : background) {
            process.destroy();
            process.waitFor();
        }
    }
}
