package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** One file adds a connector type to a server that runs. */
class SpecConnectorsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String SPEC =
            """
            spec: 1
            id: office_lamp
            name: Office lamp
            documentation: https://example.com/lamp
            features: [alerting]
            config:
              url: {type: string, format: url, label: URL, help: Where the lamp is.}
            secrets:
              token: {type: string, min: 1, label: Token, help: Of the lamp.}
            auth: {kind: apiKeyHeader, name: X-Lamp-Token, value: '{{secrets.token}}'}
            operations:
              shine:
                summary: Makes it shine.
                params:
                  colour: {type: string, label: Colour, help: Which.}
                request:
                  method: PUT
                  url: '{{config.url}}/v1/lamps/{{params.colour}}'
                  json: {on: true}
                idempotency: repeatable
                result: {lit: '{{response.lit}}'}
              test:
                summary: Asks.
                request: {method: GET, url: '{{config.url}}/v1'}
                idempotency: safe
            test: test
            """;

    @TempDir Path directory;
    private Path specs;
    private HttpServer lamp;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @BeforeEach
    void lamp() throws IOException {
        specs = Files.createDirectory(directory.resolve("specs"));
        lamp = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        lamp.createContext(
                "/",
                exchange -> {
                    String body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    seen.add(
                            exchange.getRequestMethod()
                                    + " "
                                    + exchange.getRequestURI()
                                    + " "
                                    + exchange.getRequestHeaders().getFirst("X-Lamp-Token")
                                    + " "
                                    + body);
                    byte[] answer = "{\"lit\":true}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        lamp.start();
    }

    @AfterEach
    void off() {
        lamp.stop(0);
    }

    @Test
    void aFileIsATypeAsSoonAsItIsThere() throws Exception {
        try (PackagedServer server = server().start()) {
            Api api = server.api();
            assertThat(types(api)).doesNotContain("\"office_lamp\"").contains("\"mattermost\"");
            assertThat(create(api).status()).isEqualTo(400);

            Files.writeString(specs.resolve("lamp.yaml"), SPEC);
            await(() -> types(api).contains("\"office_lamp\""));
            assertThat(types(api))
                    .contains(
                            "{\"id\":\"office_lamp\",\"name\":\"Office lamp\",\"enabled\":true,"
                                    + "\"enabled_in_config\":true,\"enabled_in_license\":true,"
                                    + "\"minimum_license_required\":\"basic\","
                                    + "\"supported_feature_ids\":[\"alerting\"],"
                                    + "\"is_system_action_type\":false,\"is_deprecated\":false,"
                                    + "\"source\":\"spec\"}");
            assertThat(create(api).status()).isEqualTo(200);
            assertThat(shine(api).body())
                    .isEqualTo(
                            "{\"connector_id\":\"lamp\",\"status\":\"ok\",\"data\":{\"lit\":true}}");
            assertThat(seen)
                    .containsExactly("PUT /v1/lamps/dark%2Fred secret-of-the-lamp {\"on\":true}");
            await(() -> spec(api).matches("[0-9a-f]{16}"));
            String before = spec(api);

            Files.writeString(specs.resolve("lamp.yaml"), SPEC.replace("/v1/lamps", "/v2/lamps"));
            await(() -> {
                shine(api);
                return seen.getLast().startsWith("PUT /v2/lamps/");
            });
            await(() -> !spec(api).equals(before));

            Files.writeString(
                    specs.resolve("lamp.yaml"), SPEC.replace("method: PUT", "method: POKE"));
            await(() -> server.log().contains("lamp.yaml:17: operations.shine.request.method: "));
            assertThat(shine(api).text("status")).isEqualTo("ok");
            assertThat(seen.getLast()).startsWith("PUT /v2/lamps/");

            Files.delete(specs.resolve("lamp.yaml"));
            await(() -> !types(api).contains("\"office_lamp\""));
            assertThat(shine(api).status()).isEqualTo(400);
            assertThat(server.stop()).isZero();
        }
    }

    @Test
    void aFileThatIsNoTypeRefusesTheStart() throws Exception {
        Files.writeString(specs.resolve("a.yaml"), SPEC);
        Files.writeString(specs.resolve("b.yaml"), SPEC.replace("id: office_lamp", "id: .slack"));
        Path settings = directory.resolve("kibana.yml");
        Files.write(
                settings,
                List.of(
                        "server.host: 127.0.0.1",
                        "server.port: " + PackagedServer.freePort(),
                        "patchbay.data.path: " + directory.resolve("data"),
                        "patchbay.connectorSpecs.path: " + specs));
        Process process = PackagedServer.launch(directory, "serve", "-c", settings.toString());
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(78);
        assertThat(Files.readString(directory.resolve("server.log")))
                .contains(
                        "Error: a connector type cannot be read: b.yaml:2: id: Invalid string: must"
                                + " match pattern");
    }

    private PackagedServer server() {
        return PackagedServer.of(PackagedServer.Kind.SQLITE, directory.resolve("server"))
                .with("patchbay.connectorSpecs.path: " + specs);
    }

    private String types(Api api) throws IOException {
        return api.get("/api/actions/connector_types").body();
    }

    private Api.Reply create(Api api) throws IOException {
        return api.post(
                "/api/actions/connector/lamp",
                """
                {"name":"Lamp","connector_type_id":"office_lamp","config":{"url":"http://127.0.0.1:%d"},
                 "secrets":{"token":"secret-of-the-lamp"}}
                """
                        .formatted(lamp.getAddress().getPort()));
    }

    private Api.Reply shine(Api api) throws IOException {
        return api.post(
                "/api/actions/connector/lamp/_execute",
                "{\"params\":{\"subAction\":\"shine\",\"subActionParams\":{\"colour\":\"dark/red\"}}}");
    }

    /** Which text described the type at the newest run. */
    private String spec(Api api) throws IOException, InterruptedException {
        Clock.system().sleep(Duration.ofMillis(300));
        return api.get("/api/patchbay/events?connector=lamp&limit=1")
                .json()
                .path(0)
                .path("patchbay")
                .path("spec")
                .asString("");
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private static void await(Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            Clock.system().sleep(Duration.ofMillis(100));
        }
    }
}
