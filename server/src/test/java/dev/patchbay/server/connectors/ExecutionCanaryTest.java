package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;
import dev.patchbay.server.TestStorage.Kind;
import dev.patchbay.server.connectors.EchoTarget.Received;
import dev.patchbay.server.operations.Metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A target echoes all it received, as it is and encoded, in status line, headers, {@code Location}
 * and body; nothing of the secrets is seen in answers, logs, events, metrics, audit.
 */
class ExecutionCanaryTest {

    private static final List<String> SECRETS =
            List.of(
                    "canary-user-1",
                    "canary+pass/word=2 ü",
                    "canary-header-3",
                    "canary-routing-key-4",
                    "canary-slack-token-5-abcdef",
                    "canary-token-6");

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{8,}");

    private final Map<String, String> seen = new LinkedHashMap<>();

    @Test
    void noSecretIsSeenAnywhere() {
        ListAppender<ILoggingEvent> log = traced();
        ExecuteNode.Setup setup = new ExecuteNode.Setup();
        setup.builtIn = true;
        try (TestStorage storage = new TestStorage(Kind.SQLITE);
                Metrics metrics = new Metrics();
                EchoTarget target = new EchoTarget(ExecutionCanaryTest::echo)) {
            setup.meters = metrics.registry();
            try (ExecuteNode server = new ExecuteNode(storage, setup)) {
                connectors(server, target.url());
                for (String status : List.of("200", "400", "401", "429", "500", "302", "999")) {
                    run(server, "webhook", "{\"body\":\"" + status + " and canary-user-1\"}");
                    run(server, "slack", "{\"message\":\"" + status + "\"}");
                    run(server, "pagerduty", "{\"summary\":\"" + status + "\"}");
                    run(server, "http", "{\"status\":\"" + status + "\"}");
                }
                run(server, "throwing", "{}");
                run(server, "throwing-sub", "{\"subAction\":\"explode\",\"subActionParams\":{}}");
                assertThat(target.received).hasSizeGreaterThanOrEqualTo(28);
                server.settle();
                see("events", server.node.root("GET", "/api/patchbay/events?limit=1000"));
                see("health", server.node.root("GET", "/api/patchbay/connectors/health"));
                see("list", server.node.root("GET", "/api/actions/connectors"));
                seen.put("records", server.records("webhook").toString());
                seen.put("audit", server.node.audit.toString());
                assertThat(server.node.audit).anyMatch(e -> e.action().equals("connector_execute"));
            }
            seen.put("metrics", ((PrometheusMeterRegistry) metrics.registry()).scrape());
        } finally {
            untraced(log);
        }
        StringBuilder lines = new StringBuilder();
        for (ILoggingEvent event : List.copyOf(log.list)) {
            lines.append(event.getFormattedMessage()).append('\n');
            if (event.getThrowableProxy() != null) {
                lines.append(ThrowableProxyUtil.asString(event.getThrowableProxy())).append('\n');
            }
        }
        seen.put("log", lines.toString());
        assertThat(lines).contains("executing action .webhook:webhook: My Connector");
        assertThat(seen.get("webhook 400")).contains("[redacted]");
        assertThat(hits()).isEmpty();
    }

    /** The test itself must be able to fail: every form is found where it is not redacted. */
    @Test
    void theSearchFindsWhatIsThere() {
        for (String secret : SECRETS) {
            seen.clear();
            seen.put("raw", "x " + secret);
            seen.put("url", URLEncoder.encode("x " + secret, StandardCharsets.UTF_8));
            for (String before : List.of("", "a", "ab")) {
                seen.put(
                        "base64" + before.length(),
                        Base64.getEncoder()
                                .encodeToString(
                                        (before + secret + "z").getBytes(StandardCharsets.UTF_8)));
            }
            assertThat(hits()).hasSize(5);
        }
    }

    private static void connectors(ExecuteNode server, String url) {
        server.connector(
                "webhook",
                ".webhook",
                "{\"url\":\"" + url + "/hook\",\"authType\":\"webhook-authentication-basic\"}",
                "{\"user\":\"canary-user-1\",\"password\":\"canary+pass/word=2"
                        + " ü\",\"secretHeaders\":{\"X-Canary\":\"canary-header-3\"}}");
        server.connector(
                "slack",
                ".slack",
                "{}",
                "{\"webhookUrl\":\"" + url + "/services/canary-slack-token-5-abcdef\"}");
        server.connector(
                "pagerduty",
                ".pagerduty",
                "{\"apiUrl\":\"" + url + "/v2/enqueue\"}",
                "{\"routingKey\":\"canary-routing-key-4\"}");
        server.connector(
                "http",
                "test.http",
                "{\"url\":\"" + url + "\"}",
                "{\"token\":\"canary-token-6\",\"path\":\"/p?t=canary-user-1\"}");
        server.connector("throwing", "test.throwing", "{}", "{\"token\":\"canary-token-6\"}");
        server.connector("throwing-sub", "test.framework", "{}", "{\"token\":\"canary-token-6\"}");
    }

