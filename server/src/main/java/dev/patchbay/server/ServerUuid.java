package dev.patchbay.server;

import dev.patchbay.sdk.time.IdSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/** {@code server.uuid}: generated once and kept in the data directory, as Kibana does. */
final class ServerUuid {

    private static final Pattern FORM =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private ServerUuid() {}

    /**
     * The id in the file {@code uuid}; a file that holds none is replaced.
     *
     * @throws IOException when the file can be neither read nor written
     */
    static String of(Path dataDirectory, IdSource ids) throws IOException {
        Files.createDirectories(dataDirectory);
        Path file = dataDirectory.resolve("uuid");
        if (Files.exists(file)) {
            String text = Files.readString(file).strip();
            if (FORM.matcher(text).matches()) {
                return text;
            }
        }
        String made = ids.uuid();
        Path temporary = dataDirectory.resolve("uuid." + made);
        Files.writeString(temporary, made + "\n");
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        return made;
    }
}
