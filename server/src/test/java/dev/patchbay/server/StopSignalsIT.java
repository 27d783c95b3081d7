package dev.patchbay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.http.RawClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Signals to a real process. */
@Timeout(300)
final class StopSignalsIT {

    @TempDir Path dir;

    private Path pidFile;
    private Process process;
    private BufferedReader output;
    private int port;

    @BeforeEach
    void start() throws Exception {
        pidFile = dir.resolve("patchbay.pid");
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SignalledServer.class.getName(),
                                pidFile.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream()));
        port = Integer.parseInt(output.readLine().split(" ")[1]);
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    private void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    private RawClient slow(int millis) throws IOException {
        RawClient client =
                new RawClient(port).send("GET /-/slow?ms=" + millis + " HTTP/1.1\nHost: x\n\n");
        assertThat(expect("running")).isTrue();
        return client;
    }

    private boolean expect(String line) throws IOException {
        return line.equals(output.readLine());
    }

    @Test
    void firstSignalLetsTheRunningRequestFinish() throws Exception {
        assertThat(Files.readString(pidFile)).isEqualTo(Long.toString(process.pid()));
        try (RawClient client = slow(2000)) {
            signal("TERM");
            assertThat(client.read().body()).isEqualTo("done");
        }
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(pidFile).doesNotExist();
        assertThat(expect("stopping")).isTrue();
        assertThat(expect("stopped")).isTrue();
    }

    @Test
    void secondSignalEndsItAtOnce() throws Exception {
        try (RawClient _ = slow(120_000)) {
            signal("TERM");
            assertThat(expect("stopping")).isTrue();
            Clock.system().sleep(Duration.ofMillis(300));
            assertThat(process.isAlive()).isTrue();
            signal("TERM");
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
        }
    }

    @Test
    void interruptStopsToo() throws Exception {
        assumeFalse(isIgnored(2), "SIGINT is ignored in this session");
        signal("INT");
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    /** What a process was started with ignored, as by nohup or in the background, it never sees. */
    private static boolean isIgnored(int signal) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("SigIgn:")) {
                long mask = Long.parseUnsignedLong(line.substring(7).strip(), 16);
                return (mask >> (signal - 1) & 1) == 1;
            }
        }
        return false;
    }

    @Test
    void hangupReloadsAndDoesNotStop() throws Exception {
        assumeFalse(isIgnored(1), "SIGHUP is ignored in this session");
        signal("HUP");
        assertThat(expect("reload")).isTrue();
        assertThat(process.isAlive()).isTrue();
    }
}
