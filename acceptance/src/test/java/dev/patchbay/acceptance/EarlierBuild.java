package dev.patchbay.acceptance;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The first tagged build, compiled from the history of this repository with the libraries of today;
 * takes some ten seconds, once.
 */
final class EarlierBuild {

    /** Tagged {@code v0.1.0-alpha.1}; named by its hash, because not every clone has the tags. */
    static final String COMMIT = "fbf48ec87aeed4b085968fd2eb3ac313f35eb075";

    /** Its schema version. */
    static final int SCHEMA = 5;

    private static final List<String> MODULES =
            List.of("sdk", "engine", "connectors", "store", "net", "demo", "server");

    private EarlierBuild() {}

    /** The program, which is called like the launcher; empty where the history is not at hand. */
    static synchronized Optional<Path> program() throws IOException, InterruptedException {
        Path folder = Path.of("target", "earlier-" + COMMIT.substring(0, 12)).toAbsolutePath();
        Path program = folder.resolve("patchbay");
        if (Files.exists(program)) {
            return Optional.of(program);
        }
        Path source = folder.resolve("source");
        Files.createDirectories(source);
        Path archive = folder.resolve("source.tar");
        Path home = DocBlocks.file("");
        List<String> export =
                new ArrayList<>(List.of("git", "archive", "--output=" + archive, COMMIT));
        MODULES.forEach(module -> export.add(module + "/src/main"));
        if (run(home, export.toArray(String[]::new)) != 0
                || run(source, "tar", "-xf", archive.toString()) != 0) {
            return Optional.empty();
        }
        Path classes = folder.resolve("classes");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/javac").toString());
        command.addAll(
                List.of(
                        "-nowarn",
                        "-proc:none",
                        "-parameters",
                        "-encoding",
                        "UTF-8",
                        "-Xlint:none"));
        command.addAll(List.of("-cp", libraries(), "-d", classes.toString()));
        for (String module : MODULES) {
            sources(source.resolve(module).resolve("src/main/java"), command);
        }
        Path arguments =
                Files.writeString(
                        folder.resolve("arguments"),
                        String.join("\n", command.subList(1, command.size())));
        if (run(folder, command.getFirst(), "@" + arguments) != 0) {
            throw new IllegalStateException("the earlier sources do not compile");
        }
        for (String module : MODULES) {
            copy(source.resolve(module).resolve("src/main/resources"), classes);
        }
        Path version = classes.resolve("dev/patchbay/server/version.properties");
        Files.writeString(
                version, Files.readString(version).replace("${project.version}", "0.1.0-alpha.1"));
        Path growing = folder.resolve("patchbay.part");
        Files.writeString(
                growing,
                """
                #!/bin/sh
                exec '%s/bin/java' -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED -Xmx256m \
                -XX:TieredStopAtLevel=1 -cp '%s' dev.patchbay.server.Main "$@"
                """
                        .formatted(
                                System.getProperty("java.home"),
                                classes + File.pathSeparator + libraries()));
        Files.setPosixFilePermissions(growing, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(growing, program, StandardCopyOption.ATOMIC_MOVE);
        return Optional.of(program);
    }

    /** The libraries of this test run, which are those of the server. */
    private static String libraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("patchbay-"))
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElseThrow();
    }

    private static void sources(Path folder, List<String> into) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(into::add);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static int run(Path where, String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(where.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            System.out.println(String.join(" ", command).replaceAll("(.{200}).*", "$1…"));
            System.out.println(said.length() > 2_000 ? said.substring(0, 2_000) : said);
        }
        return code;
    }
}
