package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.demo.Received;
import dev.patchbay.demo.Receiver;
import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A backup of a busy server, put elsewhere and started, has what the server had. */
final class BackupIT {

    private static final int CALLERS = 4;
    private static final int BACKUPS = Boolean.getBoolean("patchbay.campaign") ? 20 : 3;
    private static final Duration LOAD =
            Duration.ofMillis(Boolean.getBoolean("patchbay.campaign") ? 3_000 : 700);

    @TempDir private Path folder;
    private Receiver receiver;
    private PackagedServer server;

    /** Connectors whose creation was answered, by id, as they were shown. */
    private final Map<String, JsonNode> created = new ConcurrentHashMap<>();

    private final Set<String> deliveries = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void start() throws Exception {
        receiver = Receiver.start(0, _ -> {});
        server = PackagedServer.of(PackagedServer.Kind.SQLITE, folder.resolve("live")).start();
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        receiver.close();
    }

    private void round(int caller, int round) throws IOException {
        Api api = server.api();
        String id = "c-" + caller + "-" + round;
        String path = "/api/actions/connector/" + id;
        Api.Reply made =
                api.post(
                        path,
                        """
                        {"name":"Hook %s","connector_type_id":".webhook",
                         "config":{"url":"%s/hook"},"secrets":{"user":"u","password":"pw-%s"}}
                        """
                                .formatted(id, receiver.url(), id));
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        created.put(id, made.json());
        assertThat(api.post(path + "/_execute", "{\"params\":{}}").status()).isEqualTo(200);
        Api.Reply accepted =
                api.post(
                        "/api/patchbay/deliveries",
                        "{\"deliveries\":[{\"connector_id\":\"%s\",\"params\":{\"body\":\"{}\"}}]}"
                                .formatted(id));
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        deliveries.add(accepted.json().path("deliveries").path(0).path("id").stringValue(""));
    }

