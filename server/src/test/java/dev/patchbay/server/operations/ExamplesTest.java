package dev.patchbay.server.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.WebTarget;
import dev.patchbay.server.WholeServer;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The alerting rules and the dashboard of {@code examples} ask for metrics and labels that a
 * running server has.
 */
class ExamplesTest {

    private static final Path ALERTS = Path.of("../examples/prometheus/alerts.yml");
    private static final Path DASHBOARD = Path.of("../examples/grafana/patchbay-deliveries.json");
    private static final Pattern SAMPLE =
            Pattern.compile("(?m)^([a-z_]+)(?:\\{(.*)})? [-+0-9.eENa]+$");
    private static final Pattern NAME = Pattern.compile("patchbay_[a-z_]+");
    private static final Pattern LABELS =
            Pattern.compile("by \\(([a-z, ]+)\\)|([a-z]+)(?:=~|!=|=)\"");

    /** Labels of each metric of a server that delivered, failed, handed on and refused. */
    private static final Map<String, Set<String>> METRICS = new TreeMap<>();

    @BeforeAll
    static void scrape(@TempDir Path folder) {
        try (WebTarget target = new WebTarget();
                WholeServer server =
                        new WholeServer(
                                folder,
                                "xpack.actions.queued.max: 1",
                                "patchbay.delivery.fallback: [{id: broken, to: hook}]")) {
            for (String id : List.of("hook", "broken")) {
                server.connector(
                        id,
                        ".webhook",
                        "{\"url\":\"" + target.url("/" + id) + "\",\"hasAuth\":false}",
                        "{}");
            }
            server.await(server.deliver("hook", "{\"body\":\"x\"}", ""), "delivered");
            target.status = 404;
            server.await(server.deliver("broken", "{\"body\":\"x\"}", ""), "dead");
            server.root(
                    "POST",
                    "/api/patchbay/deliveries",
                    "{\"deliveries\":["
                            + "{\"connector_id\":\"hook\",\"params\":{}},".repeat(4)
                            + "{\"connector_id\":\"hook\",\"params\":{}}]}");
            String text = server.client.call("", "GET", "/metrics", "").body();
            SAMPLE.matcher(text)
                    .results()
                    .forEach(sample -> {
                        Set<String> labels =
                                METRICS.computeIfAbsent(sample.group(1), _ -> new TreeSet<>());
                        if (sample.group(2) != null) {
                            Pattern.compile("([a-z_]+)=\"")
                                    .matcher(sample.group(2))
                                    .results()
                                    .forEach(label -> labels.add(label.group(1)));
                        }
                        // What Prometheus adds to each sample.
                        labels.addAll(List.of("instance", "job"));
                    });
        }
    }

    private static void check(String expression) {
        Set<String> names = new TreeSet<>();
        NAME.matcher(expression).results().forEach(name -> names.add(name.group()));
        assertThat(names).as(expression).isNotEmpty();
        assertThat(METRICS).as(expression).containsKeys(names.toArray(String[]::new));
        LABELS.matcher(expression)
                .results()
                .forEach(found -> {
                    String group = found.group(1) == null ? found.group(2) : found.group(1);
                    for (String label : group.split(", ", -1)) {
                        assertThat(names)
                                .as(label + " in " + expression)
                                .allSatisfy(name -> assertThat(METRICS.get(name)).contains(label));
                    }
                });
    }

    @Test
    void alertingRulesAskForWhatIsThere() throws IOException {
        JsonNode rules =
                YAMLMapper.builder()
                        .build()
                        .readTree(Files.readString(ALERTS))
                        .at("/groups/0/rules");
        assertThat(rules).hasSizeGreaterThan(4);
        for (JsonNode rule : rules) {
            assertThat(rule.path("alert").stringValue()).startsWith("Patchbay");
            assertThat(rule.at("/annotations/summary").stringValue()).isNotBlank();
            assertThat(rule.at("/labels/severity").stringValue()).isIn("warning", "critical");
            check(rule.path("expr").stringValue());
        }
    }

    @Test
    void alertingRulesPassTheCheckOfPrometheus() throws Exception {
        assumeTrue(installed("promtool"), "promtool is not installed");
        Process process =
                new ProcessBuilder("promtool", "check", "rules", ALERTS.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static boolean installed(String program) {
        return Pattern.compile(":")
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @Test
    void dashboardAsksForWhatIsThere() throws IOException {
        JsonNode dashboard = Json.read(Files.readString(DASHBOARD));
        List<String> expressions = new ArrayList<>();
        Set<Integer> ids = new TreeSet<>();
        for (JsonNode panel : dashboard.path("panels")) {
            assertThat(ids.add(panel.path("id").intValue())).isTrue();
            assertThat(panel.path("title").stringValue()).isNotBlank();
            assertThat(panel.at("/datasource/uid").stringValue()).isEqualTo("${datasource}");
            panel.path("targets").forEach(t -> expressions.add(t.path("expr").stringValue()));
        }
        assertThat(expressions).hasSizeGreaterThan(8);
        expressions.forEach(ExamplesTest::check);
        assertThat(dashboard.at("/templating/list/0/name").stringValue()).isEqualTo("datasource");
    }

    @Test
    void whatThePageOfDeliveriesListsIsThere() throws IOException {
        String page = Files.readString(Path.of("../docs/deliveries.md"));
        String line =
                page.lines()
                        .filter(text -> text.startsWith("`patchbay_deliveries_pending`"))
                        .findFirst()
                        .orElseThrow();
        List<String> names =
                Pattern.compile("`(?:patchbay_deliveries)?(_[a-z_]+)(?:\\{([a-z,]+)})?`")
                        .matcher(line)
                        .results()
                        .map(name -> {
                            String full = "patchbay_deliveries" + name.group(1);
                            assertThat(METRICS).containsKey(full);
                            if (name.group(2) != null) {
                                assertThat(METRICS.get(full)).contains(name.group(2).split(","));
                            }
                            return full;
                        })
                        .toList();
        assertThat(names).hasSizeGreaterThan(8);
    }
}
