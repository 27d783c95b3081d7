package dev.patchbay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.Database;
import dev.patchbay.store.DatabaseOptions;
import dev.patchbay.store.sql.Schema;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** {@code patchbay backup} and {@code restore}, as far as they need no running server. */
final class BackupCommandTest {

    private static final String KEY = "xpack.encryptedSavedObjects.encryptionKey";
    private static final String OLD = "xpack.encryptedSavedObjects.keyRotation.decryptionOnlyKeys";
    private static final String FIRST = "the-first-key-of-more-than-32-letters";
    private static final String OTHER = "another-key-of-more-than-32-letters!!";
    private static final String GENERATED = "0123456789abcdef0123456789abcdef";

    @TempDir Path folder;
    private String said = "";

    private Path data() {
        return folder.resolve("data");
    }

    private Path backup() {
        return folder.resolve("backups/monday");
    }

    @BeforeEach
    void database() throws Exception {
        Database.open(new DatabaseOptions.Sqlite(data(), Clock.system())).close();
        Files.writeString(data().resolve("uuid"), "5b2de169-2785-441b-ae8c-186a1936b17d");
        Files.writeString(folder.resolve("kibana.yml"), "");
    }

    private void generatedKey() throws Exception {
        Files.writeString(data().resolve("encryption.key"), GENERATED + "\n");
    }

