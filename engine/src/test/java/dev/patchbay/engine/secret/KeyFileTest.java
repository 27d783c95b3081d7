package dev.patchbay.engine.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.secret.KeyFile.Found;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.IdSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class KeyFileTest {

    @TempDir private Path directory;
    private KeyFile file;

    @BeforeEach
    void inAnEmptyDirectory() {
        file = new KeyFile(directory, IdSource.random());
    }

    @Test
    void theFirstStartMakesAFileThatOnlyItsOwnerReads() throws IOException {
        Found.Key key = key();

        assertThat(key.created()).isTrue();
        assertThat(key.warning()).isEmpty();
        assertThat(key.text().reveal()).matches("[0-9a-f]{64}");
        assertThat(permissions()).isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file.path());
        }
    }

    @Test
    void theNextStartReadsTheSameKey() {
        Secret first = key().text();

        Found.Key second = key();

        assertThat(second.text()).isEqualTo(first);
        assertThat(second.created()).isFalse();
    }

    @Test
    void twoDirectoriesHaveTwoKeys(@TempDir Path other) {
        assertThat(new KeyFile(other, IdSource.random()).readOrCreate())
                .isNotEqualTo(file.readOrCreate());
    }

    @Test
    void aFileThatOthersCanReadIsClosedAndSaid() throws IOException {
        Secret first = key().text();
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r--r--"));

        Found.Key again = key();

        assertThat(again.text()).isEqualTo(first);
        assertThat(again.warning())
                .contains(
                        "the key file "
                                + file.path()
                                + " was open to other users; its permissions are 0600 again. If"
                                + " anyone may have read it, set a new encryptionKey and rotate.");
        assertThat(permissions()).isEqualTo("rw-------");
        assertThat(key().warning()).isEmpty();
    }

    @Test
    void aStricterFileIsLeftAsItIs() throws IOException {
        key();
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("r--------"));

        assertThat(key().warning()).isEmpty();
        assertThat(permissions()).isEqualTo("r--------");
    }

    @Test
    void aDamagedFileIsNeverReplaced() throws IOException {
        key();
        Files.writeString(file.path(), "short\n");

        assertThat(file.readOrCreate())
                .isEqualTo(
                        new Found.Unusable(
                                "the key file "
                                        + file.path()
                                        + " is damaged. Restore it from its backup: without it no"
                                        + " stored secret can be read."));
        assertThat(file.path()).hasContent("short\n");
    }

    @Test
    void aLinkOrADirectoryIsNoKeyFile() throws IOException {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "x".repeat(64));
        Files.createSymbolicLink(file.path(), elsewhere);
        assertThat(file.readOrCreate()).isInstanceOf(Found.Unusable.class);

        Files.delete(file.path());
        Files.createDirectory(file.path());
        assertThat(file.readOrCreate())
                .isEqualTo(
                        new Found.Unusable(
                                file.path() + " is not a plain file, so it is not used as key"));
    }

    @Test
    void aDirectoryThatIsNotThereIsReported() {
        KeyFile nowhere = new KeyFile(directory.resolve("missing"), IdSource.random());

        assertThat(nowhere.readOrCreate())
                .isInstanceOfSatisfying(
                        Found.Unusable.class,
                        no -> assertThat(no.why()).startsWith("the key file " + nowhere.path()));
    }

    @Test
    void sqliteWithoutAKeyWarnsAtEveryStart() {
        String warning =
                "xpack.encryptedSavedObjects.encryptionKey is not set; using the generated key in "
                        + file.path()
                        + ". Back it up: without it no stored secret can be read.";

        KeyChoice.Chosen first = (KeyChoice.Chosen) choose(Optional.empty(), false);
        KeyChoice.Chosen second = (KeyChoice.Chosen) choose(Optional.empty(), false);

        assertThat(first.warnings()).containsExactly(warning);
        assertThat(first.generated()).isTrue();
        assertThat(second.warnings()).containsExactly(warning);
        assertThat(second.generated()).isFalse();
        assertThat(second.ring().primaryKeyId()).isEqualTo(first.ring().primaryKeyId());
    }

    @Test
    void postgresWithoutAKeyIsRefused() {
        assertThat(choose(Optional.empty(), true))
                .isEqualTo(
                        new KeyChoice.NotConfigured(
                                "xpack.encryptedSavedObjects.encryptionKey must be set when"
                                        + " patchbay.database.url names PostgreSQL: every node"
                                        + " needs the same key."));
        assertThat(file.path()).doesNotExist();
    }

    @Test
    void aConfiguredKeyNeedsNoFileOnEitherDatabase() {
        for (boolean postgres : List.of(true, false)) {
            KeyChoice.Chosen chosen =
                    (KeyChoice.Chosen) choose(Optional.of(new Secret("k".repeat(32))), postgres);

            assertThat(chosen.warnings()).isEmpty();
            assertThat(chosen.generated()).isFalse();
        }
        assertThat(file.path()).doesNotExist();
    }

    @Test
    void aGeneratedKeyThatIsNoLongerUsedIsSaid() {
        Secret generated = key().text();
        KeyRing before = ((KeyChoice.Chosen) choose(Optional.empty(), false)).ring();

        KeyChoice.Chosen chosen =
                (KeyChoice.Chosen)
                        KeyChoice.of(
                                Optional.of(new Secret("k".repeat(32))),
                                List.of(generated),
                                false,
                                file,
                                IdSource.random());

        assertThat(chosen.warnings())
                .containsExactly(
                        "the generated key in "
                                + file.path()
                                + " is not used, because xpack.encryptedSavedObjects.encryptionKey"
                                + " is set. Put it into keyRotation.decryptionOnlyKeys until"
                                + " _rotate_key has run, then delete the file.");
        byte[] sealed = before.box(Purpose.RULE_KEY).seal(new byte[] {1}, new byte[0]);
        assertThat(chosen.ring().box(Purpose.RULE_KEY).open(sealed, new byte[0]))
                .isInstanceOfSatisfying(
                        Opened.Value.class, value -> assertThat(value.primary()).isFalse());
    }

    @Test
    void anUnusableFileStopsTheStart() throws IOException {
        Files.writeString(file.path(), "");

        assertThat(choose(Optional.empty(), false)).isInstanceOf(KeyChoice.Unusable.class);
    }

    private KeyChoice choose(Optional<Secret> configured, boolean postgres) {
        return KeyChoice.of(configured, List.of(), postgres, file, IdSource.random());
    }

    private Found.Key key() {
        Found found = file.readOrCreate();
        assertThat(found).isInstanceOf(Found.Key.class);
        return (Found.Key) found;
    }

    private String permissions() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path()));
    }
}
