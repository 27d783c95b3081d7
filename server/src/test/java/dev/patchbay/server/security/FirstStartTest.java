package dev.patchbay.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.server.WholeServer;
import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.PostgresServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Contract security-and-spaces, D11. */
class FirstStartTest {

    private static final String WHO = "/_security/_authenticate";

    @TempDir private Path folder;

    private Path file() {
        return folder.resolve("initial-elastic-password");
    }

    private Node.Setup setup(Path data) {
        Node.Setup setup = new Node.Setup();
        setup.initialPassword = Optional.empty();
        setup.dataDirectory = data;
        return setup;
    }

    private static int status(Node node, String password) {
        return node.call(Node.basic("elastic", password), "GET", WHO, "").status();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void thePasswordOfTheFirstStartIsInAFileOfItsOwner(TestDatabase.Kind kind) throws IOException {
        try (TestDatabase database = TestDatabase.create(kind)) {
            String password;
            try (Node node = new Node(database, setup(folder))) {
                password = Files.readString(file()).strip();
                assertThat(password).hasSizeGreaterThanOrEqualTo(20);
                assertThat(node.madeUp).contains(new Secret(password));
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                        .isEqualTo("rw-------");
                assertThat(status(node, password)).isEqualTo(200);
            }
            try (Node again = new Node(database, setup(folder))) {
                assertThat(again.madeUp).isEmpty();
                assertThat(file()).exists();
                assertThat(status(again, password)).isEqualTo(200);
                again.call(
                        Node.basic("elastic", password),
                        "POST",
                        "/_security/user/elastic/_password",
                        "{\"password\":\"my-own-password\"}");
                assertThat(file()).doesNotExist();
            }
            Files.writeString(file(), password);
            try (Node other = new Node(database, setup(folder))) {
                assertThat(file()).doesNotExist();
                assertThat(status(other, "my-own-password")).isEqualTo(200);
            }
        }
    }

    /** The product looks, after it listens. */
    @Test
    void aStartDeletesTheFileOfAnOlderPassword() throws Exception {
        new WholeServer(folder).close();
        Path stale = folder.resolve("data").resolve("initial-elastic-password");
        Files.writeString(stale, "an older password");
        try (WholeServer again = new WholeServer(folder)) {
            assertThat(stale).doesNotExist();
        }
    }

    @Test
    void aGivenPasswordIsWrittenNowhere() {
        Node.Setup setup = setup(folder);
        setup.initialPassword = Optional.of(new Secret("given-password"));
        try (TestDatabase database = TestDatabase.create(TestDatabase.Kind.SQLITE);
                Node node = new Node(database, setup)) {
            assertThat(file()).doesNotExist();
            assertThat(node.madeUp).isEmpty();
            assertThat(status(node, "given-password")).isEqualTo(200);
        }
    }

    @Test
    void aLinkIsReplacedAndItsTargetIsLeftAlone() throws IOException {
        Path target = folder.resolve("precious");
        Files.writeString(target, "precious");
        Files.createSymbolicLink(file(), target);
        try (TestDatabase database = TestDatabase.create(TestDatabase.Kind.SQLITE);
                Node node = new Node(database, setup(folder))) {
            assertThat(Files.readString(target)).isEqualTo("precious");
            assertThat(Files.isSymbolicLink(file())).isFalse();
            assertThat(status(node, Files.readString(file()).strip())).isEqualTo(200);
        }
    }

    @Test
    void whenTheFileCannotBeWrittenThereIsNoUser() {
        Path nowhere = folder.resolve("missing");
        try (TestDatabase database = TestDatabase.create(TestDatabase.Kind.SQLITE)) {
            assertThat(
                            org.assertj.core.api.Assertions.catchThrowable(
                                    () -> new Node(database, setup(nowhere)).close()))
                    .hasMessageContaining("the initial password cannot be written");
            assertThat(database.get().security().users().listUsers()).isEmpty();
        }
    }

    @Test
    void ofSeveralNodesExactlyOneWins() throws Exception {
        try (PostgresDatabase shared = PostgresServer.shared().newDatabase();
                TestDatabase first = TestDatabase.another(shared);
                TestDatabase second = TestDatabase.another(shared);
                TestDatabase third = TestDatabase.another(shared)) {
            List<Callable<Node>> starts = new ArrayList<>();
            List<Path> folders = new ArrayList<>();
            for (TestDatabase database : List.of(first, second, third)) {
                Path own = Files.createDirectory(folder.resolve("node" + folders.size()));
                folders.add(own);
                starts.add(() -> new Node(database, setup(own)));
            }
            List<Node> nodes = new ArrayList<>();
            try (var threads = Executors.newCachedThreadPool()) {
                for (var future : threads.invokeAll(starts)) {
                    nodes.add(future.get());
                }
            }
            List<Path> files =
                    folders.stream()
                            .map(own -> own.resolve("initial-elastic-password"))
                            .filter(Files::exists)
                            .toList();
            assertThat(files).hasSize(1);
            assertThat(nodes.stream().filter(node -> node.madeUp.isPresent())).hasSize(1);
            String password = Files.readString(files.getFirst()).strip();
            for (Node node : nodes) {
                assertThat(status(node, password)).isEqualTo(200);
                node.close();
            }
        }
    }
}
