package dev.patchbay.store.security;

import dev.patchbay.engine.space.Space;
import dev.patchbay.engine.space.SpaceStore;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.node.ArrayNode;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@link SpaceStore} in SQL. Writers of spaces wait for each other at the row of a counter. */
final class SqlSpaceStore implements SpaceStore {

    private static final String ALL = "select * from space";
    private static final String ONE = ALL + " where id = ?";

    private final SecuritySql sql;

    SqlSpaceStore(SecuritySql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Space> find(String id) {
        return sql.read(c -> Statements.query(c, ONE, SqlSpaceStore::space, id)).stream()
                .findFirst();
    }

    @Override
    public Optional<Space> find(Tx tx, String id) {
        await(tx);
        return Statements.queryIn(sql.of(tx), ONE, SqlSpaceStore::space, id).stream().findFirst();
    }

    @Override
    public List<Space> list() {
        return sql.read(c -> Statements.query(c, ALL, SqlSpaceStore::space)).stream()
                .sorted(Comparator.comparing(Space::name).thenComparing(Space::id))
                .toList();
    }

    @Override
    public int count(Tx tx) {
        await(tx);
        return Statements.queryIn(sql.of(tx), "select count(*) from space", row -> row.getInt(1))
                .getFirst();
    }

    private void await(Tx tx) {
        Statements.update(
                sql.of(tx),
                "update change_counter set version = version + 1 where subject = 'space'");
    }

    @Override
    public boolean insert(Tx tx, Space space) {
        return Statements.update(
                        sql.of(tx),
                        """
                        insert into space (id, name, description, initials, color, image_url,
                          solution, disabled_features, reserved)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
                        """,
                        space.id(),
                        space.name(),
                        space.description().orElse(null),
                        space.initials().orElse(null),
                        space.color().orElse(null),
                        space.imageUrl().orElse(null),
                        space.solution().orElse(null),
                        features(space),
                        space.reserved() ? 1 : 0)
                > 0;
    }

    @Override
    public boolean update(Tx tx, Space space) {
        return Statements.update(
                        sql.of(tx),
                        """
                        update space set name = ?, description = ?, initials = ?, color = ?,
                          image_url = ?, solution = ?, disabled_features = ? where id = ?
                        """,
                        space.name(),
                        space.description().orElse(null),
                        space.initials().orElse(null),
                        space.color().orElse(null),
                        space.imageUrl().orElse(null),
                        space.solution().orElse(null),
                        features(space),
                        space.id())
                > 0;
    }

    @Override
    public boolean delete(Tx tx, String id) {
        return Statements.update(sql.of(tx), "delete from space where id = ?", id) > 0;
    }

    private static String features(Space space) {
        ArrayNode features = Json.array();
        space.disabledFeatures().forEach(features::add);
        return Json.write(features);
    }

    private static Space space(ResultSet row) throws SQLException {
        return new Space(
                row.getString("id"),
                row.getString("name"),
                Optional.ofNullable(row.getString("description")),
                Optional.ofNullable(row.getString("initials")),
                Optional.ofNullable(row.getString("color")),
                Optional.ofNullable(row.getString("image_url")),
                Optional.ofNullable(row.getString("solution")),
                Json.read(row.getString("disabled_features")).values().stream()
                        .map(feature -> feature.stringValue(""))
                        .toList(),
                row.getInt("reserved") == 1);
    }
}
