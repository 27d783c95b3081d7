package dev.patchbay.server.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where settings come from; the last one that names a key wins: files in their order, environment,
 * overrides.
 *
 * @param files each {@code -c} in order; empty = {@code kibana.yml} in {@code KBN_PATH_CONF}, else
 *     in {@code config/} below the working directory, which may be absent
 * @param overrides {@code --dotted.key=value} as given, in order
 * @param environment for {@code ${VAR}}, {@code KBN_PATH_CONF}, and known keys in the Docker form
 * @param workingDirectory what relative paths are relative to
 */
public record SettingsSource(
        List<Path> files,
        List<String> overrides,
        Map<String, String> environment,
        Path workingDirectory) {

    public SettingsSource {
        files = List.copyOf(files);
        overrides = List.copyOf(overrides);
        environment = Map.copyOf(environment);
    }

    /** No file names, no overrides: the process as it was started. */
    public static SettingsSource ofProcess() {
        return new SettingsSource(
                List.of(), List.of(), System.getenv(), Path.of("").toAbsolutePath());
    }

    /** Without values: the environment holds secrets. */
    @Override
    public String toString() {
        return "SettingsSource[files=" + files + ", overrides=" + overrides.size() + "]";
    }
}
