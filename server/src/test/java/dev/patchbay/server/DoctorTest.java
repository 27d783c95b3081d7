package dev.patchbay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.net.Reach;
import dev.patchbay.net.Reach.Encryption;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.mail.MailServer;
import dev.patchbay.sdk.mail.MailServer.Security;
import dev.patchbay.server.Finding.Status;
import dev.patchbay.server.TargetOrigins.Target;
import dev.patchbay.server.settings.PreconfiguredConnector;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The parts of {@code patchbay doctor} that need no machine. */
final class DoctorTest {

    private static final long MEBIBYTE = 1L << 20;

    @ParameterizedTest
    @CsvSource({
        "100, 0, FAILED",
        "255, 1, FAILED",
        "300, 0, WARNING",
        "2000, 1500, WARNING",
        "2000, 900, OK"
    })
    void aCopyOfTheDatabaseMustFit(long free, long database, Status status) {
        Finding finding =
                DoctorStorage.free(Path.of("/data"), free * MEBIBYTE, database * MEBIBYTE);
        assertThat(finding.status()).isEqualTo(status);
        assertThat(finding.detail()).startsWith(free + " MiB free at /data");
    }

    @Test
    void theWorstCountsAndWhatWasSkippedDoesNot() {
        Finding ok = Finding.ok("disk", "fine");
        Finding skipped = new Finding("target", "log", Status.SKIPPED, "none");
        Finding warning = Finding.warning("clock", "late");
        Finding failed = Finding.failed("keys", "gone");
        assertThat(new DoctorReport(List.of(ok, skipped)).status()).isEqualTo(Status.OK);
        assertThat(new DoctorReport(List.of(ok, warning, skipped)).status())
                .isEqualTo(Status.WARNING);
        DoctorReport all = new DoctorReport(List.of(ok, failed, warning, skipped));
        assertThat(all.status()).isEqualTo(Status.FAILED);
        assertThat(all.text())
                .isEqualToNormalizingNewlines(
                        """
                        ok       disk      fine
                        FAILED   keys      gone
                        warning  clock     late
                        skipped  target    log: none
                        """);
        assertThat(all.json().path("checks").path(3))
                .isEqualTo(
                        Json.read(
                                """
                                {"check":"target","subject":"log","status":"skipped","detail":"none"}
                                """));
    }

    private static List<Target> targets(String type, String config, String secrets) {
        return targets(type, config, secrets, Optional.empty());
    }

    private static List<Target> targets(
            String type, String config, String secrets, Optional<JsonNode> ses) {
        return TargetOrigins.of(
                new PreconfiguredConnector(
                        "id",
                        "name",
                        type,
                        (ObjectNode) Json.read(config),
                        (ObjectNode) Json.read(secrets),
                        false),
                ses);
    }

    @Test
    void urlsAreFoundWhereverTheyStand() {
        assertThat(
                        targets(
                                ".webhook",
                                "{\"url\":\"https://a/x\",\"in\":{\"accessTokenUrl\":\"HTTPS://b\"},\"headers\":{\"x\":\"not"
                                    + " https://c\"}}",
                                "{\"secretsUrl\":\"http://d/?key=1\"}"))
                .extracting(target -> ((Target.Web) target).url())
                .containsExactly("https://a/x", "HTTPS://b", "http://d/?key=1");
        assertThat(targets(".slack", "{}", "{\"webhookUrl\":\"https://s/secret\"}").toString())
                .doesNotContain("secret");
        assertThat(targets(".server-log", "{}", "{}")).isEmpty();
    }

    @Test
    void someTypesHaveAnAddressOfTheirOwn() {
        assertThat(targets(".pagerduty", "{}", "{\"routingKey\":\"k\"}"))
                .extracting(target -> ((Target.Web) target).url())
                .containsExactly("https://events.pagerduty.com");
        assertThat(targets(".pagerduty", "{\"apiUrl\":\"http://own\"}", "{}"))
                .extracting(target -> ((Target.Web) target).url())
                .containsExactly("http://own");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"host\":\"h\",\"port\":587} | h | 587 | OFFERED",
                "{\"host\":\"h\",\"port\":465} | h | 465 | IMPLICIT",
                "{\"host\":\"h\",\"port\":465,\"secure\":false} | h | 465 | OFFERED",
                "{\"host\":\"h\",\"port\":25,\"secure\":true} | h | 25 | IMPLICIT",
                "{\"service\":\"gmail\"} | smtp.gmail.com | 465 | IMPLICIT",
                "{\"service\":\"ses\"} | own.example | 466 | IMPLICIT"
            })
    void mailGoesToItsServer(String config, String host, int port, Security security) {
        JsonNode ses = Json.read("{\"host\":\"own.example\",\"port\":466}");
        assertThat(targets(".email", config, "{}", Optional.of(ses)))
                .containsExactly(new Target.Mail(new MailServer(host, port, security), false));
    }

    @Test
    void mailSignsInWhenItHasWhatThatTakes() {
        String server = "{\"host\":\"h\",\"port\":25}";
        String secrets = "{\"user\":\"u\",\"password\":\"p\"}";
        assertThat(signsIn(server, secrets)).isTrue();
        assertThat(signsIn(server, "{\"user\":\"u\"}")).isFalse();
        assertThat(signsIn("{\"host\":\"h\",\"port\":25,\"hasAuth\":false}", secrets)).isFalse();
    }

    private static boolean signsIn(String config, String secrets) {
        return ((Target.Mail) targets(".email", config, secrets).getFirst()).signsIn();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IMPLICIT | true | OK | smtp://m greets over TLS, certificate accepted, in 7 ms",
                "STARTTLS | true | OK | smtp://m greets and speaks STARTTLS, certificate accepted,"
                        + " in 7 ms",
                "STARTTLS | false | OK | smtp://m greets and speaks STARTTLS, certificate"
                        + " unchecked, in 7 ms",
                "NOT_WANTED | true | OK | smtp://m greets without TLS, as its customHostSettings"
                        + " wish, in 7 ms",
                "NOT_OFFERED | true | WARNING | smtp://m greets in 7 ms; it does not offer"
                        + " STARTTLS, so mail goes in the clear"
            })
    void aGreetingSaysHowMailIsKeptFromReaders(
            Encryption encryption, boolean checked, Status status, String detail) {
        Reach reach =
                new Reach.Greeted(
                        "smtp://m", Duration.ofMillis(7), encryption, checked, Optional.empty());
        assertThat(DoctorTargets.finding("mail", reach))
                .isEqualTo(new Finding("target", "mail", status, detail));
    }

    @Test
    void mailWithoutAServerGoesNowhere() {
        assertThat(targets(".email", "{\"host\":\"h\"}", "{}")).isEmpty();
        assertThat(targets(".email", "{\"service\":\"exchange_server\"}", "{}"))
                .extracting(target -> ((Target.Web) target).url())
                .containsExactly("https://login.microsoftonline.com");
    }
}
