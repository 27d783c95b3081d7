package dev.patchbay.server.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Every setting, validated, with defaults applied; one record per section of contract/settings.md.
 * Immutable and thread-safe.
 *
 * @param anonymousStatus whether {@code /api/status} answers everyone in full
 * @param locale {@code i18n.locale}
 * @param pidFile absolute
 */
public record Settings(
        ServerSettings server,
        ActionsSettings actions,
        EncryptionSettings encryption,
        SpacesSettings spaces,
        SecuritySettings security,
        SavedObjectsSettings savedObjects,
        LoggingSettings logging,
        AlertingSettings alerting,
        TaskManagerSettings taskManager,
        ElasticsearchSettings elasticsearch,
        PatchbaySettings patchbay,
        boolean anonymousStatus,
        String locale,
        Optional<Path> pidFile) {}
