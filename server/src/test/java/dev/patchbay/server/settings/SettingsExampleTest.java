package dev.patchbay.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.server.settings.TlsSettings.PemIdentity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** {@code examples/kibana.yml}, which is the full example of contract/settings.md. */
final class SettingsExampleTest {

    private static final Path EXAMPLE = Path.of("..", "examples", "kibana.yml").toAbsolutePath();

    @TempDir private Path directory;

    private Given example() {
        return new Given(directory)
                .config(EXAMPLE.toString())
                .environment("ENC_KEY", "abcdefghijklmnopqrstuvwxyz0123456789")
                .environment("OLD_ENC_KEY", "9876543210zyxwvutsrqponmlkjihgfedcba");
    }

    @Test
    void itMeansWhatItSays() {
        Settings settings = example().settings();
        assertThat(settings.server().host()).isEqualTo("0.0.0.0");
        assertThat(settings.server().publicBaseUrl()).contains("https://connectors.example.com");
        assertThat(settings.server().tls().pem())
                .contains(
                        new PemIdentity(
                                Path.of("/etc/c/tls.crt"),
                                Path.of("/etc/c/tls.key"),
                                Optional.empty()));
        assertThat(settings.encryption().encryptionKey())
                .contains(new Secret("abcdefghijklmnopqrstuvwxyz0123456789"));
        assertThat(settings.encryption().decryptionOnlyKeys())
                .containsExactly(new Secret("9876543210zyxwvutsrqponmlkjihgfedcba"));
        ActionsSettings actions = settings.actions();
        assertThat(actions.allowedHosts())
                .containsExactly("hooks.example.com", "smtp.example.com", "events.pagerduty.com");
        assertThat(actions.typeEnabled(".pagerduty")).isTrue();
        assertThat(actions.typeEnabled(".slack")).isFalse();
        assertThat(actions.responseTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(actions.maxResponseContentLength()).isEqualTo(2_097_152);
        assertThat(actions.proxy().orElseThrow().bypassHosts().orElseThrow())
                .containsExactly("hooks.example.com");
        assertThat(CustomHosts.of(actions.customHosts()).hosts())
                .extracting(CustomHosts.CustomHost::canonicalUrl)
                .containsExactly("smtp://smtp.example.com:587", "https://hooks.example.com:443");
        assertThat(actions.customHosts().getLast().verificationMode())
                .contains(VerificationMode.CERTIFICATE);
        assertThat(actions.run().maxAttempts(".server-log")).contains(1);
        assertThat(actions.run().maxAttempts(".email")).contains(3);
    }

    @Test
    void theFilesOfItThatAreNotHereAreNamed() {
        assertThat(example().notices())
                .containsExactly(
                        "warn error reading file \"/etc/c/ca1.pem\" specified in"
                                + " xpack.actions.customHosts, ignoring: ENOENT: no such file or"
                                + " directory, open '/etc/c/ca1.pem'",
                        "warn error reading file \"/etc/c/ca2.pem\" specified in"
                                + " xpack.actions.customHosts, ignoring: ENOENT: no such file or"
                                + " directory, open '/etc/c/ca2.pem'");
    }

    @Test
    void itNeedsItsKey() {
        assertThat(new Given(directory).config(EXAMPLE.toString()).message())
                .isEqualTo("Unknown environment variable referenced in config : ENC_KEY");
    }

    @Test
    void theShortExamplesOfTheContractLoad() {
        Settings settings =
                new Given(directory)
                        .file(
                                """
                                xpack.actions.preconfigured:
                                  ops-webhook:
                                    name: Ops webhook
                                    actionTypeId: .webhook
                                    exposeConfig: true
                                    config: {url: "https://hooks.example.com/x", method: post, hasAuth: true}
                                    secrets: {user: kibana, password: "${HOOK_PASSWORD}"}
                                patchbay:
                                  delivery.limits: [{id: .slack, rate: 1, burst: 5, concurrency: 2}]
                                  security.execute: [{type: .gen-ai, roles: [ai-operator]}]
                                """)
                        .environment("HOOK_PASSWORD", "hunter2hunter2")
                        .settings();
        assertThat(settings.actions().preconfigured().get("ops-webhook").secrets().toString())
                .isEqualTo("{\"user\":\"kibana\",\"password\":\"hunter2hunter2\"}");
        assertThat(settings.patchbay().delivery().limits().getFirst().id()).isEqualTo(".slack");
    }
}
