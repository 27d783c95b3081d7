package dev.patchbay.server;

import dev.patchbay.server.settings.SettingsSource;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the settings of a command come from (contract/settings.md, section 1). */
final class SettingsOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description =
                    "A kibana.yml; may be repeated, later files win. Without one: kibana.yml in"
                            + " $KBN_PATH_CONF, else in ./config.")
    private List<Path> files = new ArrayList<>();

    /**
     * The source.
     *
     * @throws ParameterException when an argument is neither an option nor {@code --key=value}
     */
    SettingsSource source() {
        List<String> others = command.commandLine().getParseResult().unmatched();
        for (String other : others) {
            if (!other.startsWith("--") || other.indexOf('=') < 3) {
                throw new ParameterException(
                        command.commandLine(),
                        "Unknown argument: '" + other + "'. A setting is given as --key=value.");
            }
        }
        SettingsSource process = SettingsSource.ofProcess();
        return new SettingsSource(files, others, process.environment(), process.workingDirectory());
    }
}
