package dev.patchbay.server.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the CA files of {@code customHostSettings}; the reasons are worded as Node words them. */
final class AuthorityFiles {

    private static final int LARGEST = 4 * 1024 * 1024;

    private AuthorityFiles() {}

    /** The text of a file; empty, with a notice, when it cannot be read. */
    static Optional<String> read(FilePaths paths, String name, List<Notice> notices) {
        if (!FilePaths.valid(name)) {
            return ignored(name, "ENOENT: no such file or directory, open '" + name + "'", notices);
        }
        Path file = paths.resolve(name);
        if (Files.isDirectory(file)) {
            return ignored(name, "EISDIR: illegal operation on a directory, read", notices);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            return bytes.length > LARGEST
                    ? ignored(name, "larger than " + LARGEST + " bytes", notices)
                    : Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return ignored(name, "ENOENT: no such file or directory, open '" + name + "'", notices);
        } catch (AccessDeniedException e) {
            return ignored(name, "EACCES: permission denied, open '" + name + "'", notices);
        } catch (IOException e) {
            return ignored(name, "EIO: i/o error, read", notices);
        }
    }

    private static Optional<String> ignored(String name, String reason, List<Notice> notices) {
        notices.add(
                Notice.warn(
                        Keys.oneLine(
                                "error reading file \""
                                        + name
                                        + "\" specified in xpack.actions.customHosts, ignoring: "
                                        + reason)));
        return Optional.empty();
    }
}
