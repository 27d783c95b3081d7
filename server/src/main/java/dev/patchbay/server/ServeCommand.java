package dev.patchbay.server;

import ch.qos.logback.classic.LoggerContext;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.server.http.HttpServer;
import dev.patchbay.server.http.TlsUnusableException;
import dev.patchbay.server.logging.LoggingSetup;
import dev.patchbay.server.settings.Notice;
import dev.patchbay.server.settings.Settings;
import dev.patchbay.server.settings.SettingsLoader;
import dev.patchbay.server.settings.SettingsResult;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/** Runs the server until it is told to stop. */
@Command(
        name = "serve",
        description = "Starts the server. Settings may follow as --dotted.key=value.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = ExitCodes.USAGE)
final class ServeCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger("server");

    @Spec private CommandSpec spec;
    @Mixin private SettingsOptions options;

    @Override
    public Integer call() throws InterruptedException {
        return switch (SettingsLoader.load(options.source())) {
            case SettingsResult.Refused(int code, String message) -> refuse(code, message);
            case SettingsResult.Loaded(Settings settings, List<Notice> notices) ->
                    serve(settings, notices);
        };
    }

    private int serve(Settings settings, List<Notice> notices) throws InterruptedException {
        StopSignals signals = StopSignals.install();
        try (OpenParts parts = new OpenParts()) {
            Clock clock = Clock.system();
            logging(settings, clock);
            notices.forEach(ServeCommand::say);
            HttpServer http =
                    Composition.open(settings, parts, clock, IdSource.random(), this::onTerminal);
            signals.onReload(() -> reload(http));
            signals.await();
            LOG.info("stopping; what is running may finish");
        } catch (StartRefusedException e) {
            return refuse(e.exitCode(), String.valueOf(e.getMessage()));
        }
        LOG.info("stopped");
        return ExitCodes.OK;
    }

    /** Logs as the settings say, from now on. */
    static void logging(Settings settings, Clock clock) throws StartRefusedException {
        try {
            LoggingSetup.apply(
                    (LoggerContext) LoggerFactory.getILoggerFactory(), settings.logging(), clock);
        } catch (IOException e) {
            throw StartRefusedException.unusable("the log cannot be written: " + e.getMessage());
        }
    }

    private static void reload(HttpServer http) {
        try {
            http.reloadTls();
            LOG.info("the certificates were read again");
        } catch (TlsUnusableException e) {
            LOG.warn("the certificates stay as they were: {}", e.getMessage());
        }
    }

    private static void say(Notice notice) {
        switch (notice.level()) {
            case INFO -> LOG.info(notice.text());
            case DEPRECATION, WARN -> LOG.warn(notice.text());
        }
    }

    /** Kibana's form; on the error output, because no log may be open yet. */
    private int refuse(int code, String message) {
        spec.commandLine().getErr().println(" FATAL  Error: " + message);
        spec.commandLine().getErr().flush();
        return code;
    }

    /** Shown to a person, never to a pipe or a log. */
    private void onTerminal(String text) {
        if (System.console() != null && System.console().isTerminal()) {
            spec.commandLine().getOut().println(text);
            spec.commandLine().getOut().flush();
        }
    }
}
