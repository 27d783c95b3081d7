package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What keeps a server from starting is said in one line, with an exit code. */
final class RefusedStartIT {

    @TempDir Path directory;

    private record End(int code, String said) {}

    @BeforeEach
    void here() throws Exception {
        Files.createDirectories(directory);
    }

    private End serve(String yml) throws Exception {
        Path file = directory.resolve("kibana.yml");
        Files.writeString(file, "server.host: 127.0.0.1\nserver.port: 0\n" + yml);
        Process process = PackagedServer.launch(directory, "serve", "-c", file.toString());
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(directory.resolve("server.log"));
        assertThat(said).doesNotContain("\tat ");
        return new End(process.exitValue(), said);
    }

    @Test
    void typoInARoot() throws Exception {
        End end = serve("xpack.actionz.allowedHosts: ['*']\n");
        assertThat(end.code()).isEqualTo(64);
        assertThat(end.said())
                .contains(
                        "Unknown configuration key(s): \"xpack.actionz.allowedHosts\". Check for"
                                + " spelling errors and ensure that expected plugins are installed."
                                + " Did you mean \"xpack.actions\"?");
    }

    @Test
    void typoInAKey() throws Exception {
        End end = serve("xpack.actions.foo: 1\n");
        assertThat(end.code()).isEqualTo(78);
        assertThat(end.said())
                .contains(
                        "FATAL  Error: [config validation of [xpack.actions].foo]: definition for"
                                + " this key is missing");
    }

    @Test
    void dataDirectoryInUse() throws Exception {
        try (PackagedServer first = PackagedServer.of(PackagedServer.Kind.SQLITE, directory)) {
            first.start();
            End end = serve("patchbay.data.path: " + directory.resolve("data") + "\n");
            assertThat(end.code()).isEqualTo(1);
            assertThat(end.said()).contains("process " + first.pid());
        }
    }

    @Test
    void postgresWithoutAKey() throws Exception {
        End end = serve("patchbay.database.url: jdbc:postgresql://127.0.0.1:9/none\n");
        assertThat(end.code()).isEqualTo(78);
        assertThat(end.said())
                .contains(
                        "xpack.encryptedSavedObjects.encryptionKey must be set when"
                                + " patchbay.database.url names PostgreSQL: every node needs the"
                                + " same key.");
    }

    @Test
    void databaseThatIsNotThere() throws Exception {
        End end =
                serve(
                        """
                        patchbay.database: {url: "jdbc:postgresql://127.0.0.1:9/none", password: hunter22}
                        xpack.encryptedSavedObjects.encryptionKey: a-key-of-more-than-thirty-two-characters
                        """);
        assertThat(end.code()).isEqualTo(1);
        assertThat(end.said())
                .contains("cannot connect to the database")
                .doesNotContain("hunter22");
    }

    @Test
    void dataPathThatIsAFile() throws Exception {
        Path file = Files.createFile(directory.resolve("a-file"));
        End end = serve("patchbay.data.path: " + file + "\n");
        assertThat(end.code()).isEqualTo(1);
        assertThat(end.said()).contains(file.toString());
    }

    @Test
    void unknownArgument() throws Exception {
        Process process = PackagedServer.launch(directory, "serve", "everything");
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(64);
        assertThat(directory.resolve("server.log")).content().contains("everything");
    }
}
