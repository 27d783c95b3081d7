package dev.patchbay.engine.kql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Map;
import java.util.Random;

/** What a query means. */
class KqlTest {

    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

    private static final KqlFields FIELDS =
            new KqlFields(
                    Map.of(
                            "name", KqlType.KEYWORD,
                            "odd name", KqlType.KEYWORD,
                            "tags", KqlType.KEYWORD,
                            "message", KqlType.TEXT,
                            "count", KqlType.NUMBER,
                            "at", KqlType.DATE,
                            "on", KqlType.BOOLEAN,
                            "objects.id", KqlType.KEYWORD,
                            "objects.type", KqlType.KEYWORD));

    private static final JsonNode DOCUMENT =
            Json.read(
                    """
                    {"name":"My Slack","odd name":"x","tags":["a","b:c","not so"],"count":"120000000","on":true,
                     "message":"action executed: .slack:one: My Slack","at":"2026-01-02T10:00:00.500Z",
                     "objects":[{"id":"1","type":"action"},{"id":"2","type":"alert"}],"unmapped":"x"}
                    """);

    private static boolean fits(String query) {
        KqlParse parse = KqlParse.of(query);
        assertThat(parse).as(query).isInstanceOf(KqlParse.Query.class);
        Kql kql = ((KqlParse.Query) parse).kql();
        return KqlPredicate.of(kql, FIELDS, NOW).test(DOCUMENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "name: My Slack",
                "name:\"My Slack\"",
                "name : My*",
                "name: *Sl*ck",
                "name: *",
                "name: ((My Slack))",
                "name: (other or My Slack)",
                "tags: (a and b\\:c)",
                "tags: (a and not z)",
                "tags: \"not so\"",
                "tags: \\not so",
                "\"odd name\": x",
                "odd name: x",
                "not name: other",
                "NOT name: other AND tags: a",
                "name: other or tags: a and count: 120000000",
                "(name: other or tags: a) and count >= 120000000",
                "not (name: other or name: another)",
                "not(name: other)",
                "count > 119999999 and count < 1.3e8 or count <= 120000000",
                "message: slack",
                "message: nothing slack",
                "message: \"my slack\"",
                "message: exec*",
                "on: true",
                "at: 2026-01-02",
                "at: 2026-01",
                "at: \"2026-01-02T10:00:00.500Z\"",
                "at >= now-2h and at < now",
                "at > \"2026-01-02T10:00:00Z\" or at <= \"2026-01-02T10:00:00Z\"",
                "at <= 2026-01-02",
                "n*me: \"My Slack\"",
                "\"My Slack\"",
                "objects.id: 1 and objects.type: alert",
                "objects: { id: 1 and type: action }",
                "not objects: { id: 1 and type: alert }",
                "not unmapped: x",
                "not count: many",
                "name: \"\\u004dy Slack\"",
            })
    void fitting(String query) {
        assertThat(fits(query)).as(query).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: my slack",
                "name: My",
                "name: \"My*\"",
                "name: *x*",
                "name: My*My Slack",
                "tags: (a and z)",
                "name: My Slack and tags: z",
                "count > 120000000",
                "count: x",
                "message: \"slack my\"",
                "message: sla",
                "on: false",
                "at: 2026-01-03",
                "at < 2026-01-02",
                "at > 2026-01-02",
                "at > yesterday",
                "objects: { id: 1 and type: alert }",
                "unmapped: x",
                "nothing"
            })
    void notFitting(String query) {
        assertThat(fits(query)).as(query).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name:",
                ":",
                "name: (a",
                "name: a)",
                "(",
                ")",
                "name: \"a",
                "a and ",
                "name: a or ",
                "not ",
                "name: <",
                "count >",
                "count > > 1",
                "a: {b: c",
                "a: b }",
                "name: a\\",
                "name: \\x",
                "name: \"a\" \"b\"",
                "a b: c: d",
                "name: a not b"
            })
    void noQueries(String query) {
        assertThat(KqlParse.of(query)).as(query).isInstanceOf(KqlParse.Invalid.class);
    }

    /** A word that begins or ends like a keyword is none. */
    @Test
    void wordsAreWhole() {
        KqlParse parse = KqlParse.of("name: cannot order sand");
        assertThat(parse)
                .isEqualTo(
                        new KqlParse.Query(
                                new Kql.Is(KqlText.of("name"), KqlText.of("cannot order sand"))));
    }

    @Test
    void tooDeepIsNoQuery() {
        String deep = "(".repeat(101) + "a" + ")".repeat(101);
        assertThat(KqlParse.of(deep)).isInstanceOf(KqlParse.Invalid.class);
        assertThat(KqlParse.of("(".repeat(1_000_000))).isInstanceOf(KqlParse.Invalid.class);
        assertThat(KqlParse.of("a or ".repeat(10_000) + "a")).isInstanceOf(KqlParse.Query.class);
    }

    /** Whatever comes, there is an answer. */
    @Test
    void anyTextIsAQueryOrNone() {
        long seed = Long.getLong("patchbay.seed", new Random().nextLong());
        Random random = new Random(seed);
        String[] parts = {
            "name",
            ":",
            " ",
            "and",
            "or",
            "not",
            "(",
            ")",
            "\"",
            "*",
            "{",
            "}",
            "<",
            ">=",
            "\\",
            "u",
            "1",
            "2026-01-02",
            "now-1h",
            "\u00a0",
            "\ud83d"
        };
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            if (KqlParse.of(text.toString()) instanceof KqlParse.Query(Kql kql)) {
                assertThat(KqlPredicate.of(kql, FIELDS, NOW).test(DOCUMENT))
                        .as("seed %d: %s", seed, text)
                        .isIn(true, false);
            }
        }
    }
}