    private int run(String command, Path data, String... arguments) {
        StringWriter out = new StringWriter();
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("-c", folder.resolve("kibana.yml").toString()));
        all.addAll(List.of(arguments));
        all.add("--patchbay.data.path=" + data);
        int code =
                Main.run(
                        all.toArray(String[]::new),
                        line ->
                                line.setOut(new PrintWriter(out, true))
                                        .setErr(new PrintWriter(out, true)));
        said = out.toString().strip();
        return code;
    }

    private int backUp(String... settings) {
        List<String> all = new ArrayList<>(List.of("--to", backup().toString()));
        all.addAll(List.of(settings));
        return run("backup", data(), all.toArray(String[]::new));
    }

    private int restore(Path target, String... settings) {
        List<String> all = new ArrayList<>(List.of("--from", backup().toString()));
        all.addAll(List.of(settings));
        return run("restore", target, all.toArray(String[]::new));
    }

    private ObjectNode manifest() throws Exception {
        return (ObjectNode) Json.read(Files.readString(backup().resolve("backup.json")));
    }

    @Test
    void aGeneratedKeyGoesWithTheData() throws Exception {
        generatedKey();
        assertThat(backUp()).as(said).isZero();
        JsonNode manifest = manifest();
        String id = manifest.path("key").path("id").stringValue("");
        assertThat(said)
                .contains(
                        "bytes, schema version " + Schema.NEWEST + ", to " + backup(),
                        "It holds the encryption key (id "
                                + id
                                + "): whoever has it can read every secret.")
                .doesNotContain(GENERATED);
        assertThat(manifest.path("key").path("included").booleanValue(false)).isTrue();
        assertThat(manifest.toString()).doesNotContain(GENERATED);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup())))
                .isEqualTo("rwx------");

        Path target = folder.resolve("new");
        assertThat(restore(target)).as(said).isZero();
        assertThat(said).endsWith("to " + target + ". Start the server.");
        assertThat(target.resolve("encryption.key")).hasContent(GENERATED + "\n");
        assertThat(target.resolve("uuid")).hasContent("5b2de169-2785-441b-ae8c-186a1936b17d");
        Database.open(new DatabaseOptions.Sqlite(target, Clock.system())).close();
    }

    @Test
    void aKeyThatIsLeftOutIsAskedFor() throws Exception {
        generatedKey();
        assertThat(backUp("--without-key")).as(said).isZero();
        assertThat(said).contains("It does not hold the encryption key (id ");
        assertThat(backup().resolve("encryption.key")).doesNotExist();
        Path target = folder.resolve("new");
        assertThat(restore(target)).isEqualTo(78);
        assertThat(said).startsWith("patchbay: the backup does not hold the key ");
        assertThat(target).doesNotExist();
        assertThat(restore(target, "--" + KEY + "=" + GENERATED)).as(said).isZero();
        assertThat(restore(folder.resolve("none"), "--without-key")).as(said).isZero();
    }

    @Test
    void aConfiguredKeyMustBeThatOfTheBackup() throws Exception {
        assertThat(backUp("--" + KEY + "=" + FIRST)).as(said).isZero();
        assertThat(said).contains("Keep " + KEY + " (id ", ") with it: it is not in it.");
        assertThat(backup().resolve("encryption.key")).doesNotExist();
        Path target = folder.resolve("new");
        assertThat(restore(target)).isEqualTo(78);
        assertThat(restore(target, "--" + KEY + "=" + OTHER)).isEqualTo(78);
        assertThat(said)
                .startsWith("patchbay: the backup was sealed with the key ")
                .contains("decryptionOnlyKeys")
                .doesNotContain(OTHER);
        Files.writeString(
                folder.resolve("kibana.yml"),
                KEY + ": " + OTHER + "\n" + OLD + ": [" + FIRST + "]");
        assertThat(restore(target)).as(said).isZero();
    }

    @Test
    void aFolderInUseIsNotWrittenTo() throws Exception {
        assertThat(backUp()).as(said).isZero();
        assertThat(backUp()).isEqualTo(1);
        assertThat(said)
                .isEqualTo(
                        "patchbay: the folder "
                                + backup()
                                + " is not empty: a backup is written into a new one");
        assertThat(restore(data())).isEqualTo(1);
        assertThat(said)
                .isEqualTo(
                        "patchbay: the data directory "
                                + data()
                                + " is not empty: restore into a new one, nothing is ever"
                                + " overwritten");
        try (Database _ = Database.open(new DatabaseOptions.Sqlite(data(), Clock.system()))) {
            assertThat(restore(data())).isEqualTo(1);
            assertThat(said).contains("is in use by process ");
        }
    }

    @Test
    void whatIsDamagedOrForeignIsNotRestored() throws Exception {
        assertThat(restore(folder.resolve("new"))).isEqualTo(1);
        assertThat(said).contains(" is no backup: it has no backup.json");
        assertThat(backUp()).as(said).isZero();

        Path manifest = backup().resolve("backup.json");
        String good = Files.readString(manifest);
        Files.writeString(manifest, good.substring(0, good.length() / 2));
        assertThat(restore(folder.resolve("new"))).isEqualTo(1);
        assertThat(said).contains("backup.json is damaged");
        Files.writeString(manifest, Json.write(((ObjectNode) Json.read(good)).put("format", 2)));
        assertThat(restore(folder.resolve("new"))).isEqualTo(1);
        assertThat(said).contains("has a form that this program does not know");
        Files.writeString(
                manifest,
                Json.write(((ObjectNode) Json.read(good)).put("schema", Schema.NEWEST + 1)));
        assertThat(restore(folder.resolve("new"))).isEqualTo(1);
        assertThat(said)
                .contains(
                        "the backup has schema version "
                                + (Schema.NEWEST + 1)
                                + ", this program knows versions up to "
                                + Schema.NEWEST);
        Files.writeString(manifest, good);

        byte[] database = Files.readAllBytes(backup().resolve("patchbay.db"));
        database[database.length / 2] ^= 1;
        Files.write(backup().resolve("patchbay.db"), database);
        assertThat(restore(folder.resolve("new"))).isEqualTo(1);
        assertThat(said).contains("patchbay.db is damaged");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void postgresHasItsOwnTools() {
        String url = "--patchbay.database.url=jdbc:postgresql://127.0.0.1:9/none";
        String key = "--" + KEY + "=" + FIRST;
        assertThat(backUp(url, key)).as(said).isEqualTo(1);
        assertThat(said).contains("pg_dump and pg_restore, see docs/operate.md");
        assertThat(restore(folder.resolve("new"), url, key)).isEqualTo(1);
    }

    @Test
    void withoutADatabaseThereIsNoBackup() {
        assertThat(run("backup", folder.resolve("nothing"), "--to", backup().toString()))
                .isEqualTo(1);
        assertThat(said).contains("there is no database in " + folder.resolve("nothing"));
        assertThat(backup()).doesNotExist();
    }
}
