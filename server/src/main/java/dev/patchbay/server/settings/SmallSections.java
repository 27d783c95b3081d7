package dev.patchbay.server.settings;

import static dev.patchbay.server.settings.Setting.setting;
import static dev.patchbay.server.settings.SettingTypes.bool;
import static dev.patchbay.server.settings.SettingTypes.oneOf;
import static dev.patchbay.server.settings.SettingTypes.partly;
import static dev.patchbay.server.settings.SettingTypes.path;
import static dev.patchbay.server.settings.SettingTypes.size;
import static dev.patchbay.server.settings.SettingTypes.string;
import static dev.patchbay.server.settings.SettingTypes.whole;

/** The roots with a few keys each (contract/settings.md, section 7). */
final class SmallSections {

    static final SettingsRoot SPACES =
            new SettingsRoot(
                    "xpack.spaces",
                    partly(
                            setting(
                                    "maxSpaces",
                                    whole(1, Integer.MAX_VALUE).withDefault(1_000),
                                    "Number of spaces."),
                            setting(
                                    "allowFeatureVisibility",
                                    bool().withDefault(true),
                                    "`disabledFeatures` of a space may hold something."),
                            setting(
                                    "allowSolutionVisibility",
                                    bool().withDefault(true),
                                    "`solution` of a space may be set."),
                            setting(
                                    "defaultSolution",
                                    oneOf("security", "oblt", "es", "classic", "workplaceai")
                                            .optional(),
                                    "Solution of the default space at the first start.")));

    static final SettingsRoot SAVED_OBJECTS =
            new SettingsRoot(
                    "savedObjects",
                    partly(
                            setting(
                                    "maxImportExportSize",
                                    whole(1, Integer.MAX_VALUE).withDefault(10_000),
                                    "Objects of an import or export."),
                            setting(
                                    "maxImportPayloadBytes",
                                    size().withDefault(26_214_400),
                                    "Greatest body of an import.")));

    static final SettingsRoot STATUS =
            new SettingsRoot(
                    "status",
                    partly(
                            setting(
                                    "allowAnonymous",
                                    bool().withDefault(false),
                                    "`/api/status` answers everyone in full.")));

    static final SettingsRoot LOCALE =
            new SettingsRoot(
                    "i18n",
                    partly(setting("locale", string(1).withDefault("en"), "Language of texts.")));

    static final SettingsRoot PID =
            new SettingsRoot(
                    "pid",
                    partly(setting("file", path().optional(), "File that holds the process id.")));

    static final SettingsRoot PATH =
            new SettingsRoot(
                    "path",
                    partly(
                            setting(
                                    "data",
                                    path().optional(),
                                    "Data directory; `patchbay.data.path` wins.")));

    private SmallSections() {}

    static SpacesSettings spaces(Values spaces, Values patchbay) {
        return new SpacesSettings(
                spaces.integer("maxSpaces"),
                spaces.bool("allowFeatureVisibility"),
                spaces.bool("allowSolutionVisibility"),
                spaces.maybeString("defaultSolution"),
                patchbay.bool("spaces.lenient"));
    }

    static SavedObjectsSettings savedObjects(Values values) {
        return new SavedObjectsSettings(
                values.integer("maxImportExportSize"), values.number("maxImportPayloadBytes"));
    }
}
