package dev.patchbay.store.security;

import dev.patchbay.engine.security.Credential;
import dev.patchbay.engine.security.User;
import dev.patchbay.engine.security.UserStore;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.secret.Secret;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@link UserStore} in SQL. */
final class SqlUserStore implements UserStore {

    private static final String ALL = "select * from security_user";
    private static final String ONE = ALL + " where name = ?";

    private final SecuritySql sql;

    SqlUserStore(SecuritySql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<User> findUser(String name) {
        return sql.read(c -> Statements.query(c, ONE, SqlUserStore::user, name)).stream()
                .findFirst();
    }

    @Override
    public Optional<User> findUser(Tx tx, String name) {
        return Statements.queryIn(sql.of(tx), ONE, SqlUserStore::user, name).stream().findFirst();
    }

    @Override
    public List<User> listUsers() {
        return sorted(sql.read(c -> Statements.query(c, ALL, SqlUserStore::user)));
    }

    @Override
    public List<User> listUsers(Tx tx) {
        return sorted(Statements.queryIn(sql.of(tx), ALL, SqlUserStore::user));
    }

    /** Databases have orders of their own. */
    private static List<User> sorted(List<User> users) {
        return users.stream().sorted(Comparator.comparing(User::name)).toList();
    }

    @Override
    public void putUser(Tx tx, User user) {
        if (!(user.credential() instanceof Credential.Hash(Secret hash))) {
            throw new IllegalArgumentException("only hashes are stored");
        }
        ArrayNode roles = Json.array();
        user.roles().forEach(roles::add);
        Statements.update(
                sql.of(tx),
                """
                insert into security_user
                  (name, id, password_hash, roles, full_name, email, metadata, enabled)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (name) do update set
                  id = excluded.id, password_hash = excluded.password_hash, roles = excluded.roles,
                  full_name = excluded.full_name, email = excluded.email,
                  metadata = excluded.metadata, enabled = excluded.enabled
                """,
                user.name(),
                user.id(),
                hash.reveal(),
                Json.write(roles),
                user.fullName().orElse(null),
                user.email().orElse(null),
                Json.write(user.metadata()),
                user.enabled() ? 1 : 0);
    }

    @Override
    public boolean deleteUser(Tx tx, String name) {
        return Statements.update(sql.of(tx), "delete from security_user where name = ?", name) > 0;
    }

    private static User user(ResultSet row) throws SQLException {
        String name = row.getString("name");
        return new User(
                name,
                row.getString("id"),
                new Credential.Hash(new Secret(row.getString("password_hash"))),
                Json.read(row.getString("roles")).values().stream()
                        .map(role -> role.stringValue(""))
                        .toList(),
                Optional.ofNullable(row.getString("full_name")),
                Optional.ofNullable(row.getString("email")),
                (ObjectNode) Json.read(row.getString("metadata")),
                row.getInt("enabled") == 1,
                name.equals(User.ELASTIC) ? User.Origin.RESERVED : User.Origin.STORED);
    }
}
