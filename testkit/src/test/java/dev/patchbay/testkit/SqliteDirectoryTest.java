package dev.patchbay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;

class SqliteDirectoryTest {

    @Test
    void nothingIsLeftBehind() throws Exception {
        Path kept;
        try (SqliteDirectory directory = SqliteDirectory.create()) {
            kept = directory.path();
            Files.createDirectories(kept.resolve("backup"));
            Files.writeString(kept.resolve("backup/patchbay.db"), "x");
        }
        assertThat(kept).doesNotExist();
    }
}
