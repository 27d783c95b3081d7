package dev.patchbay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

final class ChildProcessTest {

    @TempDir private Path directory;

    @Test
    void closingEndsTheProcess() throws IOException {
        ChildProcess child = start("sleep", "600");
        assertThat(child.process().isAlive()).isTrue();
        child.close();
        assertThat(child.process().isAlive()).isFalse();
    }

    @Test
    void endBeforeTheFirstAnswerShowsWhatWasPrinted() throws IOException {
        try (ChildProcess child = start("sh", "-c", "echo no such option; exit 3")) {
            int port = Ports.free();
            assertThatIOException()
                    .isThrownBy(() -> child.awaitOk(port, "/"))
                    .withMessageContaining("no such option");
        }
    }

    @Test
    void waitingForAnEndIsBounded() throws IOException {
        try (ChildProcess child = start("sleep", "600")) {
            assertThatIOException()
                    .isThrownBy(() -> child.awaitEnd(Duration.ofMillis(50)))
                    .withMessageContaining("did not end");
        }
    }

    private ChildProcess start(String... command) throws IOException {
        return ChildProcess.start(
                command[0], new ProcessBuilder(command), directory.resolve("log"));
    }
}
