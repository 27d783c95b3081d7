package dev.patchbay.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import com.sun.net.httpserver.HttpServer;

import dev.patchbay.net.ClusterSettings;
import dev.patchbay.net.Network;
import dev.patchbay.net.NetworkSettings;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.oauth.TokenStore;
import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** The template of the alert-history connector, against a server that answers as a cluster does. */
class AlertHistoryTemplateTest {

    private final List<String> requests = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final Queue<String> answers = new ArrayDeque<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("plugins.actions");
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                    bodies.add(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
                    String[] answer = answers.remove().split(" ", 2);
                    byte[] body = answer[1].getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(Integer.parseInt(answer[0]), body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        server.stop(0);
    }

    @Test
    void itIsMadeWhenItIsMissing() {
        answers.addAll(List.of("404 {}", "200 {\"acknowledged\":true}"));
        ensure();
        assertThat(requests)
                .containsExactly(
                        "GET /_index_template/kibana-alert-history-template",
                        "PUT /_index_template/kibana-alert-history-template?create=true");
        JsonNode template = Json.read(bodies.getLast());
        assertThat(template.path("index_patterns").toString())
                .isEqualTo("[\"kibana-alert-history-*\"]");
        assertThat(template.path("_meta").path("description").asString())
                .isEqualTo(
                        "System generated mapping for preconfigured alert history Elasticsearch"
                                + " index connector.");
        JsonNode settings = template.path("template").path("settings");
        assertThat(settings.toString())
                .isEqualTo("{\"number_of_shards\":1,\"auto_expand_replicas\":\"0-1\"}");
        JsonNode fields = template.path("template").path("mappings").path("properties");
        assertThat(fields.propertyNames())
                .containsExactlyInAnyOrder(
                        "@timestamp", "kibana", "tags", "message", "event", "rule");
        assertThat(fields.path("tags").toString())
                .isEqualTo(
                        "{\"type\":\"keyword\",\"ignore_above\":1024,\"meta\":{\"isArray\":\"true\"}}");
        assertThat(log.list).isEmpty();
    }

    @Test
    void itIsLeftAloneWhenItIsThere() {
        answers.add("200 {}");
        ensure();
        assertThat(requests).hasSize(1);
        assertThat(log.list).isEmpty();
    }

    @Test
    void anotherNodeMayBeFaster() {
        answers.addAll(List.of("404 {}", "400 {\"error\":{\"reason\":\"exists\"}}", "200 {}"));
        ensure();
        assertThat(log.list).isEmpty();
    }

    @Test
    void failuresAreOnlyLogged() {
        answers.addAll(List.of("403 {\"error\":{\"reason\":\"no permissions\"}}"));
        ensure();
        answers.addAll(List.of("404 {}", "500 {}", "404 {}"));
        ensure();
        assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage))
                .containsExactly(
                        "Could not initialize alert history index with mappings: error checking"
                                + " existence of index template: no permissions.",
                        "Could not initialize alert history index with mappings: error creating"
                                + " index template: 500 Internal Server Error.");
    }

    private void ensure() {
        ClusterSettings cluster =
                new ClusterSettings(
                        List.of("http://127.0.0.1:" + server.getAddress().getPort()),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Duration.ofSeconds(5),
                        TlsOptions.DEFAULT,
                        "Patchbay");
        try (Network network =
                new Network(
                        NetworkSettings.DEFAULT,
                        Optional.of(cluster),
                        TokenStore.NONE,
                        Clock.system())) {
            AlertHistoryTemplate.ensure(network);
        }
    }
}
