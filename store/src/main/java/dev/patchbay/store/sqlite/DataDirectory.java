package dev.patchbay.store.sqlite;

import dev.patchbay.store.sql.DatabaseUnusableException;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;

/** Prepares the folder of the database, and refuses one that cannot hold it. Stateless. */
final class DataDirectory {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE =
            PosixFilePermissions.fromString("rw-------");

    /** File systems whose locks or shared memory do not hold what SQLite needs. */
    private static final Set<String> NETWORK =
            Set.of(
                    "nfs",
                    "nfs4",
                    "cifs",
                    "smb",
                    "smb2",
                    "smb3",
                    "smbfs",
                    "ncpfs",
                    "afs",
                    "9p",
                    "ceph",
                    "glusterfs",
                    "lustre",
                    "beegfs",
                    "gfs",
                    "gfs2",
                    "ocfs2",
                    "davfs",
                    "davfs2",
                    "webdav",
                    "afpfs",
                    "coda");

    /** Kinds of FUSE that are not a network. */
    private static final Set<String> LOCAL_FUSE =
            Set.of("fuse.ext2", "fuse.ntfs-3g", "fuse.zfs", "fuse.fuse-overlayfs");

    private DataDirectory() {}

    /** Creates the folder unless it is there, only for its owner. */
    static void prepare(Path directory) throws DatabaseUnusableException {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
        } catch (FileAlreadyExistsException e) {
            throw new DatabaseUnusableException(
                    "the data directory " + directory + " is a file", e);
        } catch (IOException e) {
            throw new DatabaseUnusableException(
                    "the data directory " + directory + " cannot be created", e);
        }
        String type = fileSystem(directory);
        if (isNetwork(type)) {
            throw new DatabaseUnusableException(
                    "the data directory "
                            + directory
                            + " is on a network file system ("
                            + type
                            + "), on which SQLite loses data: use a local disk, or PostgreSQL with"
                            + " patchbay.database.url");
        }
    }

    /** The type of the file system; empty when the system does not tell. */
    private static String fileSystem(Path directory) {
        try {
            return Files.getFileStore(directory).type();
        } catch (IOException e) {
            return "";
        }
    }

    /** Whether a file system of this type is reached over a network. */
    static boolean isNetwork(String type) {
        String name = type.toLowerCase(Locale.ROOT);
        return NETWORK.contains(name) || (name.startsWith("fuse.") && !LOCAL_FUSE.contains(name));
    }

    /** Makes a file that only its owner can read, unless it is there. Never opens one that is. */
    static void createFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_FILE));
        }
    }
}
