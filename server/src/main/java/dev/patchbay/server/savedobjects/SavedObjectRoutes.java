package dev.patchbay.server.savedobjects;

import dev.patchbay.engine.audit.AuditLog;
import dev.patchbay.engine.security.Authorizer;
import dev.patchbay.engine.transfer.ConnectorExport;
import dev.patchbay.engine.transfer.ConnectorImport;
import dev.patchbay.engine.transfer.TransferKeys;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.settings.SavedObjectsSettings;

import java.util.ArrayList;
import java.util.List;

/** All routes that take connectors out and in. Stateless. */
public final class SavedObjectRoutes {

    private SavedObjectRoutes() {}

    /** The routes. */
    public static List<Route> routes(
            ConnectorExport exports,
            ConnectorImport imports,
            TransferKeys keys,
            SavedObjectsSettings limits,
            Authorizer rights,
            AuditLog audit) {
        SavedObjectDoors doors = new SavedObjectDoors(rights, audit);
        ImportDesk desk = new ImportDesk(imports, limits.maxImportExportSize(), doors);
        List<Route> routes = new ArrayList<>();
        routes.add(new ExportRoutes(exports, limits.maxImportExportSize(), doors).route());
        routes.addAll(new ImportRoutes(desk, limits.maxImportPayloadBytes()).routes());
        routes.addAll(
                new SealedRoutes(exports, keys, desk, limits.maxImportPayloadBytes(), doors)
                        .routes());
        return routes;
    }
}
