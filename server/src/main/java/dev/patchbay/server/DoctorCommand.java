package dev.patchbay.server;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.Finding.Status;
import dev.patchbay.server.settings.Notice;
import dev.patchbay.server.settings.Settings;
import dev.patchbay.server.settings.SettingsLoader;
import dev.patchbay.server.settings.SettingsResult;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Looks at what a server stands on, and changes nothing. */
@Command(
        name = "doctor",
        description = {
            "Checks settings, keys, database, disk, clock, and whether each target of the"
                + " connectors of kibana.yml can be reached. Sends nothing, changes nothing; the"
                + " server may be running.",
            "Ends with 0, also with warnings; 1 when something failed; 64 or 78 when the settings"
                    + " are refused."
        },
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = ExitCodes.USAGE)
final class DoctorCommand implements Callable<Integer> {

    /** How the report is written. */
    enum Output {
        text,
        json
    }

    @Spec private CommandSpec spec;
    @Mixin private SettingsOptions options;

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "FORM",
            description = "text or json.")
    private Output output;

    @Option(
            names = "--timeout",
            defaultValue = "5",
            paramLabel = "SECONDS",
            description = "For each target; 5.")
    private int seconds;

    @Override
    public Integer call() throws InterruptedException {
        return switch (SettingsLoader.load(options.source())) {
            case SettingsResult.Refused(int code, String message) -> {
                print(new DoctorReport(List.of(Finding.failed("settings", message))));
                yield code;
            }
            case SettingsResult.Loaded(Settings settings, List<Notice> notices) ->
                    examine(settings, notices);
        };
    }

    private int examine(Settings settings, List<Notice> notices) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        findings.add(
                Finding.ok(
                        "settings",
                        "accepted; "
                                + settings.actions().preconfigured().size()
                                + " preconfigured connectors"));
        for (Notice notice : notices) {
            findings.add(
                    switch (notice.level()) {
                        case INFO -> Finding.ok("settings", notice.text());
                        case DEPRECATION, WARN -> Finding.warning("settings", notice.text());
                    });
        }
        Clock clock = Clock.system();
        findings.addAll(new DoctorStorage(settings, clock).findings());
        Duration timeout = Duration.ofSeconds(Math.clamp(seconds, 1, 600));
        findings.addAll(new DoctorTargets(settings, clock, timeout).findings());
        DoctorReport report = new DoctorReport(findings);
        print(report);
        return report.status() == Status.FAILED ? ExitCodes.UNUSABLE : ExitCodes.OK;
    }

    private void print(DoctorReport report) {
        spec.commandLine()
                .getOut()
                .print(
                        switch (output) {
                            case text -> report.text();
                            case json -> Json.write(report.json()) + System.lineSeparator();
                        });
        spec.commandLine().getOut().flush();
    }
}
