package dev.patchbay.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.connectors.spec.SpecReader;
import dev.patchbay.connectors.spec.SpecReading;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What runs a type described as data cannot change where it goes: not the host, not the number of
 * path segments, not the names of headers, query parameters and form fields, not the shape of the
 * JSON. Every hostile text in every place.
 */
class HostileParamsTest {

    private static final List<String> TEXTS =
            List.of(
                    "plain",
                    ".",
                    "..",
                    "",
                    " ",
                    "/",
                    "//",
                    "///evil.example/x",
                    "../../admin",
                    "..\\..\\admin",
                    "%2e%2e",
                    "%2e%2e%2fadmin",
                    "%2F",
                    "..;/admin",
                    "a/../b",
                    "?admin=true",
                    "&admin=true",
                    "#fragment",
                    ";a=b",
                    "@evil.example",
                    ":80@evil.example/",
                    "http://evil.example/",
                    "\r\nX-Evil: 1",
                    "\nX-Evil: 1",
                    "a\tb",
                    "\u0000",
                    "\u0085\u2028\u2029",
                    "\",\"admin\":true,\"x\":\"",
                    "\"}],\"y\":[{\"",
                    "{{secrets.token}}",
                    "{{config.url}}",
                    "${jndi:ldap://evil.example}",
                    "ü\uD83D\uDE00",
                    "\uD800",
                    "．．／");

    /** A place of a request, and a spec that puts the text there. */
    record Place(String name, String request) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Place> places() {
        String get = "method: GET, url: '{{config.url}}/a/";
        return Stream.of(
                new Place("a segment", get + "{{params.x}}/b'"),
                new Place("the last segment", get + "{{params.x}}'"),
                new Place("a part of a segment", get + "x{{params.x}}.json'"),
                new Place("two in a segment", get + "{{params.x}}{{params.x}}'"),
                new Place("query", get + "b', query: {q: '{{params.x}}', r: 'v{{params.x}}'}"),
                new Place("header", get + "b', headers: {X-One: '{{params.x}}'}"),
                new Place("form", post("form: {f: '{{params.x}}', g: 'v{{params.x}}'}")),
                new Place("json", post("json: {f: ['{{params.x}}'], g: {h: 'v{{params.x}}'}}")),
                new Place("text", post("text: '{{params.x}}'")));
    }

    private static String post(String body) {
        return "method: POST, url: '{{config.url}}/a/b', " + body;
    }

    @ParameterizedTest
    @MethodSource("places")
    void noTextChangesWhereItGoes(Place place) throws Exception {
        Shape plain = shape(place, "plain").getFirst();
        for (String text : TEXTS) {
            List<Shape> sent = shape(place, text);
            if (!sent.isEmpty()) {
                assertThat(sent)
                        .as(place + " " + Json.write(Json.object().put("x", text)))
                        .containsExactly(plain);
            }
        }
    }

    /** One segment stays one; what cannot be one is not sent. */
    @ParameterizedTest
    @MethodSource("places")
    void dotsAndNothingAreNoSegment(Place place) throws Exception {
        boolean segment =
                place.name().equals("a segment") || place.name().equals("the last segment");
        for (String text : List.of(".", "..", "")) {
            Outcome outcome = run(place, text).outcome();
            if (segment) {
                Failed failed = (Failed) outcome;
                assertThat(failed.reason()).isEqualTo(Reason.CONFIGURATION);
                assertThat(failed.effect().label()).isEqualTo("none");
                assertThat(failed.serviceMessage()).contains("params.x is not a part of a path");
            } else if (!place.name().equals("two in a segment")) {
                assertThat(outcome).isInstanceOf(Outcome.Ok.class);
            }
        }
    }

    /** What of a request must not hang on a text. */
    private record Shape(
            String method, int segments, Set<String> query, Set<String> headers, String body) {}

    private static List<Shape> shape(Place place, String text) throws Exception {
        Sent sent = run(place, text);
        assertThat(sent.requests.size()).isLessThan(2);
        if (sent.requests.isEmpty()) {
            assertThat(sent.outcome).isInstanceOf(Failed.class);
            assertThat(((Failed) sent.outcome).reason()).isEqualTo(Reason.CONFIGURATION);
        }
        return sent.requests.stream().map(request -> shape(place, request)).toList();
    }

    private static Shape shape(Place place, Target.Request request) {
        String[] line = request.line().split(" ", 2);
        String[] target = line[1].split("\\?", 2);
        assertThat(line[1]).matches("[!-~]*").doesNotContain("#");
        Set<String> headers = new TreeSet<>(request.headers().keySet());
        headers.remove("content-length");
        return new Shape(
                line[0],
                target[0].split("/", -1).length,
                target.length < 2 ? Set.of() : names(target[1]),
                headers,
                body(place, request.body()));
    }

    private static Set<String> names(String pairs) {
        return Stream.of(pairs.split("&"))
                .map(pair -> pair.split("=", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String body(Place place, String body) {
        return switch (place.name()) {
            case "form" -> names(body).toString();
            case "json" -> skeleton(Json.read(body));
            default -> "";
        };
    }

    private static String skeleton(JsonNode node) {
        return switch (node) {
            case ObjectNode object ->
                    object.properties().stream()
                            .map(entry -> entry.getKey() + ":" + skeleton(entry.getValue()))
                            .toList()
                            .toString();
            case ArrayNode array ->
                    array.valueStream().map(HostileParamsTest::skeleton).toList().toString();
            default -> node.getNodeType().toString();
        };
    }

    private record Sent(Outcome outcome, List<Target.Request> requests) {}

    private static Sent run(Place place, String text) throws Exception {
        Target.Answer answer = new Target.Answer("200 OK", Map.of(), "{}");
        try (Target target = Target.start(List.of(answer, answer));
                Runs runs = new Runs(context -> type(context, place))) {
            String params =
                    Json.write(
                            Json.object()
                                    .put("subAction", "call")
                                    .set("subActionParams", Json.object().put("x", text)));
            Outcome outcome =
                    runs.exactly(
                                    Json.object().put("url", target.url() + "/base"),
                                    Json.object().put("token", "secret-token"),
                                    Json.read(params))
                            .outcome();
            return new Sent(outcome, target.requests());
        }
    }

    private static ConnectorType type(TypeContext context, Place place) {
        String spec =
                """
                spec: 1
                id: hostile
                name: Hostile
                documentation: https://example.com/
                features: [alerting]
                config: {url: {type: string, format: url, label: URL, help: Where.}}
                secrets: {token: {type: string, label: Token, help: What.}}
                auth: {kind: bearer, token: '{{secrets.token}}'}
                operations:
                  call:
                    summary: Calls.
                    params: {x: {type: string, label: X, help: Hostile.}}
                    request: {%s}
                    idempotency: effectful
                  test:
                    summary: Asks.
                    request: {method: GET, url: '{{config.url}}'}
                    idempotency: safe
                test: test
                """
                        .formatted(place.request());
        return switch (new SpecReader(context).read("hostile.yaml", spec)) {
            case SpecReading.Declared(ConnectorType type) -> type;
            case SpecReading.Refused(var problems) -> throw new AssertionError(problems.toString());
        };
    }
}
