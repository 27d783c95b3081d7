package dev.patchbay.server.settings;

import dev.patchbay.sdk.json.Json;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Brings files, environment and command line together; the last one that names a key wins. */
final class SettingsSources {

    private static final String FILE_NAME = "kibana.yml";
    private static final String COMMAND_LINE = "the command line";

    private SettingsSources() {}

    /** One tree with expanded keys and replaced references. */
    static ObjectNode read(SettingsSource source, List<Notice> notices) throws RefusedException {
        Substitution substitution = new Substitution(source.environment());
        ObjectNode tree = Json.object();
        for (Path file : files(source, notices)) {
            ObjectNode written = SettingsFile.read(file);
            SettingsTree.merge(
                    tree, substitution.in(SettingsTree.expand(file.toString(), written)));
        }
        EnvironmentKeys.lay(tree, source.environment(), notices);
        for (String override : source.overrides()) {
            SettingsTree.merge(
                    tree, substitution.in(SettingsTree.expand(COMMAND_LINE, override(override))));
        }
        return tree;
    }

    private static List<Path> files(SettingsSource source, List<Notice> notices)
            throws RefusedException {
        Path here = source.workingDirectory();
        if (!source.files().isEmpty()) {
            return source.files().stream().map(here::resolve).toList();
        }
        String directory = source.environment().getOrDefault("KBN_PATH_CONF", "");
        if (!directory.isEmpty() && !FilePaths.valid(directory)) {
            throw RefusedException.invalid("KBN_PATH_CONF is not a path");
        }
        Path file = here.resolve(directory.isEmpty() ? "config" : directory).resolve(FILE_NAME);
        if (Files.exists(file)) {
            return List.of(file);
        }
        notices.add(
                Notice.info("There is no " + Keys.shown(file.toString()) + ": defaults are used."));
        return List.of();
    }

    /** {@code --dotted.key=value}. The value is not shown: it may be a secret. */
    private static ObjectNode override(String argument) throws RefusedException {
        int equals = argument.indexOf('=');
        if (!argument.startsWith("--") || equals < 3) {
            String name = equals < 0 ? argument : argument.substring(0, equals);
            throw new RefusedException(
                    new SettingsResult.Refused(
                            SettingsResult.Refused.UNKNOWN_ROOT,
                            "a setting on the command line has the form --dotted.key=value, which"
                                    + " this has not: "
                                    + Keys.shown(name)));
        }
        ObjectNode written = Json.object();
        written.set(argument.substring(2, equals), value(argument.substring(equals + 1)));
        return written;
    }

    private static JsonNode value(String text) {
        if (text.isBlank()) {
            return StringNode.valueOf(text);
        }
        try {
            return Json.read(text);
        } catch (JacksonException e) {
            return StringNode.valueOf(text);
        }
    }
}
