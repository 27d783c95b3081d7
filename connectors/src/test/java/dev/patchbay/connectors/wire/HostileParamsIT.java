package dev.patchbay.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.connectors.spec.BundledSpecs;
import dev.patchbay.connectors.spec.SpecReader;
import dev.patchbay.connectors.spec.SpecReading;
import dev.patchbay.net.Network;
import dev.patchbay.net.NetworkSettings;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What runs a type described as data cannot change where it goes: not the host, not the number of
 * path segments, not the names of headers, query parameters and form fields, not the shape of the
 * JSON. Every hostile text in every place.
 */
class HostileParamsIT {

    private static final Path FOLDER = Path.of("src/test/resources/cases");
    private static final Path TABLE = Path.of("../docs/hostile-params.md");
    private static final Map<String, String> PLACES = new LinkedHashMap<>();
    private static final Map<String, String> PARAMS = new LinkedHashMap<>();
    private static final List<ConnectorType> BUNDLED = bundled();

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
        RequestShape plain = shape(place, "plain").getFirst();
        int sent = 0;
        for (String text : TEXTS) {
            List<RequestShape> shapes = shape(place, text);
            sent += shapes.size();
            if (!shapes.isEmpty()) {
                assertThat(shapes).as(place + " " + quoted(text)).containsExactly(plain);
            }
        }
        PLACES.put(place.name(), row(place.name(), "", sent, 0, TEXTS.size() - sent));
    }

    static Stream<HostileParam> params() {
        return HostileParam.all(BUNDLED, FOLDER);
    }

    /** Every param of every operation of the types that come with the server. */
    @ParameterizedTest
    @MethodSource("params")
    void noTextChangesABundledRequest(HostileParam param) throws Exception {
        Optional<Target.Request> plain = param.plain();
        int sent = 0;
        int invalid = 0;
        for (String text : TEXTS) {
            switch (param.play(text)) {
                case HostileParam.End.Sent(Target.Request request) -> {
                    sent++;
                    assertThat(RequestShape.of(request))
                            .as(param + " " + quoted(text))
                            .isEqualTo(RequestShape.of(plain.orElseThrow()));
                }
                case HostileParam.End.Invalid _ -> invalid++;
                case HostileParam.End.Unsent _ -> {}
            }
        }
        PARAMS.put(
                param.toString(),
                row(
                        param.toString().replace(" ", "` | `"),
                        plain.map(param::place).orElse("–"),
                        sent,
                        invalid,
                        TEXTS.size() - sent - invalid));
    }

    private static String quoted(String text) {
        return Json.write(Json.object().put("x", text));
    }

    private static String row(String name, String place, int sent, int invalid, int unsent) {
        return place.isEmpty()
                ? "| %s | %d | %d |%n".formatted(name, sent, unsent)
                : "| `%s` | %s | %d | %d | %d |%n".formatted(name, place, sent, invalid, unsent);
    }

    @AfterAll
    static void writeTable() throws IOException {
        if (PLACES.size() == places().count() && PARAMS.size() == params().count()) {
            Files.writeString(
                    TABLE,
                    """
                    # Params that want to go elsewhere

                    Written by `HostileParamsIT`: %d texts (dots, slashes, percent escapes, line
                    breaks, quotes, hosts, placeholders, lone surrogates …) in every place that a
                    type described as data has for a param, and in every param of the types that
                    come with the server. Whatever is sent goes to the same host, with the same
                    method, number of path segments, names of query parameters, headers and form
                    fields, and the same shape of its JSON as with a harmless text. The others do
                    not validate, or cannot be put into their place and are not sent.

                    | place | sent | not sent |
                    |---|---|---|
                    %s
                    | type | operation | param | in | sent | invalid | not sent |
                    |---|---|---|---|---|---|---|
                    %s\
                    """
                            .formatted(
                                    TEXTS.size(),
                                    String.join("", PLACES.values()),
                                    String.join("", PARAMS.values())));
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

    private static List<RequestShape> shape(Place place, String text) throws Exception {
        Sent sent = run(place, text);
        assertThat(sent.requests.size()).isLessThan(2);
        if (sent.requests.isEmpty()) {
            assertThat(sent.outcome).isInstanceOf(Failed.class);
            assertThat(((Failed) sent.outcome).reason()).isEqualTo(Reason.CONFIGURATION);
        }
        return sent.requests.stream().map(RequestShape::of).toList();
    }

    private static List<ConnectorType> bundled() {
        try (Network network =
                new Network(NetworkSettings.DEFAULT, new TokensInMemory(), new FixedClock())) {
            return BundledSpecs.types(new CaseContext(network.allowedHosts(), Map.of()));
        }
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
