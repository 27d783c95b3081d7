package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.demo.Receiver;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.sql.Schema;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The data of an earlier version under the program of today ({@code resources/upgrade}). */
final class UpgradeIT {

    private static final String NAME = "schema-" + EarlierBuild.SCHEMA;

    @TempDir private Path folder;
    private Receiver proxy;
    private PackagedServer server;
    private JsonNode made;

    @BeforeEach
    void unpack() throws Exception {
        Files.createDirectories(data());
        try (InputStream in = new GZIPInputStream(resource(NAME + ".db.gz"))) {
            Files.copy(in, data().resolve("patchbay.db"));
        }
        try (InputStream in = resource(NAME + ".json")) {
            made = Json.read(in.readAllBytes());
        }
        proxy = Receiver.start(0, _ -> {});
        server =
                PackagedServer.of(PackagedServer.Kind.SQLITE, folder)
                        .with(UpgradeFixture.settings(proxy));
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        proxy.close();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(UpgradeIT.class.getResourceAsStream("/upgrade/" + name));
    }

    private Optional<Path> copy() throws Exception {
        try (Stream<Path> files = Files.list(data().resolve("backup"))) {
            return files.findFirst();
        }
    }

    private static long number(Path database, String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var rows = connection.createStatement().executeQuery(sql)) {
            return rows.getLong(1);
        }
    }

    @Test
    void everythingIsStillThereAndWorks() throws Exception {
        Api api = server.start().api();
        int i = 0;
        for (var each : made.path("connectors").properties()) {
            JsonNode now = api.get(each.getKey()).json();
            each.getValue()
                    .propertyNames()
                    .forEach(member ->
                            assertThat(now.path(member))
                                    .as(member)
                                    .isEqualTo(each.getValue().path(member)));
            assertThat(api.post(each.getKey() + "/_execute", "{\"params\":{}}").text("status"))
                    .isEqualTo("ok");
            String hook = "/hook/" + i;
            assertThat(proxy.received().stream().filter(got -> got.path().equals(hook)))
                    .isNotEmpty()
                    .map(got -> got.header("authorization"))
                    .containsOnly(Api.basic("u", "pw-" + i));
            i++;
        }
        assertThat(i).isEqualTo(10);

        Api key = api.as("ApiKey " + made.path("key").path("encoded").stringValue(""));
        assertThat(key.get("/s/ops/api/actions/connectors").json().size()).isEqualTo(5);
        Api jane = api.as(Api.basic("jane", "password-of-jane"));
        assertThat(jane.get("/s/ops/api/actions/connectors").status()).isEqualTo(200);
        assertThat(jane.delete("/s/ops/api/actions/connector/hook-1").status()).isEqualTo(403);
        Eventually.get(
                () -> api.get("/api/patchbay/events?connector=hook-0&limit=50").json(),
                events -> events.size() >= 2);
    }

    /** What was accepted before the upgrade is delivered after it, and a dead letter is kept. */
    @Test
    void acceptedDeliveriesAreDelivered() throws Exception {
        Api api = server.start().api();
        String pending = deliveries("pending");
        long deadline = System.nanoTime() + Duration.ofSeconds(200).toNanos();
        while (!api.get(pending).text("state").equals("delivered")) {
            assertThat(System.nanoTime()).as(api.get(pending).body()).isLessThan(deadline);
            Clock.system().sleep(Duration.ofMillis(50));
        }
        assertThat(proxy.received()).anyMatch(got -> got.body().equals("{\"late\":1}"));
        assertThat(api.get(deliveries("dead")).text("state")).isEqualTo("dead");
        assertThat(api.post(deliveries("dead") + "/_replay", "{}").status()).isBetween(200, 202);
    }

    private String deliveries(String name) {
        return "/api/patchbay/deliveries/" + made.path("deliveries").path(name).stringValue("");
    }

    @Test
    void databaseIsCopiedBeforeAndOnlyOnce() throws Exception {
        server.start();
        assertThat(server.stop()).isZero();
        Path copy = copy().orElseThrow();
        assertThat(copy.getFileName().toString())
                .matches("patchbay-schema-" + EarlierBuild.SCHEMA + "-\\d{8}-\\d{6}\\.db");
        String version =
                "select max(cast(version as integer)) from flyway_schema_history where version is"
                        + " not null";
        assertThat(number(copy, version)).isEqualTo(EarlierBuild.SCHEMA);
        assertThat(number(copy, "select count(*) from connector")).isEqualTo(11);
        assertThat(number(data().resolve("patchbay.db"), version)).isEqualTo(Schema.NEWEST);
        server.start();
        assertThat(server.stop()).isZero();
        try (Stream<Path> files = Files.list(data().resolve("backup"))) {
            assertThat(files).hasSize(1);
        }
    }

    /** Forward only; the way back is the copy. */
    @Test
    void earlierProgramRefusesTheNewSchemaAndTakesTheCopy() throws Exception {
        Optional<Path> earlier = EarlierBuild.program();
        assumeTrue(earlier.isPresent(), "the history of the repository is not at hand");
        server.start();
        assertThat(server.stop()).isZero();
        Path log = folder.resolve("server.log");
        Files.delete(log);
        Process old =
                new ProcessBuilder(
                                earlier.get().toString(),
                                "serve",
                                "-c",
                                folder.resolve("kibana.yml").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(old.waitFor()).isEqualTo(1);
        assertThat(Files.readString(log))
                .contains(
                        "the database has schema version "
                                + Schema.NEWEST
                                + ", this server knows versions up to "
                                + EarlierBuild.SCHEMA);

        for (String file : List.of("patchbay.db-wal", "patchbay.db-shm")) {
            Files.deleteIfExists(data().resolve(file));
        }
        Files.move(
                copy().orElseThrow(),
                data().resolve("patchbay.db"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Api api = server.withProgram(earlier.get()).start().api();
        assertThat(
                        api.post("/api/actions/connector/hook-0/_execute", "{\"params\":{}}")
                                .text("status"))
                .isEqualTo("ok");
    }
}
