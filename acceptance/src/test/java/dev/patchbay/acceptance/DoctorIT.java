package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.demo.Receiver;
import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** {@code patchbay doctor} on the packaged program, beside a server and without one. */
final class DoctorIT {

    private static final String KEY =
            "xpack.encryptedSavedObjects.encryptionKey: another-key-of-more-than-32-letters";

    @TempDir private Path folder;
    private Receiver receiver;

    private record Answer(int code, String said, JsonNode json) {
        /** Status and detail of the first finding of a check, and of a subject if there is one. */
        String of(String check, String subject) {
            return json.path("checks").values().stream()
                    .filter(each -> each.path("check").stringValue("").equals(check))
                    .filter(each -> each.path("subject").stringValue("").equals(subject))
                    .map(each ->
                            each.path("status").stringValue("")
                                    + " "
                                    + each.path("detail").stringValue(""))
                    .findFirst()
                    .orElse("");
        }
    }

    @BeforeEach
    void open() throws Exception {
        receiver = Receiver.start(0, _ -> {});
    }

    @AfterEach
    void close() throws Exception {
        receiver.close();
    }

    private String preconfigured() {
        return """
        xpack.actions.preconfigured:
          works: {name: A, actionTypeId: .webhook, config: {url: '%s/hook?key=1', hasAuth: false}}
          refused: {name: B, actionTypeId: .slack, secrets: {webhookUrl: 'http://127.0.0.1:1/a-secret-of-the-url'}}
          log: {name: C, actionTypeId: .server-log}
          index: {name: D, actionTypeId: .index, config: {index: alerts}}
        """
                .formatted(receiver.url());
    }

    private Answer doctor(Path settings) throws Exception {
        Path log = folder.resolve("server.log");
        Files.deleteIfExists(log);
        List<String> command =
                new ArrayList<>(List.of("doctor", "-c", settings.toString(), "--output", "json"));
        command.add("--timeout=3");
        Process process = PackagedServer.launch(folder, command.toArray(String[]::new));
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(log);
        assertThat(said).doesNotContain("a-secret-of-the-url", "\tat ");
        String json = said.lines().filter(line -> line.startsWith("{")).findFirst().orElse("{}");
        return new Answer(process.exitValue(), said, Json.read(json));
    }

    private Path settings(String... lines) throws Exception {
        List<String> all = new ArrayList<>(List.of(lines));
        all.add("patchbay.data.path: " + folder.resolve("data"));
        return Files.write(folder.resolve("doctor.yml"), all);
    }

    @ParameterizedTest
    @EnumSource(PackagedServer.Kind.class)
    void besideARunningServer(PackagedServer.Kind kind) throws Exception {
        try (PackagedServer server = PackagedServer.of(kind, folder.resolve("node"))) {
            server.start();
            server.api()
                    .post(
                            "/api/actions/connector/stored",
                            "{\"connector_type_id\":\".slack\",\"name\":\"S\",\"secrets\":{\"webhookUrl\":\""
                                    + receiver.url()
                                    + "/services/T/B/X\"}}");
            Answer fine = doctor(server.directory().resolve("kibana.yml"));
            assertThat(fine.code()).as(fine.said()).isZero();
            assertThat(fine.json().path("status").stringValue("")).isEqualTo("ok");
            assertThat(fine.of("database", "")).startsWith("ok ").endsWith(", 1 connectors");
            assertThat(fine.of("keys", "")).startsWith("ok the ");
            assertThat(fine.of("clock", "")).startsWith("ok ").endsWith("as the database says");
            assertThat(fine.of("disk", "")).startsWith("ok ").contains(" MiB free at ");
            assertThat(server.api().get("/-/ready").status()).isEqualTo(200);
        }
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void targetsAreReachedWithoutARequest() throws Exception {
        Answer found = doctor(settings(preconfigured()));
        assertThat(found.code()).isEqualTo(1);
        assertThat(found.of("target", "works")).matches("ok " + receiver.url() + " in \\d+ ms");
        assertThat(found.of("target", "refused"))
                .isEqualTo("failed http://127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1");
        assertThat(found.of("target", "log"))
                .isEqualTo("skipped .server-log names no target of its own");
        assertThat(found.of("target", "index"))
                .isEqualTo("failed .index needs elasticsearch.hosts, which is not set");
        assertThat(receiver.received()).isEmpty();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aMailServerIsGreetedAndGetsNoMail() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (ServerSocket mail = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(mail, heard));
            Answer found =
                    doctor(
                            settings(
                                    """
                                    xpack.actions.preconfigured:
                                      mail:
                                        name: M
                                        actionTypeId: .email
                                        config: {host: 127.0.0.1, port: %d, from: a@example.com}
                                        secrets: {user: me, password: a-secret-of-the-url}
                                    """
                                            .formatted(mail.getLocalPort())));
            assertThat(found.code()).as(found.said()).isZero();
            assertThat(found.of("target", "mail"))
                    .matches(
                            "warning smtp://127.0.0.1:"
                                    + mail.getLocalPort()
                                    + " greets in \\d+ ms; it does not offer STARTTLS, so mail goes"
                                    + " in the clear");
        }
        assertThat(heard).containsExactly("EHLO [127.0.0.1]", "QUIT");
    }

