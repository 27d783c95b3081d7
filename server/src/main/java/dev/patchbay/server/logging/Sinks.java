package dev.patchbay.server.logging;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.settings.AppenderSettings;

import java.io.IOException;
import java.util.Optional;

/** Opens what an appender writes to. */
final class Sinks {

    private Sinks() {}

    static LineSink open(AppenderSettings settings, Clock clock) throws IOException {
        return switch (settings) {
            case AppenderSettings.Console _ -> LineSink.of(System.out);
            case AppenderSettings.File file ->
                    FileSink.open(file.fileName(), Optional.empty(), clock);
            case AppenderSettings.RollingFile file ->
                    FileSink.open(
                            file.fileName(),
                            Optional.of(
                                    new FileSink.Rolling(
                                            file.policy(), file.max(), file.pattern())),
                            clock);
        };
    }
}