    private void run(ExecuteNode server, String id, String params) {
        see(
                id + " " + params.replaceAll("\\D", "").replaceAll("1$", ""),
                server.execute(id, params));
        see(
                "dry " + id + " " + params,
                server.node.client.call(
                        TestNode.ROOT,
                        "POST",
                        "/api/patchbay/connectors/" + id + "/_dry_run",
                        "{\"params\":" + params + "}"));
    }

    private void see(String what, Reply reply) {
        assertThat(reply.status()).as(what).isEqualTo(200);
        seen.put(what, reply.headers().map() + "\n" + reply.body());
    }

    /** Everything that came in, in every form that is not binary, wherever an answer has room. */
    private static String echo(Received request) {
        Matcher wanted =
                Pattern.compile("\\b(200|400|401|429|500|302|999)\\b").matcher(request.body());
        String status = wanted.find() ? wanted.group(1) : "500";
        if (request.head().startsWith("GET ")) {
            status = "500";
        }
        String all = request.head() + request.body();
        String line = all.replaceAll("[\r\n]+", " ");
        String url = URLEncoder.encode(all, StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().encodeToString(all.getBytes(StandardCharsets.UTF_8));
        String decoded = line + basic(request.head());
        String headers =
                "X-Echo: "
                        + ascii(decoded)
                        + "\r\nX-Url: "
                        + url
                        + "\r\nX-Base64: "
                        + base64
                        + "\r\nLocation: /again?"
                        + url
                        + "\r\n";
        String body =
                status.equals("400")
                        ? Json.write(
                                Json.object()
                                        .put("status", decoded)
                                        .put("message", base64)
                                        .set(
                                                "errors",
                                                Json.array()
                                                        .add(url)
                                                        .add(Json.object().put(decoded, 1))))
                        : decoded + "\n" + url + "\n" + base64;
        return EchoTarget.answer(status + " " + ascii(decoded), headers, body);
    }

    /** The name and password in the clear, as a target knows them. */
    private static String basic(String head) {
        Matcher header = Pattern.compile("(?i)authorization: Basic (\\S+)").matcher(head);
        return header.find()
                ? " "
                        + new String(
                                Base64.getDecoder().decode(header.group(1)), StandardCharsets.UTF_8)
                : "";
    }

    private static String ascii(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }

    /** Where a secret is seen, in any form. */
    private List<String> hits() {
        List<String> hits = new ArrayList<>();
        seen.forEach((where, text) -> {
            for (String secret : SECRETS) {
                if (holds(text, secret)) {
                    hits.add(where + " holds " + secret);
                }
            }
        });
        return hits;
    }

    private static boolean holds(String text, String secret) {
        return plain(text, secret)
                || plain(decoded(text), secret)
                || plain(decoded(text.replace('+', ' ')), secret)
                || BASE64.matcher(text).results().anyMatch(run -> inBase64(run.group(), secret));
    }

    private static boolean plain(String text, String secret) {
        return text.contains(secret);
    }

    private static String decoded(String text) {
        Matcher escapes = Pattern.compile("(%[0-9A-Fa-f]{2})+").matcher(text);
        return escapes.replaceAll(run -> {
            String hex = run.group().replace("%", "");
            byte[] octets = HexFormat.of().parseHex(hex);
            return Matcher.quoteReplacement(new String(octets, StandardCharsets.UTF_8));
        });
    }

    private static boolean inBase64(String run, String secret) {
        String standard = run.replace('-', '+').replace('_', '/');
        for (int offset = 0; offset < 4; offset++) {
            String part = standard.substring(Math.min(offset, standard.length()));
            String whole = part.substring(0, part.length() - (part.length() % 4 == 1 ? 1 : 0));
            byte[] octets = Base64.getDecoder().decode(whole);
            if (new String(octets, StandardCharsets.UTF_8).contains(secret)) {
                return true;
            }
        }
        return false;
    }

    private static final List<String> LOGGERS =
            List.of("dev.patchbay", "plugins", "http", "eventlog", "security", "server");

    private static ListAppender<ILoggingEvent> traced() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(log);
        LOGGERS.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.TRACE));
        return log;
    }

    private static void untraced(ListAppender<ILoggingEvent> log) {
        LOGGERS.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(null));
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(log);
    }
}
