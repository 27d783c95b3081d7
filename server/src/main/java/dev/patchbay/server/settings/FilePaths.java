package dev.patchbay.server.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths of settings, relative to the directory in which the server was started. */
record FilePaths(Path workingDirectory) {

    /** Whether the file system can have such a path. */
    static boolean valid(String text) {
        try {
            return !Path.of(text).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** The absolute path of a valid text. */
    Path resolve(String text) {
        return workingDirectory.resolve(text).toAbsolutePath().normalize();
    }
}
