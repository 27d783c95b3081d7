package dev.patchbay.server.settings;

/**
 * {@code savedObjects.*}.
 *
 * @param maxImportExportSize objects
 * @param maxImportPayloadBytes bytes of an import's body
 */
public record SavedObjectsSettings(int maxImportExportSize, long maxImportPayloadBytes) {}
