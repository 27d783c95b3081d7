package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.demo.Receiver;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Contract actions-api, section 14: keys change from start to start, and one record is broken. */
final class KeyRingIT {

    private static final int CONNECTORS = Boolean.getBoolean("patchbay.campaign") ? 10_000 : 300;
    private static final int CORRUPT = CONNECTORS / 3;
    private static final String SPACE = "xpack.encryptedSavedObjects.";
    private static final String KEY_A =
            SPACE + "encryptionKey: the-first-key-of-more-than-32-letters";
    private static final String KEY_B =
            SPACE + "encryptionKey: another-key-of-more-than-32-letters";
    private static final String OLD_A =
            SPACE + "keyRotation.decryptionOnlyKeys: [the-first-key-of-more-than-32-letters]";
    private static final String GENERIC =
            "{\"statusCode\":500,\"error\":\"Internal Server Error\",\"message\":\"An internal"
                    + " server error occurred. Check Kibana server logs for details.\"}";
    private static final String ROTATE = "/api/encrypted_saved_objects/_rotate_key";

    @TempDir private Path folder;
    private Receiver receiver;
    private PackagedServer server;
    private Api api;

    @BeforeEach
    void open() throws Exception {
        receiver = Receiver.start(0, _ -> {});
        server = PackagedServer.of(PackagedServer.Kind.SQLITE, folder);
        api = server.api();
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        receiver.close();
    }

    @Test
    void threeStartsAndACorruptRecord() throws Exception {
        server.withOnly(KEY_A).start();
        forEach(i -> assertThat(api.post(path(i), webhook("pw-" + i)).status()).isEqualTo(200));
        assertThat(api.post(ROTATE, "").text("message"))
                .startsWith("Kibana is not configured to support encryption key rotation.");
        server.stop();

        corrupt("c-" + CORRUPT);
        server.withOnly(KEY_B, OLD_A).start();
        assertExecutes();
        Api.Reply rotated = api.post(ROTATE, "");
        String failed = rotated.headers().firstValue("x-patchbay-failed").orElse("");
        System.out.println("rotation: " + rotated.body() + ", failed: " + failed);
        assertThat(rotated.body())
                .isEqualTo(
                        "{\"total\":%d,\"successful\":%d,\"failed\":1}"
                                .formatted(CONNECTORS, CONNECTORS - 1));
        assertThat(failed).isEqualTo("action/c-" + CORRUPT);
        assertThat(server.log()).contains("c-" + CORRUPT);
        server.stop();

        server.withOnly(KEY_B).start();
        assertExecutes();
        assertRepairable(CORRUPT);
    }

    @Test
    void wrongKeyHidesSecretsAndNothingElse() throws Exception {
        server.withOnly(KEY_A).start();
        assertThat(api.post(path(1), webhook("pw-1")).status()).isEqualTo(200);
        assertThat(api.post(path(2), webhook("pw-2")).status()).isEqualTo(200);
        server.stop();

        server.withOnly(KEY_B).start();
        assertThat(api.get("/api/actions/connectors").json().size()).isEqualTo(2);
        assertThat(api.get(path(1)).status()).isEqualTo(200);
        assertThat(execute(1).status()).isEqualTo(500);
        assertThat(execute(1).body()).isEqualTo(GENERIC);
        assertRepairable(1);
        assertThat(execute(2).status()).isEqualTo(500);
        assertThat(api.delete(path(2)).status()).isEqualTo(204);
    }

    private void assertRepairable(int i) throws IOException {
        String update = webhook("pw-" + i).replace("\"connector_type_id\":\".webhook\",", "");
        assertThat(api.put(path(i), update).status()).isEqualTo(200);
        assertThat(execute(i).text("status")).isEqualTo("ok");
        assertThat(receiver.received().getLast().header("authorization"))
                .isEqualTo(Api.basic("u", "pw-" + i));
    }

    /** Each with its own password, but the corrupt one. */
    private void assertExecutes() throws Exception {
        int before = receiver.received().size();
        forEach(i -> {
            Api.Reply reply = execute(i);
            if (i == CORRUPT) {
                assertThat(reply.status()).isEqualTo(500);
                assertThat(reply.body()).isEqualTo(GENERIC);
            } else {
                assertThat(reply.text("status")).as(reply.body()).isEqualTo("ok");
            }
        });
        assertThat(
                        receiver.received().stream()
                                .skip(before)
                                .map(got -> got.header("authorization"))
                                .distinct())
                .hasSize(CONNECTORS - 1);
    }

    private Api.Reply execute(int i) throws IOException {
        return api.post(path(i) + "/_execute", "{\"params\":{}}");
    }

    private static String path(int i) {
        return "/api/actions/connector/c-" + i;
    }

    private String webhook(String password) {
        return """
        {"name":"Hook","connector_type_id":".webhook",
         "config":{"url":"%s/hook"},"secrets":{"user":"u","password":"%s"}}
        """
                .formatted(receiver.url(), password);
    }

    private interface Step {
        void run(int i) throws Exception;
    }

    private static void forEach(Step step) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < CONNECTORS; i++) {
                int number = i;
                all.add(
                        clients.submit(() -> {
                            step.run(number);
                            return number;
                        }));
            }
        }
        for (Future<?> each : all) {
            each.get();
        }
    }

    /** One bit of the sealed secrets, while nobody has the database open. */
    private void corrupt(String id) throws SQLException {
        String file = "jdbc:sqlite:" + folder.resolve("data/patchbay.db");
        try (Connection connection = DriverManager.getConnection(file);
                PreparedStatement read =
                        connection.prepareStatement(
                                "select sealed_secrets from connector where id = ?");
                PreparedStatement write =
                        connection.prepareStatement(
                                "update connector set sealed_secrets = ? where id = ?")) {
            read.setString(1, id);
            byte[] sealed;
            try (var row = read.executeQuery()) {
                assertThat(row.next()).isTrue();
                sealed = row.getBytes(1);
            }
            sealed[sealed.length - 1] ^= 1;
            write.setBytes(1, sealed);
            write.setString(2, id);
            assertThat(write.executeUpdate()).isEqualTo(1);
        }
    }
}
