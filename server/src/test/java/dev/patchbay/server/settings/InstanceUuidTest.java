package dev.patchbay.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.sdk.time.IdSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class InstanceUuidTest {

    @TempDir Path folder;

    @Test
    void firstStartMakesTheIdAndLaterOnesKeepIt() throws Exception {
        String made = InstanceUuid.of(folder, IdSource.random());
        assertThat(made).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(InstanceUuid.of(folder, IdSource.random())).isEqualTo(made);
        assertThat(folder.resolve("uuid")).hasContent(made);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("uuid"))))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining("glob:**uuid.*");
    }

    @Test
    void fileOfKibanaIsTaken() throws Exception {
        Files.writeString(folder.resolve("uuid"), "5B2DE169-2785-441B-AE8C-186A1936B17D\n");
        assertThat(InstanceUuid.of(folder, IdSource.random()))
                .isEqualTo("5b2de169-2785-441b-ae8c-186a1936b17d");
    }

    @Test
    void fileThatHoldsSomethingElseIsNotOverwritten() throws Exception {
        Path file = Files.writeString(folder.resolve("uuid"), "hello");
        assertThatThrownBy(() -> InstanceUuid.of(folder, IdSource.random()))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " does not hold a UUID: remove it, or set server.uuid");
        assertThat(file).hasContent("hello");
    }
}
