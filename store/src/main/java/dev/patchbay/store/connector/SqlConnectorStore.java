package dev.patchbay.store.connector;

import dev.patchbay.engine.connector.ConnectorStore;
import dev.patchbay.engine.connector.StoredConnector;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.store.sql.Session;
import dev.patchbay.store.sql.Sql;
import dev.patchbay.store.sql.SqlTx;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link ConnectorStore} in SQL. Where only this process writes, finds are served from memory. */
public final class SqlConnectorStore implements ConnectorStore {

    /** Bytes of connectors kept in memory: some 20 000 of them. */
    private static final long CACHED = 16L << 20;

    /** Ids in one statement. */
    private static final int AT_ONCE = 500;

    private static final String SELECT =
            "select id, space_id, type_id, name, config, sealed_secrets, missing_secrets, version,"
                    + " created_at, updated_at from connector ";

    private final Sql sql;
    private final Optional<ConnectorCache> cache;

    /** Over this database. */
    public SqlConnectorStore(Sql sql) {
        this.sql = sql;
        cache =
                switch (sql.dialect()) {
                    case SQLITE -> Optional.of(new ConnectorCache(CACHED));
                    case POSTGRES -> Optional.empty(); // other nodes write too
                };
    }

    @Override
    public Optional<StoredConnector> find(String spaceId, String id) {
        return cache.map(entries -> entries.find(id, () -> load(id)))
                .orElseGet(() -> load(id))
                .filter(connector -> connector.spaceId().equals(spaceId));
    }

    private Optional<StoredConnector> load(String id) {
        return sql.read(s -> s.first(SELECT + "where id = ?", SqlConnectorStore::connector, id));
    }

    @Override
    public List<StoredConnector> list(String spaceId) {
        return sql.read(s ->
                s.query(
                        SELECT + "where space_id = ? order by seq",
                        SqlConnectorStore::connector,
                        spaceId));
    }

    @Override
    public List<StoredConnector> scan(String afterId, int limit) {
        return sql.read(s ->
                s.query(
                        SELECT + "where id > ? order by id limit ?",
                        SqlConnectorStore::connector,
                        afterId,
                        limit));
    }

    @Override
    public List<StoredConnector> findAll(Collection<String> ids) {
        List<String> all = List.copyOf(ids);
        List<StoredConnector> found = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<String> some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
            String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
            found.addAll(
                    sql.read(s ->
                            s.query(
                                    SELECT + "where id in (" + marks + ")",
                                    SqlConnectorStore::connector,
                                    some.toArray())));
        }
        return found;
    }

    @Override
    public Map<String, String> origins(String spaceId) {
        Map<String, String> origins = new LinkedHashMap<>();
        sql.read(s ->
                s.query(
                        "select id, origin_id from connector"
                                + " where space_id = ? and origin_id is not null",
                        row -> origins.put(row.getString(1), row.getString(2)),
                        spaceId));
        return origins;
    }

    @Override
    public void setOrigin(Tx tx, String id, String originId) {
        sql.of(tx)
                .session()
                .update("update connector set origin_id = ? where id = ?", originId, id);
    }

    @Override
    public boolean insert(Tx tx, StoredConnector connector) {
        Session session = writing(tx, List.of(connector.id()));
        int added =
                session.update(
                        """
                        insert into connector (id, space_id, type_id, name, config, sealed_secrets,
                          missing_secrets, version, created_at, updated_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
                        """,
                        connector.id(),
                        connector.spaceId(),
                        connector.typeId(),
                        connector.name(),
                        connector.config(),
                        connector.sealedSecrets(),
                        connector.missingSecrets() ? 1 : 0,
                        connector.version(),
                        connector.createdAt().toEpochMilli(),
                        connector.updatedAt().toEpochMilli());
        if (added > 0) {
            // One that a late execution left behind belongs to an account of the former connector.
            session.update(SqlTokenRowStore.DELETE, connector.id());
        }
        return added > 0;
    }

    @Override
    public boolean update(Tx tx, StoredConnector connector) {
        return writing(tx, List.of(connector.id()))
                        .update(
                                """
                                update connector set type_id = ?, name = ?, config = ?,
                                  sealed_secrets = ?, missing_secrets = ?, version = ?,
                                  updated_at = ?
                                where id = ? and space_id = ? and version = ?
                                """,
                                connector.typeId(),
                                connector.name(),
                                connector.config(),
                                connector.sealedSecrets(),
                                connector.missingSecrets() ? 1 : 0,
                                connector.version(),
                                connector.updatedAt().toEpochMilli(),
                                connector.id(),
                                connector.spaceId(),
                                connector.version() - 1)
                > 0;
    }

    @Override
    public boolean delete(Tx tx, String spaceId, String id) {
        Session session = writing(tx, List.of(id));
        boolean found =
                session.update("delete from connector where id = ? and space_id = ?", id, spaceId)
                        > 0;
        if (found) {
            session.update(SqlTokenRowStore.DELETE, id);
        }
        return found;
    }

    @Override
    public void deleteSpace(Tx tx, String spaceId) {
        Session session = sql.of(tx).session();
        List<String> ids =
                session.query(
                        "delete from connector where space_id = ? returning id",
                        row -> row.getString(1),
                        spaceId);
        writing(tx, ids);
        ids.forEach(id -> session.update(SqlTokenRowStore.DELETE, id));
    }

    private Session writing(Tx tx, List<String> ids) {
        SqlTx running = sql.of(tx);
        cache.ifPresent(entries -> running.whenEnded(_ -> entries.written(ids)));
        return running.session();
    }

    private static StoredConnector connector(ResultSet row) throws SQLException {
        return new StoredConnector(
                row.getString(1),
                // Thousands of connectors are of a few spaces and types.
                row.getString(2).intern(),
                row.getString(3).intern(),
                row.getString(4),
                row.getString(5),
                row.getBytes(6),
                row.getInt(7) == 1,
                row.getLong(8),
                Instant.ofEpochMilli(row.getLong(9)),
                Instant.ofEpochMilli(row.getLong(10)));
    }
}
