package dev.patchbay.server;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.store.sql.DatabaseUnusableException;
import dev.patchbay.store.sqlite.SqliteBackup;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A backup: a folder with {@code backup.json}, the database, and, where the key of the server is a
 * generated one, that key. It is written under another name and renamed when it is whole.
 */
final class BackupFolder {

    static final String DATABASE = "patchbay.db";
    static final String KEY = "encryption.key";
    private static final String UUID = "uuid";
    private static final String MANIFEST = "backup.json";
    private static final int FORMAT = 1;

    private final Path folder;
    private final JsonNode manifest;

    private BackupFolder(Path folder, JsonNode manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /**
     * Makes a backup.
     *
     * @param data the data directory
     * @param target a folder that is missing or empty
     * @param withKey whether a generated key goes with it
     * @param keyId of the primary key, configured or generated
     */
    static BackupFolder create(
            Path data, Path target, boolean withKey, Optional<String> keyId, Instant now)
            throws IOException, DatabaseUnusableException {
        if (Files.exists(target) && !isEmptyFolder(target)) {
            throw new DatabaseUnusableException(
                    "the folder " + target + " is not empty: a backup is written into a new one");
        }
        Path growing = target.resolveSibling(target.getFileName() + ".part");
        if (Files.exists(growing)) {
            throw new DatabaseUnusableException(
                    growing + " is left from a backup that was cut off: remove it");
        }
        Files.createDirectories(target.toAbsolutePath().getParent());
        Files.createDirectory(
                growing,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        int schema = SqliteBackup.copy(data, growing.resolve(DATABASE));
        boolean hasKey = withKey && Files.isRegularFile(data.resolve(KEY));
        if (hasKey) {
            keep(data.resolve(KEY), growing.resolve(KEY));
        }
        if (Files.isRegularFile(data.resolve(UUID))) {
            keep(data.resolve(UUID), growing.resolve(UUID));
        }
        ObjectNode manifest =
                Json.object()
                        .put("format", FORMAT)
                        .put("patchbay", Version.current())
                        .put("schema", schema)
                        .put("created_at", now.toString());
        manifest.putObject("database")
                .put("bytes", Files.size(growing.resolve(DATABASE)))
                .put("sha256", digest(growing.resolve(DATABASE)));
        ObjectNode key = manifest.putObject("key").put("included", hasKey);
        keyId.ifPresent(id -> key.put("id", id));
        write(growing.resolve(MANIFEST), Json.write(manifest) + "\n");
        Files.deleteIfExists(target);
        Files.move(growing, target, StandardCopyOption.ATOMIC_MOVE);
        return new BackupFolder(target, manifest);
    }

    /** Reads a backup and makes sure that it is what it was. */
    static BackupFolder read(Path folder) throws IOException, DatabaseUnusableException {
        Path file = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(file)) {
            throw new DatabaseUnusableException(folder + " is no backup: it has no " + MANIFEST);
        }
        JsonNode manifest;
        try {
            manifest = Json.read(Files.readString(file));
        } catch (JacksonException e) {
            throw new DatabaseUnusableException(file + " is damaged", e);
        }
        if (manifest.path("format").intValue(0) != FORMAT) {
            throw new DatabaseUnusableException(
                    folder + " has a form that this program does not know: use a newer one");
        }
        Path database = folder.resolve(DATABASE);
        if (!Files.isRegularFile(database)
                || !digest(database)
                        .equals(manifest.path("database").path("sha256").stringValue(""))) {
            throw new DatabaseUnusableException(
                    database + " is damaged: it is not the file that was backed up");
        }
        return new BackupFolder(folder, manifest);
    }

    private static boolean isEmptyFolder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void keep(Path from, Path to) throws IOException {
        write(to, Files.readString(from));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text, StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream read =
                        new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            read.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(read.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a data directory gets, the database last. */
    List<Path> files(boolean withKey) {
        List<Path> files = new ArrayList<>();
        if (withKey) {
            files.add(folder.resolve(KEY));
        }
        if (Files.isRegularFile(folder.resolve(UUID))) {
            files.add(folder.resolve(UUID));
        }
        files.add(folder.resolve(DATABASE));
        return files;
    }

    int schema() {
        return manifest.path("schema").intValue(0);
    }

    long bytes() {
        return manifest.path("database").path("bytes").longValue(0);
    }

    boolean hasKey() {
        return Files.isRegularFile(folder.resolve(KEY));
    }

    /** The id of the key that the server sealed with; not secret. */
    Optional<String> keyId() {
        return Optional.ofNullable(manifest.path("key").path("id").stringValue(null));
    }
}
