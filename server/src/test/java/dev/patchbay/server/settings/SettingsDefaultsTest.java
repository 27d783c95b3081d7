package dev.patchbay.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.server.settings.ActionsSettings.Email;
import dev.patchbay.server.settings.ActionsSettings.MicrosoftExchange;
import dev.patchbay.server.settings.ActionsSettings.Run;
import dev.patchbay.server.settings.AppenderSettings.Layout;
import dev.patchbay.server.settings.PatchbaySettings.Database;
import dev.patchbay.server.settings.PatchbaySettings.Delivery;
import dev.patchbay.server.settings.PatchbaySettings.Ended;
import dev.patchbay.server.settings.PatchbaySettings.Events;
import dev.patchbay.server.settings.PatchbaySettings.Network;
import dev.patchbay.server.settings.ServerSettings.Cors;
import dev.patchbay.server.settings.ServerSettings.ResponseHeaders;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pins every default: an empty file and no file give the same. */
final class SettingsDefaultsTest {

    @TempDir private Path directory;
    private Settings settings;

    @BeforeEach
    void load() {
        settings = new Given(directory).settings();
    }

    @Test
    void server() {
        assertThat(settings.server())
                .isEqualTo(
                        new ServerSettings(
                                "localhost",
                                5601,
                                "",
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                1_048_576,
                                Duration.ofMillis(120_000),
                                Duration.ofMillis(120_000),
                                Duration.ofMillis(20_000),
                                Duration.ofSeconds(30),
                                Optional.empty(),
                                new Cors(false, false, List.of("*")),
                                true,
                                Map.of(),
                                new ResponseHeaders(
                                        Optional.empty(),
                                        Optional.of("nosniff"),
                                        Optional.of("strict-origin-when-cross-origin"),
                                        Optional.of(
                                                "camera=(), display-capture=(), fullscreen=(self),"
                                                        + " geolocation=(), microphone=(),"
                                                        + " web-share=()"),
                                        Optional.empty(),
                                        Optional.of("same-origin"),
                                        false),
                                false,
                                List.of(),
                                true,
                                false,
                                List.of(),
                                new TlsSettings(
                                        false,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        List.of(),
                                        List.of("TLSv1.2", "TLSv1.3"),
                                        List.of(),
                                        TlsSettings.ClientAuthentication.NONE),
                                Optional.empty()));
    }

    @Test
    void actions() {
        ActionsSettings actions = settings.actions();
        assertThat(actions)
                .isEqualTo(
                        new ActionsSettings(
                                List.of("*"),
                                List.of("*"),
                                Map.of(),
                                false,
                                Optional.empty(),
                                VerificationMode.FULL,
                                VerificationMode.FULL,
                                List.of(),
                                1_048_576,
                                Duration.ofSeconds(60),
                                new MicrosoftExchange(
                                        "https://graph.microsoft.com/v1.0",
                                        "https://graph.microsoft.com/.default",
                                        "https://login.microsoftonline.com"),
                                new Email(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        25_000_000,
                                        true),
                                new Run(Optional.empty(), List.of()),
                                1_000_000,
                                true,
                                Optional.empty(),
                                actions.tree()));
        assertThat(actions.tree().toString())
                .isEqualTo(
                        """
                        {"allowedHosts":["*"],"enabledActionTypes":["*"],"preconfigured":{},\
                        "preconfiguredAlertHistoryEsIndex":false,\
                        "ssl":{"verificationMode":"full","proxyVerificationMode":"full"},\
                        "maxResponseContentLength":1048576,"responseTimeout":60000,\
                        "microsoftGraphApiUrl":"https://graph.microsoft.com/v1.0",\
                        "microsoftGraphApiScope":"https://graph.microsoft.com/.default",\
                        "microsoftExchangeUrl":"https://login.microsoftonline.com",\
                        "enableFooterInEmail":true,"run":{},"queued":{"max":1000000},\
                        "webhook":{"ssl":{"pfx":{"enabled":true}}}}\
                        """);
    }

    @Test
    void alertingAndTasks() {
        assertThat(settings.alerting())
                .isEqualTo(
                        new AlertingSettings(
                                100_000,
                                List.of(),
                                1_000,
                                Optional.empty(),
                                List.of(),
                                32_000,
                                Duration.ofMinutes(1),
                                false,
                                true,
                                Duration.ofMinutes(5),
                                Duration.ofHours(1),
                                Duration.ofMinutes(60)));
        assertThat(settings.taskManager())
                .isEqualTo(new TaskManagerSettings(10, Optional.empty(), 1_000, List.of()));
        assertThat(settings.taskManager().units()).isEqualTo(20);
    }

    @Test
    void securityAndSpaces() {
        assertThat(settings.security())
                .isEqualTo(
                        new SecuritySettings(
                                true,
                                List.of("apikey", "bearer"),
                                new AuditSettings(false, Optional.empty(), List.of()),
                                Map.of(),
                                Map.of(),
                                List.of(),
                                Optional.empty(),
                                true));
        assertThat(settings.spaces())
                .isEqualTo(new SpacesSettings(1_000, true, true, Optional.empty(), false));
        assertThat(settings.encryption())
                .isEqualTo(new EncryptionSettings(Optional.empty(), List.of()));
    }

    @Test
    void loggingAndTheSmallOnes() {
        AppenderSettings console =
                new AppenderSettings.Console(
                        new Layout.Pattern("[%date][%level][%logger] %message", false));
        assertThat(settings.logging())
                .isEqualTo(
                        new LoggingSettings(
                                LoggingSettings.Level.INFO,
                                List.of("default"),
                                Map.of("default", console, "console", console),
                                List.of()));
        assertThat(settings.savedObjects()).isEqualTo(new SavedObjectsSettings(10_000, 26_214_400));
        assertThat(settings.anonymousStatus()).isFalse();
        assertThat(settings.locale()).isEqualTo("en");
        assertThat(settings.pidFile()).isEmpty();
        assertThat(settings.elasticsearch())
                .isEqualTo(
                        new ElasticsearchSettings(
                                List.of(),
                                Optional.empty(),
                                Map.of(),
                                Duration.ofSeconds(30),
                                VerificationMode.FULL,
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void ourOwn() {
        assertThat(settings.patchbay())
                .isEqualTo(
                        new PatchbaySettings(
                                directory.resolve("data"),
                                new Database(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        false,
                                        10),
                                new Network(false, List.of(), List.of()),
                                new Delivery(
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        new Ended(
                                                Duration.ofDays(7),
                                                1_000_000,
                                                Duration.ofDays(30),
                                                100_000)),
                                List.of(),
                                new Events(Duration.ofDays(90), 10_737_418_240L, Optional.empty()),
                                Optional.empty()));
        assertThat(settings.patchbay().database().isPostgreSql()).isFalse();
    }

    @Test
    void anEmptyFileIsNoFile() {
        Settings empty = new Given(directory).file("").settings();
        assertThat(empty).isEqualTo(settings);
    }

    @Test
    void theMissingFileIsSaid() {
        assertThat(new Given(directory).notices())
                .containsExactly(
                        "info There is no "
                                + directory.resolve("config/kibana.yml")
                                + ": defaults are used.");
    }
}
