package dev.patchbay.store.sql;

/** The databases, where their SQL differs. */
public enum Dialect {
    /** SQLite 3. */
    SQLITE("sqlite"),
    /** PostgreSQL 14 and later. */
    POSTGRES("postgres");

    private final String folder;

    Dialect(String folder) {
        this.folder = folder;
    }

    /** Where its migrations are on the class path. */
    public String migrations() {
        return "dev/patchbay/store/migration/" + folder;
    }
}
