package dev.patchbay.store;

import dev.patchbay.engine.store.Tx;
import dev.patchbay.store.security.SecuritySql;
import dev.patchbay.store.sql.Sql;

import java.sql.Connection;

/** How the adapters of security reach the database. */
record SecurityAccess(Sql sql) implements SecuritySql {

    @Override
    public <T> T read(Reading<T> reading) {
        return sql.read(session -> reading.apply(session.connection()));
    }

    @Override
    public Connection of(Tx tx) {
        return sql.of(tx).session().connection();
    }
}
