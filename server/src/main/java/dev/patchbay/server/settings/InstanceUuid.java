package dev.patchbay.server.settings;

import dev.patchbay.engine.secret.OwnerOnlyFile;
import dev.patchbay.sdk.time.IdSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The id of this server where {@code server.uuid} is not set: made at the first start and kept in
 * the file {@code uuid} of the data directory, where Kibana keeps it too. Stateless.
 */
public final class InstanceUuid {

    private static final String FILE = "uuid";

    private InstanceUuid() {}

    /**
     * The kept id, else a new one, which is kept from now on.
     *
     * @param directory the data directory, which only one server uses at a time
     * @throws IOException when the file cannot be read or written, or does not hold a UUID; the
     *     message says so
     */
    public static String of(Path directory, IdSource ids) throws IOException {
        Path file = directory.resolve(FILE);
        if (Files.exists(file)) {
            return read(file);
        }
        String uuid = ids.uuid();
        OwnerOnlyFile.replace(file, uuid, ids);
        return uuid;
    }

    private static String read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8).strip();
        try {
            return UUID.fromString(text).toString();
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " does not hold a UUID: remove it, or set server.uuid", e);
        }
    }
}
