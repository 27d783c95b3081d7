package dev.patchbay.server.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.settings.AppenderSettings;
import dev.patchbay.server.settings.AppenderSettings.Layout;
import dev.patchbay.server.settings.AppenderSettings.Policy;
import dev.patchbay.server.settings.LoggingSettings;
import dev.patchbay.server.settings.LoggingSettings.Level;
import dev.patchbay.server.settings.LoggingSettings.NamedLogger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Real files; a Logback context of the test's own, so that the tests' logging stays as it is. */
final class LoggingSetupTest {

    private static final Layout TEXT = new Layout.Pattern(Layout.Pattern.DEFAULT, false);

    @TempDir Path dir;

    private final LoggerContext context = new LoggerContext();
    private final StillClock clock = new StillClock();

    /** Time that moves when the test says so. */
    private static final class StillClock implements Clock {
        private Instant now = Instant.parse("2026-01-01T10:00:00Z");

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void sleep(Duration duration) {
            now = now.plus(duration);
        }
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void apply(Level root, AppenderSettings appender, NamedLogger... loggers)
            throws IOException {
        LoggingSetup.apply(
                context,
                new LoggingSettings(
                        root, List.of("main"), Map.of("main", appender), List.of(loggers)),
                clock);
    }

    private AppenderSettings file(Layout layout) {
        return new AppenderSettings.File(layout, dir.resolve("logs/kibana.log"));
    }

    private String logged() throws IOException {
        return Files.readString(dir.resolve("logs/kibana.log"));
    }

    @Test
    void defaultPatternIsKibanas() throws IOException {
        apply(Level.INFO, file(TEXT));
        context.getLogger("plugins.actions").info("hello {}", "world");
        context.getLogger("plugins.actions").debug("unseen");
        assertThat(logged())
                .matches(
                        "\\[\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d)]\\[INFO"
                            + " ]\\[plugins\\.actions] hello world\n");
    }

    @Test
    void jsonLinesAreEcs() throws IOException {
        apply(Level.INFO, file(new Layout.Json()));
        context.getLogger("http").error("broken\nline", new IllegalStateException("why"));
        JsonNode line = Json.read(logged());
        assertThat(line.path("message").stringValue()).isEqualTo("broken\nline");
        assertThat(line.path("log").path("level").stringValue()).isEqualTo("ERROR");
        assertThat(line.path("log").path("logger").stringValue()).isEqualTo("http");
        assertThat(line.path("process").path("pid").longValue())
                .isEqualTo(ProcessHandle.current().pid());
        assertThat(line.path("error").path("message").stringValue()).isEqualTo("why");
        assertThat(line.has("@timestamp")).isTrue();
    }

    @Test
    void loggersAreHierarchicalAndMayHaveAppendersOfTheirOwn() throws IOException {
        AppenderSettings other = new AppenderSettings.File(TEXT, dir.resolve("actions.log"));
        LoggingSetup.apply(
                context,
                new LoggingSettings(
                        Level.WARN,
                        List.of("main"),
                        Map.of("main", file(TEXT), "other", other),
                        List.of(
                                new NamedLogger(
                                        "plugins.actions",
                                        Optional.of(Level.DEBUG),
                                        List.of("other")))),
                clock);
        context.getLogger("plugins.actions.webhook").debug("from below");
        context.getLogger("plugins.alerting").info("unseen");
        assertThat(Files.readString(dir.resolve("actions.log"))).contains("from below");
        assertThat(logged()).isEmpty();
    }

    @Test
    void librariesStayQuietUnlessNamed() throws IOException {
        apply(
                Level.DEBUG,
                file(TEXT),
                new NamedLogger("org.flywaydb.core", Optional.of(Level.INFO), List.of()));
        context.getLogger("org.eclipse.jetty.server").info("chatter");
        context.getLogger("org.flywaydb.core").info("wanted");
        assertThat(logged()).contains("wanted").doesNotContain("chatter");
    }

    @Test
    void offShowsNothing() throws IOException {
        apply(Level.OFF, file(TEXT));
        context.getLogger("http").error("unseen");
        assertThat(logged()).isEmpty();
    }

    @Test
    void fileRollsBySizeAndKeepsSoMany() throws IOException {
        Path file = dir.resolve("roll.log");
        try (FileSink sink =
                FileSink.open(
                        file,
                        Optional.of(new FileSink.Rolling(new Policy.SizeLimit(10), 2, "-%i")),
                        clock)) {
            for (String line : List.of("11111111", "22222222", "33333333", "44444444")) {
                sink.write(line);
            }
        }
        assertThat(file).hasContent("44444444");
        assertThat(dir.resolve("roll-1.log")).hasContent("33333333");
        assertThat(dir.resolve("roll-2.log")).hasContent("22222222");
        assertThat(dir.resolve("roll-3.log")).doesNotExist();
    }

    @Test
    void fileRollsAtMultiplesOfItsInterval() throws Exception {
        Path file = dir.resolve("daily.log");
        clock.now = Instant.parse("2026-01-01T23:59:00Z");
        try (FileSink sink =
                FileSink.open(
                        file,
                        Optional.of(
                                new FileSink.Rolling(
                                        new Policy.TimeInterval(Duration.ofHours(24), true),
                                        7,
                                        ".%i")),
                        clock)) {
            sink.write("old");
            clock.sleep(Duration.ofMinutes(2));
            sink.write("new");
        }
        assertThat(file).hasContent("new");
        assertThat(dir.resolve("daily.1.log")).hasContent("old");
    }

    @Test
    void fileIsNotForEveryone() throws IOException {
        apply(Level.INFO, file(TEXT));
        assertThat(Files.getPosixFilePermissions(dir.resolve("logs/kibana.log")))
                .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    }

    @Test
    void unwritableFileIsSaid() throws IOException {
        Files.writeString(dir.resolve("logs"), "a file where a directory should be");
        assertThatThrownBy(() -> apply(Level.INFO, file(TEXT))).isInstanceOf(IOException.class);
    }

    @Test
    void consoleIsStandardOutput() throws Exception {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (LineSink sink = LineSink.of(new java.io.PrintStream(bytes, true))) {
            sink.write("zür");
        }
        assertThat(bytes.toString()).isEqualTo("zür\n");
    }
}
