package dev.patchbay.server;

import dev.patchbay.engine.audit.AuditLog;
import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.server.operations.Metrics;
import dev.patchbay.server.settings.Settings;
import dev.patchbay.store.Database;

/**
 * What everything else stands on, open.
 *
 * @param uuid {@code server.uuid}
 * @param name {@code server.name}
 */
record ServerParts(
        Settings settings,
        Database database,
        KeyRing keys,
        AuditLog audit,
        Metrics metrics,
        String uuid,
        String name,
        Clock clock,
        IdSource ids) {

    /** Names the server only. */
    @Override
    public String toString() {
        return "ServerParts[" + name + "]";
    }
}
