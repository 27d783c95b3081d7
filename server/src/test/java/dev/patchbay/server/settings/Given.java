package dev.patchbay.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A working directory with a kibana.yml, an environment and a command line. */
final class Given {

    private final Path directory;
    private final List<Path> files = new ArrayList<>();
    private final List<String> overrides = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    Given(Path directory) {
        this.directory = directory;
    }

    /** Another {@code -c} file. */
    Given file(String yaml) {
        Path file = directory.resolve("kibana-" + files.size() + ".yml");
        write(file, yaml);
        files.add(file);
        return this;
    }

    Given config(String name) {
        files.add(Path.of(name));
        return this;
    }

    Given override(String argument) {
        overrides.add(argument);
        return this;
    }

    Given environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    SettingsResult load() {
        return SettingsLoader.load(new SettingsSource(files, overrides, environment, directory));
    }

    SettingsResult.Loaded loaded() {
        SettingsResult result = load();
        assertThat(result).isInstanceOf(SettingsResult.Loaded.class);
        return (SettingsResult.Loaded) result;
    }

    Settings settings() {
        return loaded().settings();
    }

    SettingsResult.Refused refused() {
        SettingsResult result = load();
        assertThat(result).isInstanceOf(SettingsResult.Refused.class);
        return (SettingsResult.Refused) result;
    }

    String message() {
        return refused().message();
    }

    /** {@code level text}, without what every empty directory says. */
    List<String> notices() {
        return lines(loaded().notices());
    }

    static List<String> lines(List<Notice> notices) {
        return notices.stream()
                .map(notice ->
                        notice.level().name().toLowerCase(java.util.Locale.ROOT)
                                + " "
                                + notice.text())
                .toList();
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
