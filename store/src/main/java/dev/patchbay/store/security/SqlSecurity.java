package dev.patchbay.store.security;

import dev.patchbay.engine.security.SecurityStores;
import dev.patchbay.engine.security.SecurityVersion;
import dev.patchbay.engine.security.ServerIdentity;
import dev.patchbay.engine.space.SpaceStore;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.engine.store.UnitOfWork;

import java.util.List;
import java.util.Optional;

/** The ports of security and spaces over one database; its schema is {@code V2__security.sql}. */
public final class SqlSecurity {

    private final SecuritySql sql;
    private final UnitOfWork work;

    /** Over a database, whose transactions {@code work} runs. */
    public SqlSecurity(SecuritySql sql, UnitOfWork work) {
        this.sql = sql;
        this.work = work;
    }

    /** The ports of security. */
    public SecurityStores stores() {
        return new SecurityStores(
                new SqlUserStore(sql),
                new SqlRoleStore(sql),
                new SqlApiKeyStore(sql),
                new Version(sql),
                new Identity(sql),
                work);
    }

    /** The port of spaces. */
    public SpaceStore spaces() {
        return new SqlSpaceStore(sql);
    }

    private record Version(SecuritySql sql) implements SecurityVersion {
        @Override
        public long current() {
            List<Long> found =
                    sql.read(c ->
                            Statements.query(
                                    c,
                                    "select version from change_counter"
                                            + " where subject = 'security'",
                                    row -> row.getLong(1)));
            return found.getFirst();
        }

        @Override
        public void raise(Tx tx) {
            Statements.update(
                    sql.of(tx),
                    "update change_counter set version = version + 1 where subject = 'security'");
        }
    }

    private record Identity(SecuritySql sql) implements ServerIdentity {
        @Override
        public Optional<String> findClusterUuid() {
            return sql
                    .read(c ->
                            Statements.query(
                                    c,
                                    "select cluster_uuid from server_identity",
                                    row -> row.getString(1)))
                    .stream()
                    .findFirst();
        }

        @Override
        public void insertClusterUuid(Tx tx, String uuid) {
            Statements.update(
                    sql.of(tx),
                    "insert into server_identity (id, cluster_uuid) values (1, ?)"
                            + " on conflict (id) do nothing",
                    uuid);
        }
    }
}
