package dev.patchbay.server;

import dev.patchbay.engine.security.Authentication;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.HttpContext;
import dev.patchbay.server.http.HttpServer;
import dev.patchbay.server.http.PlainDialects;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.http.Route.Access;
import dev.patchbay.server.http.TestSettings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A process that serves a slow route and stops as the server does; prints its port, then what
 * happens to it.
 */
final class SignalledServer {

    public static void main(String[] args) throws Exception {
        StopSignals signals = StopSignals.install();
        signals.onReload(() -> System.out.println("reload"));
        TestSettings settings = new TestSettings();
        settings.shutdownTimeout = Duration.ofSeconds(20);
        Route slow =
                Route.of(
                        "GET",
                        "/-/slow",
                        Access.ANONYMOUS,
                        "",
                        exchange -> {
                            long millis = exchange.query().path("ms").asLong(0);
                            System.out.println("running");
                            try {
                                Clock.system().sleep(Duration.ofMillis(millis));
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            return Answer.text(200, "text/plain", "done");
                        });
        try (OpenParts parts = new OpenParts()) {
            parts.add("pid file", PidFile.write(Path.of(args[0])));
            HttpServer http =
                    parts.add(
                            "http",
                            HttpServer.start(
                                    new HttpContext(
                                            settings.build(),
                                            "patchbay.test",
                                            List.of(),
                                            List.of(slow),
                                            (_, _) -> new Authentication.Missing(),
                                            PlainDialects.kibana(),
                                            PlainDialects.elasticsearch(),
                                            (_, _, _, _) -> {},
                                            256L << 20,
                                            Clock.system(),
                                            IdSource.random())));
            System.out.println("port " + http.port());
            signals.await();
            System.out.println("stopping");
        }
        System.out.println("stopped");
    }

    private SignalledServer() {}
}
