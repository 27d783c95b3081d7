package dev.patchbay.store;

import dev.patchbay.engine.connector.ConnectorStore;
import dev.patchbay.engine.connector.TokenRowStore;
import dev.patchbay.engine.delivery.DeliveryStore;
import dev.patchbay.engine.eventlog.EventOutbox;
import dev.patchbay.engine.eventlog.EventStore;
import dev.patchbay.engine.security.SecurityStores;
import dev.patchbay.engine.space.SpaceStore;
import dev.patchbay.engine.store.UnitOfWork;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.connector.SqlConnectorStore;
import dev.patchbay.store.connector.SqlTokenRowStore;
import dev.patchbay.store.delivery.SqlDeliveryStore;
import dev.patchbay.store.event.EventStores;
import dev.patchbay.store.event.SqlEventOutbox;
import dev.patchbay.store.postgres.PostgresDatabase;
import dev.patchbay.store.security.SqlSecurity;
import dev.patchbay.store.sql.DatabaseUnusableException;
import dev.patchbay.store.sql.Figures;
import dev.patchbay.store.sql.Sql;
import dev.patchbay.store.sqlite.SqliteDatabase;

import java.time.Instant;

/** An open database and the ports that it serves. Thread-safe; blocking. */
public final class Database implements AutoCloseable {

    private final Sql sql;
    private final ConnectorStore connectors;
    private final TokenRowStore tokens;
    private final EventStore events;
    private final SqlEventOutbox outbox;
    private final DeliveryStore deliveries;
    private final SqlSecurity security;

    private Database(Sql sql, Clock clock) {
        this.sql = sql;
        connectors = new SqlConnectorStore(sql);
        tokens = new SqlTokenRowStore(sql);
        outbox = new SqlEventOutbox(sql);
        events = EventStores.of(sql, outbox, clock);
        deliveries = new SqlDeliveryStore(sql, clock);
        security = new SqlSecurity(new SecurityAccess(sql), sql);
    }

    /**
     * Opens a database and brings its schema up to date.
     *
     * @throws DatabaseUnusableException with the operator's line, when it cannot be used
     */
    public static Database open(DatabaseOptions options) throws DatabaseUnusableException {
        return new Database(
                switch (options) {
                    case DatabaseOptions.Sqlite sqlite ->
                            SqliteDatabase.open(sqlite.directory(), sqlite.clock());
                    case DatabaseOptions.Postgres postgres ->
                            PostgresDatabase.open(
                                    postgres.url(),
                                    postgres.user(),
                                    postgres.password(),
                                    postgres.allowUnsafe(),
                                    postgres.poolSize(),
                                    postgres.clock());
                },
                options.clock());
    }

    /**
     * Opens a database for a short work beside the servers that may use it, such as a command on
     * the host. Neither makes nor migrates anything.
     *
     * @throws DatabaseUnusableException with the operator's line, also when the schema is not that
     *     of this program
     */
    public static Database beside(DatabaseOptions options) throws DatabaseUnusableException {
        return new Database(
                switch (options) {
                    case DatabaseOptions.Sqlite sqlite -> SqliteDatabase.beside(sqlite.directory());
                    case DatabaseOptions.Postgres postgres ->
                            PostgresDatabase.beside(
                                    postgres.url(),
                                    postgres.user(),
                                    postgres.password(),
                                    postgres.allowUnsafe());
                },
                options.clock());
    }

    /** Runs writes that belong together. */
    public UnitOfWork work() {
        return sql;
    }

    /** Connectors. */
    public ConnectorStore connectors() {
        return connectors;
    }

    /** OAuth tokens of connectors. */
    public TokenRowStore tokens() {
        return tokens;
    }

    /** The event log. */
    public EventStore events() {
        return events;
    }

    /** Events that wait to be sent elsewhere. */
    public EventOutbox outbox() {
        return outbox;
    }

    /** Deliveries. */
    public DeliveryStore deliveries() {
        return deliveries;
    }

    /** Users, roles, API keys. */
    public SecurityStores security() {
        return security.stores();
    }

    /** Spaces. */
    public SpaceStore spaces() {
        return security.spaces();
    }

    /**
     * Asks the database for a sign of life.
     *
     * @throws dev.patchbay.engine.store.StoreUnavailableException when there is none
     */
    public void ping() {
        sql.read(session -> session.query("select 1", row -> row.getInt(1)));
    }

    /** The time of the database's machine, to the second. */
    public Instant time() {
        String question =
                switch (sql.dialect()) {
                    case SQLITE -> "select cast(strftime('%s', 'now') as integer)";
                    case POSTGRES -> "select cast(extract(epoch from clock_timestamp()) as bigint)";
                };
        return Instant.ofEpochSecond(
                sql.read(session -> session.query(question, row -> row.getLong(1))).getFirst());
    }

    /** What can be counted and measured now; does not ask the database. */
    public Figures figures() {
        return sql.figures();
    }

    @Override
    public void close() {
        sql.close();
    }
}
