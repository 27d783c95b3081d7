package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.acceptance.terraform.TerraformFiles;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code examples/terraform} in the hands of the real program, where it and the provider are
 * installed. Nothing is downloaded: the provider is looked for in the folders that Terraform itself
 * looks into, and in {@code -Dpatchbay.terraform.plugins}.
 */
final class RealTerraformIT {

    private static final String PROVIDER = "registry.terraform.io/elastic/elasticstack";

    @TempDir private Path folder;

    private record End(int code, String said) {}

    private static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry, "terraform"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> plugins() {
        String home = System.getProperty("user.home");
        return Stream.of(
                        System.getProperty("patchbay.terraform.plugins", ""),
                        System.getenv().getOrDefault("TF_PLUGIN_CACHE_DIR", ""),
                        home + "/.terraform.d/plugins",
                        home + "/.local/share/terraform/plugins",
                        "/usr/local/share/terraform/plugins",
                        "/usr/share/terraform/plugins")
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(path -> Files.isDirectory(path.resolve(PROVIDER)))
                .findFirst();
    }

    private End run(Path where, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(program().orElseThrow().toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        builder.environment().put("TF_IN_AUTOMATION", "1");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new End(process.waitFor(), said);
    }

    /** The program's own parser; needs no provider. */
    @Test
    void examplesAreFormattedAsTheProgramDoes() throws Exception {
        assumeTrue(program().isPresent(), "terraform is not installed");
        End end =
                run(
                        DocBlocks.file("examples/terraform"),
                        Map.of(),
                        List.of("fmt", "-check", "-diff"));
        assertThat(end.code()).as(end.said()).isZero();
    }

    @Test
    void examplesAreAppliedPlannedAndDestroyed() throws Exception {
        assumeTrue(program().isPresent(), "terraform is not installed");
        assumeTrue(
                plugins().isPresent(),
                "the provider elastic/elasticstack is not installed: only TerraformDouble ran");
        Path examples = DocBlocks.file("examples/terraform");
        Path copy = Files.createDirectory(folder.resolve("configuration"));
        try (Stream<Path> files = Files.list(examples)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        try (PackagedServer server =
                PackagedServer.of(PackagedServer.Kind.SQLITE, folder.resolve("server"))) {
            server.start();
            Map<String, String> variables = new java.util.TreeMap<>();
            TerraformFiles.read(examples)
                    .wantedVariables()
                    .forEach((name, value) -> variables.put("TF_VAR_" + name, value));
            variables.put("TF_VAR_url", server.api().url());
            variables.put("TF_VAR_password", PackagedServer.PASSWORD);

            succeed(copy, variables, "init", "-plugin-dir=" + plugins().get());
            succeed(copy, variables, "validate");
            succeed(copy, variables, "apply", "-auto-approve");
            succeed(copy, variables, "plan", "-detailed-exitcode");
            succeed(copy, variables, "destroy", "-auto-approve");
            assertThat(server.api().get("/api/actions/connectors").json()).isEmpty();
        }
    }

    private void succeed(Path where, Map<String, String> variables, String... arguments)
            throws Exception {
        End end = run(where, variables, List.of(arguments));
        assertThat(end.code()).as(end.said()).isZero();
    }
}
