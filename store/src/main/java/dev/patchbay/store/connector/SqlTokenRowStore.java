package dev.patchbay.store.connector;

import dev.patchbay.engine.connector.TokenRow;
import dev.patchbay.engine.connector.TokenRowStore;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.store.sql.Sql;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@link TokenRowStore} in SQL. */
public final class SqlTokenRowStore implements TokenRowStore {

    static final String DELETE = "delete from connector_token where connector_id = ?";

    private static final String SELECT =
            "select connector_id, sealed_token, created_at, expires_at from connector_token ";

    private final Sql sql;

    /** Over this database. */
    public SqlTokenRowStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<TokenRow> findToken(String connectorId) {
        return sql.read(s ->
                s.first(SELECT + "where connector_id = ?", SqlTokenRowStore::token, connectorId));
    }

    @Override
    public List<TokenRow> scanTokens(String afterId, int limit) {
        return sql.read(s ->
                s.query(
                        SELECT + "where connector_id > ? order by connector_id limit ?",
                        SqlTokenRowStore::token,
                        afterId,
                        limit));
    }

    @Override
    public void putToken(Tx tx, TokenRow row) {
        sql.of(tx)
                .session()
                .update(
                        """
                        insert into connector_token (connector_id, sealed_token, created_at,
                          expires_at)
                        values (?, ?, ?, ?) on conflict (connector_id) do update set
                          sealed_token = excluded.sealed_token, created_at = excluded.created_at,
                          expires_at = excluded.expires_at
                        """,
                        row.connectorId(),
                        row.sealedToken(),
                        row.createdAt().toEpochMilli(),
                        millis(row.expiresAt()));
    }

    @Override
    public boolean replaceToken(Tx tx, TokenRow before, TokenRow after) {
        return sql.of(tx)
                        .session()
                        .update(
                                """
                                update connector_token set sealed_token = ?, created_at = ?,
                                  expires_at = ?
                                where connector_id = ? and sealed_token = ?
                                """,
                                after.sealedToken(),
                                after.createdAt().toEpochMilli(),
                                millis(after.expiresAt()),
                                before.connectorId(),
                                before.sealedToken())
                > 0;
    }

    @Override
    public void deleteToken(Tx tx, String connectorId) {
        sql.of(tx).session().update(DELETE, connectorId);
    }

    private static @Nullable Long millis(Optional<Instant> time) {
        return time.map(Instant::toEpochMilli).orElse(null);
    }

    private static TokenRow token(ResultSet row) throws SQLException {
        Instant created = Instant.ofEpochMilli(row.getLong(3));
        long expires = row.getLong(4);
        Optional<Instant> end =
                row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(expires));
        return new TokenRow(row.getString(1), row.getBytes(2), created, end);
    }
}
