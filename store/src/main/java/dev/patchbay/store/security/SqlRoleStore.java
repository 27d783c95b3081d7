package dev.patchbay.store.security;

import dev.patchbay.engine.security.Role;
import dev.patchbay.engine.security.RoleDescriptor;
import dev.patchbay.engine.security.RoleStore;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.sdk.json.Json;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@link RoleStore} in SQL. */
final class SqlRoleStore implements RoleStore {

    private static final String ALL = "select name, descriptor from security_role";
    private static final String ONE = ALL + " where name = ?";

    private final SecuritySql sql;

    SqlRoleStore(SecuritySql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Role> findRole(String name) {
        return sql.read(c -> Statements.query(c, ONE, SqlRoleStore::role, name)).stream()
                .findFirst();
    }

    @Override
    public Optional<Role> findRole(Tx tx, String name) {
        return Statements.queryIn(sql.of(tx), ONE, SqlRoleStore::role, name).stream().findFirst();
    }

    @Override
    public List<Role> listRoles() {
        return sql.read(c -> Statements.query(c, ALL, SqlRoleStore::role)).stream()
                .sorted(Comparator.comparing(Role::name))
                .toList();
    }

    @Override
    public boolean putRole(Tx tx, Role role) {
        String descriptor = Json.write(role.descriptor().toJson());
        int updated =
                Statements.update(
                        sql.of(tx),
                        "update security_role set descriptor = ? where name = ?",
                        descriptor,
                        role.name());
        if (updated == 0) {
            Statements.update(
                    sql.of(tx),
                    "insert into security_role (name, descriptor) values (?, ?)",
                    role.name(),
                    descriptor);
        }
        return updated == 0;
    }

    @Override
    public boolean deleteRole(Tx tx, String name) {
        return Statements.update(sql.of(tx), "delete from security_role where name = ?", name) > 0;
    }

    private static Role role(ResultSet row) throws SQLException {
        return new Role(
                row.getString("name"),
                RoleDescriptor.fromJson(Json.read(row.getString("descriptor"))));
    }
}
