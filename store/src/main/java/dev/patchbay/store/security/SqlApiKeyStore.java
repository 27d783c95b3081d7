package dev.patchbay.store.security;

import dev.patchbay.engine.security.ApiKey;
import dev.patchbay.engine.security.ApiKeyStore;
import dev.patchbay.engine.security.RoleDescriptor;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.sdk.json.Json;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@link ApiKeyStore} in SQL. */
final class SqlApiKeyStore implements ApiKeyStore {

    private static final String SELECT = "select * from api_key";
    private static final String ONE = SELECT + " where id = ?";
    private static final String ALL = SELECT + " order by created_at, id";

    private final SecuritySql sql;

    SqlApiKeyStore(SecuritySql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<ApiKey> findKey(String id) {
        return sql.read(c -> Statements.query(c, ONE, SqlApiKeyStore::key, id)).stream()
                .findFirst();
    }

    @Override
    public Optional<ApiKey> findKey(Tx tx, String id) {
        return Statements.queryIn(sql.of(tx), ONE, SqlApiKeyStore::key, id).stream().findFirst();
    }

    @Override
    public List<ApiKey> listKeys() {
        return sql.read(c -> Statements.query(c, ALL, SqlApiKeyStore::key));
    }

    @Override
    public List<ApiKey> listKeys(Tx tx) {
        return Statements.queryIn(sql.of(tx), ALL, SqlApiKeyStore::key);
    }

    @Override
    public List<ApiKey> listKeysOf(Tx tx, String ownerId) {
        return Statements.queryIn(
                sql.of(tx), SELECT + " where owner_id = ?", SqlApiKeyStore::key, ownerId);
    }

    @Override
    public void insertKey(Tx tx, ApiKey key) {
        Statements.update(
                sql.of(tx),
                """
                insert into api_key (id, name, owner_id, owner_name, salt, hash, descriptors,
                  limited_by, metadata, created_at, expires_at, invalidated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                key.id(),
                key.name(),
                key.ownerId(),
                key.ownerName(),
                key.salt(),
                key.hash(),
                Json.write(RoleDescriptor.toJson(key.descriptors())),
                Json.write(RoleDescriptor.toJson(key.limitedBy())),
                Json.write(key.metadata()),
                key.createdAt().toEpochMilli(),
                millis(key.expiresAt()),
                millis(key.invalidatedAt()));
    }

    @Override
    public void updateKey(Tx tx, ApiKey key) {
        Statements.update(
                sql.of(tx),
                """
                update api_key set descriptors = ?, limited_by = ?, metadata = ?, expires_at = ?,
                  invalidated_at = ? where id = ?
                """,
                Json.write(RoleDescriptor.toJson(key.descriptors())),
                Json.write(RoleDescriptor.toJson(key.limitedBy())),
                Json.write(key.metadata()),
                millis(key.expiresAt()),
                millis(key.invalidatedAt()),
                key.id());
    }

    @Override
    public void deleteFinishedKeys(Tx tx, Instant limit) {
        Statements.update(
                sql.of(tx),
                "delete from api_key where invalidated_at <= ? or expires_at <= ?",
                limit.toEpochMilli(),
                limit.toEpochMilli());
    }

    private static @Nullable Long millis(Optional<Instant> time) {
        return time.map(Instant::toEpochMilli).orElse(null);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getString("id"),
                row.getString("name"),
                row.getString("owner_id"),
                row.getString("owner_name"),
                row.getBytes("salt"),
                row.getBytes("hash"),
                RoleDescriptor.mapFromJson(Json.read(row.getString("descriptors"))),
                RoleDescriptor.mapFromJson(Json.read(row.getString("limited_by"))),
                (ObjectNode) Json.read(row.getString("metadata")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "expires_at"),
                instant(row, "invalidated_at"));
    }
}