    private String command(String... arguments) throws Exception {
        Files.deleteIfExists(folder.resolve("server.log"));
        Process process = PackagedServer.launch(folder, arguments);
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(folder.resolve("server.log"));
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private void backUp(Path target) throws Exception {
        String file = server.directory().resolve("kibana.yml").toString();
        command("backup", "-c", file, "--to", target.toString());
    }

    /** A server over the backup, not started. */
    private PackagedServer restored(Path backup, Path target) throws Exception {
        String data = "--patchbay.data.path=" + target.resolve("data");
        Files.createDirectories(target);
        Path settings = Files.writeString(target.resolve("empty.yml"), "");
        command("restore", "-c", settings.toString(), "--from", backup.toString(), data);
        return PackagedServer.of(PackagedServer.Kind.SQLITE, target);
    }

    @Test
    void backupsUnderLoadHaveAllThatWasAnsweredBefore() throws Exception {
        List<Map<String, JsonNode>> answered = new ArrayList<>();
        List<Set<String>> accepted = new ArrayList<>();
        try (Load load = Load.of(CALLERS, this::round)) {
            for (int i = 0; i < BACKUPS; i++) {
                int before = created.size();
                Clock.system().sleep(LOAD);
                Eventually.get(created::size, now -> now > before);
                answered.add(Map.copyOf(created));
                accepted.add(Set.copyOf(deliveries));
                backUp(folder.resolve("backup-" + i));
            }
            load.end();
        }
        int compared = 0;
        for (int i = 0; i < BACKUPS; i++) {
            Path backup = folder.resolve("backup-" + i);
            try (PackagedServer copy = restored(backup, folder.resolve("restored-" + i))) {
                compared += compare(copy.start().api(), answered.get(i), accepted.get(i));
            }
        }
        System.out.printf(
                "%d backups under load of %d connectors in all: %d records compared, 0"
                        + " differences%n",
                BACKUPS, created.size(), compared);
    }

    /** What was answered before the backup began is there; what came meanwhile may be, whole. */
    private int compare(Api api, Map<String, JsonNode> answered, Set<String> accepted)
            throws IOException {
        Map<String, JsonNode> found = new TreeMap<>();
        for (JsonNode each : api.get("/api/actions/connectors").json()) {
            found.put(each.path("id").stringValue(""), each);
        }
        assertThat(answered).isNotEmpty();
        assertThat(found.keySet()).containsAll(answered.keySet());
        for (Map.Entry<String, JsonNode> each : found.entrySet()) {
            assertThat(created).containsKey(each.getKey());
            assertThat(each.getValue().path("name"))
                    .isEqualTo(created.get(each.getKey()).path("name"));
            assertThat(each.getValue().path("config"))
                    .isEqualTo(created.get(each.getKey()).path("config"));
        }
        for (String id : accepted) {
            assertThat(api.get("/api/patchbay/deliveries/" + id).status()).as(id).isEqualTo(200);
        }
        String one = answered.keySet().iterator().next();
        int before = receiver.received().size();
        Api.Reply ran = api.post("/api/actions/connector/" + one + "/_execute", "{\"params\":{}}");
        assertThat(ran.text("status")).as(ran.body()).isEqualTo("ok");
        // Deliveries that were pending in the backup arrive meanwhile.
        List<Received> since = receiver.received();
        assertThat(since.subList(before, since.size()))
                .extracting(got -> got.header("authorization"))
                .contains(Api.basic("u", "pw-" + one));
        return found.size() + accepted.size();
    }

    /** Once the server is quiet, every row of every table is the same. */
    @Test
    void backupOfAQuietServerIsTheDatabaseRowByRow() throws Exception {
        try (Load load = Load.of(CALLERS, this::round)) {
            Eventually.get(created::size, now -> now >= 200);
            load.end();
        }
        Eventually.get(
                () -> server.api().get("/api/patchbay/deliveries?state=pending").json(),
                pending -> pending.path("deliveries").isEmpty());
        // Records of direct executions are written after the answer.
        Eventually.get(
                () -> server.api().get("/metrics").body(),
                metrics -> metrics.contains("patchbay_events_backlog 0.0"));
        backUp(folder.resolve("backup"));
        assertThat(server.stop()).isZero();
        try (PackagedServer _ = restored(folder.resolve("backup"), folder.resolve("restored"))) {
            Path before = server.directory().resolve("data/patchbay.db");
            Path after = folder.resolve("restored/data/patchbay.db");
            Map<String, Long> counts = counts(before);
            assertThat(counts).containsKeys("connector", "delivery", "security_user");
            assertThat(counts.get("connector")).isEqualTo(created.size());
            assertThat(differences(before, after, counts.keySet())).isEmpty();
            System.out.println("tables compared row by row, 0 differences: " + counts);
        }
    }

    private static Map<String, Long> counts(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            Map<String, Long> counts = new TreeMap<>();
            List<String> tables = new ArrayList<>();
            try (ResultSet rows =
                    connection
                            .createStatement()
                            .executeQuery(
                                    "select name from sqlite_master where type = 'table' and name"
                                            + " not like 'sqlite%'")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet rows =
                        connection
                                .createStatement()
                                .executeQuery("select count(*) from \"" + table + "\"")) {
                    counts.put(table, rows.getLong(1));
                }
            }
            return counts;
        }
    }

    private static Set<String> differences(Path before, Path after, Set<String> tables)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + before)) {
            connection.createStatement().execute("attach '" + after + "' as other");
            return tables.stream()
                    .filter(table ->
                            differs(connection, "main", "other", table)
                                    || differs(connection, "other", "main", table))
                    .collect(Collectors.toSet());
        }
    }

    private static boolean differs(Connection connection, String one, String two, String table) {
        String sql =
                "select count(*) from (select * from %s.\"%s\" except select * from %s.\"%s\")"
                        .formatted(one, table, two, table);
        try (ResultSet rows = connection.createStatement().executeQuery(sql)) {
            return rows.getLong(1) > 0;
        } catch (SQLException e) {
            throw new IllegalStateException(table, e);
        }
    }
}
