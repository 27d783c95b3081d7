package dev.patchbay.store;

import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;

import java.nio.file.Path;
import java.util.Optional;

/** Which database to open ({@code patchbay.database.*}, contract/settings.md, section 8). */
public sealed interface DatabaseOptions {

    /** The clock of the server. */
    Clock clock();

    /**
     * SQLite in a folder.
     *
     * @param directory {@code patchbay.data.path}, absolute; made when it is missing
     */
    record Sqlite(Path directory, Clock clock) implements DatabaseOptions {}

    /**
     * PostgreSQL.
     *
     * @param url {@code jdbc:postgresql://…}; may hold a password
     * @param user empty = as the URL says
     * @param allowUnsafe whether the server may run without {@code fsync}, {@code full_page_writes}
     *     or {@code synchronous_commit}
     * @param poolSize connections, from 1
     */
    record Postgres(
            Secret url,
            Optional<String> user,
            Optional<Secret> password,
            boolean allowUnsafe,
            int poolSize,
            Clock clock)
            implements DatabaseOptions {}
}
