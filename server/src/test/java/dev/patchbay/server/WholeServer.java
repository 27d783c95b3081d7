package dev.patchbay.server;

import static dev.patchbay.server.TestNode.must;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.http.HttpServer;
import dev.patchbay.server.settings.Settings;
import dev.patchbay.server.settings.SettingsLoader;
import dev.patchbay.server.settings.SettingsResult;
import dev.patchbay.server.settings.SettingsSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The product as {@code serve} puts it together, from the text of a kibana.yml, on SQLite in a
 * directory of the test and a free port of the loopback address. The user {@code elastic} exists.
 */
public final class WholeServer implements AutoCloseable {

    private static final String PASSWORD = "correct-horse-whole";

    /** The authorization of the superuser. */
    public static final String ROOT = TestClient.basic("elastic", PASSWORD);

    public final TestClient client;
    private final OpenParts parts = new OpenParts();
    private final int port;

    /** Starts, or throws an {@link IllegalStateException} with what stops the start. */
    public WholeServer(Path directory, String... yaml) {
        try {
            HttpServer http =
                    Composition.open(
                            settings(directory, yaml),
                            parts,
                            Clock.system(),
                            IdSource.random(),
                            _ -> {});
            port = http.port();
        } catch (StartRefusedException e) {
            parts.close();
            throw new IllegalStateException(e.getMessage(), e);
        }
        client = new TestClient(port);
    }

    private static Settings settings(Path directory, String... yaml) {
        Path file = directory.resolve("kibana.yml");
        try {
            Files.writeString(
                    file,
                    "server: {host: 127.0.0.1, port: 0}\npatchbay.security.initialPassword: "
                            + PASSWORD
                            + "\n"
                            + String.join("\n", yaml)
                            + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return switch (SettingsLoader.load(
                new SettingsSource(List.of(file), List.of(), Map.of(), directory))) {
            case SettingsResult.Loaded(Settings settings, var _) -> settings;
            case SettingsResult.Refused(int _, String message) ->
                    throw new IllegalStateException(message);
        };
    }

    /** Its port. */
    public int port() {
        return port;
    }

    /** Calls as the superuser. */
    public Reply root(String method, String path, String body) {
        return client.call(ROOT, method, path, body);
    }

    /** Makes a connector of the default space with an id. */
    public void connector(String id, String type, String config, String secrets) {
        must(
                200,
                root(
                        "POST",
                        "/api/actions/connector/" + id,
                        "{\"name\":\"Name of "
                                + id
                                + "\",\"connector_type_id\":\""
                                + type
                                + "\",\"config\":"
                                + config
                                + ",\"secrets\":"
                                + secrets
                                + "}"));
    }

    /** Accepts one delivery; its id. */
    public String deliver(String connector, String params, String more) {
        return must(
                        202,
                        root(
                                "POST",
                                "/api/patchbay/deliveries",
                                "{\"deliveries\":[{\"connector_id\":\""
                                        + connector
                                        + "\",\"params\":"
                                        + params
                                        + more
                                        + "}]}"))
                .json()
                .at("/deliveries/0/id")
                .stringValue();
    }

    /** One delivery as it stands. */
    public JsonNode delivery(String id) {
        return must(200, root("GET", "/api/patchbay/deliveries/" + id, "")).json();
    }

    /** Waits for a delivery to come to a state. */
    public JsonNode await(String id, String state) {
        return await(() -> delivery(id), json -> json.path("state").stringValue("").equals(state));
    }

    /** Waits until what is asked for fits; fails after ninety seconds. */
    public static <T> T await(Supplier<T> ask, java.util.function.Predicate<T> fits) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        T got = ask.get();
        while (!fits.test(got)) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within 90 s: " + got);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            got = ask.get();
        }
        return got;
    }

    @Override
    public void close() {
        client.close();
        parts.close();
    }
}
