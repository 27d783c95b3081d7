package dev.patchbay.server;

import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.server.cli.ApiClient;
import dev.patchbay.server.cli.ApiResult;
import dev.patchbay.server.http.HttpServer;
import dev.patchbay.server.settings.SettingsLoader;
import dev.patchbay.server.settings.SettingsResult;
import dev.patchbay.server.settings.SettingsSource;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                    ask("http://127.0.0.1:" + http.port(), password);
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

    /** What a server is asked first: is it up, which connectors, run one. */
    private static void ask(String origin, String password) throws IOException {
        byte[] pair = (USER + ":" + password).getBytes(StandardCharsets.UTF_8);
        Secret basic = new Secret("Basic " + Base64.getEncoder().encodeToString(pair));
        String connector = "/api/actions/connector/train";
        JsonNode webhook =
                Json.read(
                        """
                        {"name": "train", "connector_type_id": ".webhook", "config":
                          {"url": "%s/api/status", "method": "get", "hasAuth": true},
                         "secrets": {"user": "%s", "password": "%s"}}
                        """
                                .formatted(origin, USER, password));
        try (ApiClient client = new ApiClient(origin, Optional.of(basic), TlsOptions.DEFAULT)) {
            done(client.get("/api/status", Map.of()));
            done(client.post(connector, webhook));
            done(client.get("/api/actions/connectors", Map.of()));
            done(client.get(connector, Map.of()));
            done(client.post(connector + "/_execute", Json.read("{\"params\": {}}")));
        }
    }

    private static void done(ApiResult result) throws IOException {
        if (!(result instanceof ApiResult.Done)) {
            throw new IOException("the server that trains was asked in vain: " + result);
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
