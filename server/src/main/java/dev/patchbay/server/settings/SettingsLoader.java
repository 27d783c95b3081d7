package dev.patchbay.server.settings;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Parsed;
import dev.patchbay.sdk.schema.RouteTexts;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads kibana.yml and everything that overrides it (contract/settings.md): sources → older keys →
 * schema of each root → roots that are not ours → records. Stateless and thread-safe.
 */
public final class SettingsLoader {

    private SettingsLoader() {}

    /**
     * Reads the settings. Whatever the sources hold, the result is a value and no text of it shows
     * the value of a secret setting. Files are read once; nothing is written.
     */
    public static SettingsResult load(SettingsSource source) {
        List<Notice> notices = new ArrayList<>();
        try {
            ObjectNode tree = SettingsSources.read(source, notices);
            OlderKeys.map(tree, notices);
            Map<String, Values> sections =
                    validated(tree, new FilePaths(source.workingDirectory()), notices);
            Roots.check(tree, notices);
            return new SettingsResult.Loaded(settings(sections, source, notices), notices);
        } catch (RefusedException e) {
            return e.refused();
        }
    }

    private static Map<String, Values> validated(
            ObjectNode tree, FilePaths paths, List<Notice> notices) throws RefusedException {
        Map<String, Values> sections = new HashMap<>();
        List<Notice> ignored = new ArrayList<>();
        for (SettingsRoot root : Roots.HONOURED) {
            JsonNode given = Roots.section(tree, root.name());
            Parsed parsed = root.schema().parse(given == null ? Json.object() : given);
            if (!parsed.fits()) {
                throw RefusedException.invalid(RouteTexts.print(root.errorRoot(), parsed.issues()));
            }
            if (given != null) {
                IgnoredKeys.find(root.name(), root.schema(), given, ignored);
            }
            sections.put(root.name(), new Values((ObjectNode) parsed.get(), paths));
        }
        notices.addAll(ignored);
        return sections;
    }

    private static Settings settings(
            Map<String, Values> sections, SettingsSource source, List<Notice> notices)
            throws RefusedException {
        Values actions = section(sections, ActionsSection.ROOT);
        Values ours = section(sections, PatchbaySection.ROOT);
        if (PreconfiguredSection.namesSystemType(actions)) {
            throw RefusedException.invalid(
                    "Setting system action types in preconfigured connectors are not allowed");
        }
        PatchbaySettings patchbay =
                PatchbaySection.read(ours, section(sections, SmallSections.PATH));
        return new Settings(
                ServerSection.read(section(sections, ServerSection.ROOT)),
                ActionsSection.read(actions, notices),
                EncryptionSection.read(
                        section(sections, EncryptionSection.ROOT),
                        patchbay.database().isPostgreSql()),
                SmallSections.spaces(section(sections, SmallSections.SPACES), ours),
                SecuritySection.read(
                        section(sections, SecuritySection.ROOT), ours, source.environment()),
                SmallSections.savedObjects(section(sections, SmallSections.SAVED_OBJECTS)),
                LoggingSection.read(section(sections, LoggingSection.ROOT)),
                AlertingSection.read(section(sections, AlertingSection.ROOT)),
                TaskManagerSection.read(section(sections, TaskManagerSection.ROOT), notices),
                ElasticsearchSection.read(section(sections, ElasticsearchSection.ROOT), ours),
                patchbay,
                section(sections, SmallSections.STATUS).bool("allowAnonymous"),
                section(sections, SmallSections.LOCALE).string("locale"),
                section(sections, SmallSections.PID).maybePath("file"));
    }

    private static Values section(Map<String, Values> sections, SettingsRoot root) {
        Values values = sections.get(root.name());
        if (values == null) {
            throw new IllegalStateException("not validated: " + root.name());
        }
        return values;
    }
}
