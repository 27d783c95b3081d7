package dev.patchbay.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The names of the files, and their sizes, which are asked of the folder and not of the files. */
record SqliteFiles(Path directory) {

    Path database() {
        return directory.resolve("patchbay.db");
    }

    Path log() {
        return directory.resolve("patchbay.db-wal");
    }

    Path lock() {
        return directory.resolve("patchbay.lock");
    }

    Path backups() {
        return directory.resolve("backup");
    }

    /** Bytes; 0 when there is no such file. */
    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
