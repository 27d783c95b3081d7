package dev.patchbay.server;

import dev.patchbay.net.Network;
import dev.patchbay.net.NetworkSettings;
import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.oauth.TokenStore;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.sdk.transport.AttemptScope;
import dev.patchbay.sdk.transport.AttemptTransports;
import dev.patchbay.server.http.HttpServer;
import dev.patchbay.server.settings.SettingsLoader;
import dev.patchbay.server.settings.SettingsResult;
import dev.patchbay.server.settings.SettingsSource;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * What the launcher runs once per build under {@code -XX:AOTCacheOutput}: a whole server is
 * started, asked and stopped, so that the JVM keeps ready what every start needs (docs/adr/0020).
 * Knows no setting of the operator, listens on a free loopback port, and leaves nothing behind.
 */
@Command(name = "train", hidden = true, description = "Starts a server once, asks it, and ends.")
final class TrainCommand implements Callable<Integer> {

    private static final String USER = "train";

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, StartRefusedException {
        Path folder = Files.createTempDirectory("patchbay-train-");
        try {
            return train(folder);
        } finally {
            remove(folder);
        }
    }

    private int train(Path folder) throws IOException, StartRefusedException {
        IdSource ids = IdSource.random();
        String password = ids.uuid();
        return switch (SettingsLoader.load(source(folder, password))) {
            case SettingsResult.Refused(int code, String message) -> {
                spec.commandLine().getErr().println(message);
                yield code;
            }
            case SettingsResult.Loaded(var settings, var _) -> {
                Clock clock = Clock.system();
                ServeCommand.logging(settings, clock);
                try (OpenParts parts = new OpenParts()) {
                    HttpServer http = Composition.open(settings, parts, clock, ids, _ -> {});
                    String origin = "http://127.0.0.1:" + http.port();
                    try (Caller caller = new Caller(origin, password)) {
                        ask(caller);
                    }
                }
                yield ExitCodes.OK;
            }
        };
    }

    private static SettingsSource source(Path folder, String password) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("kibana.yml"),
                        """
                        server: {host: 127.0.0.1, port: 0}
                        patchbay:
                          data: {path: "%s"}
                          security:
                            users:
                              %s: {password: "%s", roles: [superuser]}
                        """
                                .formatted(folder.resolve("data"), USER, password));
        return new SettingsSource(List.of(file), List.of(), Map.of(), folder);
    }

    /** What a server is asked first: is it up, which connectors, run one, how does it do. */
    private static void ask(Caller caller) throws IOException {
        String connector = "/api/actions/connector/train";
        caller.send("GET", "/api/status", "");
        caller.send(
                "POST",
                connector,
                """
                {"name": "train", "connector_type_id": ".webhook", "config":
                  {"url": "%s/api/status", "method": "get", "hasAuth": true},
                 "secrets": {"user": "%s", "password": "%s"}}
                """
                        .formatted(caller.origin, USER, caller.password));
        caller.send("GET", "/api/actions/connectors", "");
        caller.send("GET", connector, "");
        caller.send("POST", connector + "/_execute", "{\"params\": {}}");
        caller.send("DELETE", connector, "");
        caller.send("GET", "/metrics", "");
    }

    /** Sends requests as a script would, on the way that executions take. */
    private static final class Caller implements AutoCloseable {

        private final String origin;
        private final String password;
        private final Network network;
        private final AttemptTransports transports;

        Caller(String origin, String password) {
            this.origin = origin;
            this.password = password;
            network = new Network(NetworkSettings.DEFAULT, TokenStore.NONE, Clock.system());
            transports =
                    network.open(
                            new AttemptScope(
                                    new ConnectorIdentity(USER, USER, USER, "default"),
                                    new SecretValues(),
                                    Cancellation.never()));
        }

        void send(String method, String path, String body) throws IOException {
            byte[] pair = (USER + ":" + password).getBytes(StandardCharsets.UTF_8);
            Headers headers =
                    Headers.of("kbn-xsrf", USER)
                            .with(
                                    "Authorization",
                                    "Basic " + Base64.getEncoder().encodeToString(pair));
            HttpCall call = HttpCall.of(method, origin + path);
            if (!body.isEmpty()) {
                headers = headers.with("Content-Type", "application/json");
                call = call.withBody(body.getBytes(StandardCharsets.UTF_8));
            }
            String problem =
                    switch (transports.http().send(call.withHeaders(headers))) {
                        case HttpFailure failure -> failure.message();
                        case HttpReply reply -> reply.ok() ? "" : "answered " + reply.status();
                    };
            if (!problem.isEmpty()) {
                throw new IOException(method + " " + path + ": " + problem);
            }
        }

        @Override
        public void close() {
            transports.close();
            network.close();
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