    /** A mail server that offers a login and no STARTTLS, for one connection. */
    private static void serve(ServerSocket mail, List<String> heard) {
        try (Socket client = mail.accept();
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        client.getInputStream(), StandardCharsets.US_ASCII))) {
            OutputStream out = client.getOutputStream();
            out.write("220 mail.test ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(line);
                String answer =
                        line.startsWith("EHLO") ? "250-mail.test\r\n250 AUTH PLAIN" : "221 bye";
                out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // The doctor has left.
        }
    }

    @Test
    void targetsAreJudgedAsExecutionsAre() throws Exception {
        Answer closed =
                doctor(settings(preconfigured(), "patchbay.network.denyPrivateAddresses: true"));
        assertThat(closed.of("target", "works"))
                .isEqualTo(
                        "failed "
                                + receiver.url()
                                + ": target address 127.0.0.1 is closed by the address guard"
                                + " (patchbay.network)");
        Answer unlisted =
                doctor(settings(preconfigured(), "xpack.actions.allowedHosts: [other.example]"));
        assertThat(unlisted.of("target", "works"))
                .contains("failed ", "xpack.actions.allowedHosts");
        Answer proxied =
                doctor(settings(preconfigured(), "xpack.actions.proxyUrl: " + receiver.url()));
        assertThat(proxied.of("target", "refused"))
                .endsWith(" through 127.0.0.1:" + receiver.port());
    }

    @Test
    void keysThatDoNotFitAreFoundBeforeAnyoneNeedsThem() throws Exception {
        try (PackagedServer server =
                PackagedServer.of(PackagedServer.Kind.SQLITE, folder.resolve("node"))) {
            server.start();
            server.api()
                    .post(
                            "/api/actions/connector/stored",
                            "{\"connector_type_id\":\".server-log\",\"name\":\"S\"}");
            server.stop();
            Path data = server.directory().resolve("data");
            Files.setPosixFilePermissions(
                    data.resolve("encryption.key"), PosixFilePermissions.fromString("rw-r--r--"));
            Path file = Files.writeString(folder.resolve("a.yml"), "patchbay.data.path: " + data);
            Answer open = doctor(file);
            assertThat(open.code()).isZero();
            assertThat(open.json().path("status").stringValue("")).isEqualTo("warning");
            assertThat(open.of("keys", "")).contains("is open to others: rw-r--r--");

            Files.writeString(file, "\n" + KEY, java.nio.file.StandardOpenOption.APPEND);
            Answer wrong = doctor(file);
            assertThat(wrong.code()).isEqualTo(1);
            assertThat(wrong.json().toString())
                    .contains("no key opens the secrets of 1 connectors: stored");
        }
    }

    @Test
    void refusedSettingsHaveTheirOwnCodes() throws Exception {
        Answer typo = doctor(settings("xpack.actions.foo: 1"));
        assertThat(typo.code()).isEqualTo(78);
        assertThat(typo.of("settings", ""))
                .startsWith("failed [config validation of [xpack.actions].foo]: ");
        assertThat(doctor(settings("xpack.actionz.foo: 1")).code()).isEqualTo(64);
        Answer unknown =
                doctor(settings("patchbay.database.url: jdbc:postgresql://127.0.0.1:9/none", KEY));
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.of("database", "")).startsWith("failed cannot connect to the database");
    }

    @Test
    void anOlderDatabaseIsOnlyAWarning() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        try (var in =
                new java.util.zip.GZIPInputStream(
                        DoctorIT.class.getResourceAsStream(
                                "/upgrade/schema-" + EarlierBuild.SCHEMA + ".db.gz"))) {
            Files.copy(in, folder.resolve("data/patchbay.db"));
        }
        Answer older = doctor(settings(KEY));
        assertThat(older.code()).as(older.said()).isZero();
        assertThat(older.of("database", ""))
                .isEqualTo(
                        "warning an older schema: the next start brings it up to date and copies it"
                                + " before");
    }
}
