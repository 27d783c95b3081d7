package dev.patchbay.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.sql.DatabaseUnusableException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Which folders are taken, and what an operator reads about the others. */
class SqliteOpeningTest {

    @TempDir Path folder;

    private static SqliteDatabase open(Path directory) throws DatabaseUnusableException {
        return SqliteDatabase.open(directory, Clock.system());
    }

    @Test
    void folderAndFilesAreTheOwners() throws Exception {
        Path data = folder.resolve("a/b");
        try (SqliteDatabase database = open(data)) {
            assertThat(permissions(data)).isEqualTo("rwx------");
            database.write(tx -> true);
            for (String file : List.of("patchbay.db", "patchbay.db-wal", "patchbay.lock")) {
                assertThat(permissions(data.resolve(file))).as(file).isEqualTo("rw-------");
            }
        }
    }

    private static String permissions(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void secondServerInThisProcessIsRefused() throws Exception {
        String holder = "process " + ProcessHandle.current().pid() + " on host ";
        try (SqliteDatabase database = open(folder)) {
            Path sameFolder = folder.resolve("../" + folder.getFileName());
            assertThatThrownBy(() -> open(sameFolder))
                    .isInstanceOf(DatabaseUnusableException.class)
                    .hasMessageStartingWith(
                            "the data directory " + sameFolder + " is in use by " + holder);
            List<Integer> alive = database.read(s -> s.query("select 1", row -> row.getInt(1)));
            assertThat(alive).containsExactly(1);
        }
        open(folder).close();
    }

    @Test
    void secondProcessIsRefusedUntilTheFirstIsGone() throws Exception {
        Process other = CrashingWriter.start(folder);
        try {
            CrashingWriter.firstLine(other);
            assertThatThrownBy(() -> open(folder))
                    .isInstanceOf(DatabaseUnusableException.class)
                    .hasMessageStartingWith(
                            "the data directory "
                                    + folder
                                    + " is in use by process "
                                    + other.pid()
                                    + " on host ");
        } finally {
            other.destroyForcibly().waitFor();
        }
        open(folder).close();
    }

    @Test
    void folderThatIsAFileIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(DatabaseUnusableException.class)
                .hasMessage("the data directory " + file + " is a file");
    }

    @Test
    void folderThatCannotBeMadeIsRefused() {
        Path impossible = Path.of("/proc/patchbay");
        assumeTrue(Files.isDirectory(Path.of("/proc/self")));
        assertThatThrownBy(() -> open(impossible))
                .isInstanceOf(DatabaseUnusableException.class)
                .hasMessage("the data directory /proc/patchbay cannot be created");
    }

    @Test
    void folderThatCannotBeWrittenIsRefused() {
        // Permissions do not hold root back, a file system of the kernel does.
        Path readOnly = Path.of("/sys/kernel");
        assumeTrue(Files.isDirectory(readOnly));
        assertThatThrownBy(() -> open(readOnly))
                .isInstanceOf(DatabaseUnusableException.class)
                .hasMessage("the data directory /sys/kernel cannot be written");
    }

    @Test
    void fileThatIsNoDatabaseIsRefusedAndLeftAlone() throws Exception {
        Path file = folder.resolve("patchbay.db");
        String text = "this is not a database, and long enough to have a header. ".repeat(40);
        Files.writeString(file, text);
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(DatabaseUnusableException.class)
                .hasMessage("the database " + file + " cannot be opened");
        assertThat(file).hasContent(text);
    }

    @ParameterizedTest
    @CsvSource({
        "nfs, true",
        "nfs4, true",
        "cifs, true",
        "smb3, true",
        "9p, true",
        "fuse.sshfs, true",
        "fuse.s3fs, true",
        "FUSE.RCLONE, true",
        "ceph, true",
        "ext4, false",
        "xfs, false",
        "btrfs, false",
        "zfs, false",
        "overlay, false",
        "tmpfs, false",
        "apfs, false",
        "fuse.fuse-overlayfs, false",
        "'', false"
    })
    void networkFileSystemsAreKnownByTheirType(String type, boolean network) {
        assertThat(DataDirectory.isNetwork(type)).isEqualTo(network);
    }
}
