package dev.patchbay.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What is done to bodies, paths, queries and headers of a fuzzed request. */
final class FuzzedText {

    private static final Pattern TOKEN =
            Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"|-?\\d+(?:\\.\\d+)?|true|false|null");

    private static final List<String> JSON =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1.5",
                    "1e999",
                    "-0",
                    "9".repeat(400),
                    "0." + "3".repeat(400),
                    "1e-999999999",
                    "1e999999999",
                    "1e99999999999",
                    "-0.1E-99999999999",
                    "[]",
                    "{}",
                    "[null]",
                    "{\"a\":{\"b\":1}}",
                    "\"\"",
                    "\" \"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\"\\udfff\\ud800\"",
                    "\"\\u202e\\ufeff\"",
                    "\"__proto__\"",
                    "\"constructor\"",
                    "\"{{x}}\"",
                    "\"../../etc/passwd\"",
                    "\"http://127.0.0.1:1/x\"",
                    "\"http://[::1\"",
                    "\"https://hooks.example.com/x\"",
                    "\"\\n\\r\\t\"",
                    "\"😀\"",
                    "NaN",
                    "'single'",
                    "01",
                    "tru",
                    "\"open");

    private static final List<String> SEGMENTS =
            List.of(
                    "",
                    ".",
                    "..",
                    "%2e%2e",
                    "%2F",
                    "%00",
                    "%",
                    "%zz",
                    "%C0%AF",
                    "%ED%A0%80",
                    "a%20b",
                    "A-B",
                    "ünï",
                    "a;b=c",
                    "x".repeat(37),
                    "x".repeat(3_000),
                    "00000000-0000-0000-0000-000000000000",
                    "default",
                    "*",
                    "_execute",
                    "fuzz-1",
                    "no-such",
                    "a,b",
                    "a:b",
                    "\"",
                    "<script>",
                    "{id}");

    private FuzzedText() {}

    private static <T> T one(SplittableRandom random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    static String segment(SplittableRandom random) {
        return random.nextInt(3) == 0 ? "i" + random.nextInt(1_000) : one(random, SEGMENTS);
    }

    /** One token in place of another, a member twice or more, a nest. */
    static byte[] json(SplittableRandom random, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
        if (tokens.isEmpty() || text.length() > 100_000) {
            return one(random, JSON).getBytes(StandardCharsets.UTF_8);
        }
        MatchResult token = one(random, tokens);
        String before = text.substring(0, token.start());
        String after = text.substring(token.end());
        String result =
                switch (random.nextInt(8)) {
                    case 0 -> text.replaceFirst("\\{", "{\"name\":1,");
                    case 1 -> text.replaceFirst("\\{", "{\"unknown\":" + one(random, JSON) + ",");
                    case 2 -> {
                        int depth = 1 + random.nextInt(300);
                        yield before + "[".repeat(depth) + "]".repeat(depth) + after;
                    }
                    case 3 -> {
                        int depth = 1 + random.nextInt(300);
                        yield before + "{\"a\":".repeat(depth) + "1" + "}".repeat(depth) + after;
                    }
                    case 4 -> before + "\"" + "y".repeat(random.nextInt(5_000)) + "\"" + after;
                    default -> before + one(random, JSON) + after;
                };
        return result.getBytes(StandardCharsets.UTF_8);
    }

    /** Cut, changed or doubled without regard to what it means. */
    static byte[] bytes(SplittableRandom random, byte[] body) {
        if (body.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        byte[] copy = body.clone();
        int at = random.nextInt(copy.length);
        switch (random.nextInt(4)) {
            case 0 -> {
                return Arrays.copyOf(copy, at);
            }
            case 1 -> copy[at] = (byte) (0x80 + random.nextInt(128));
            case 2 -> copy[at] = 0;
            default -> copy[at] = (byte) random.nextInt(128);
        }
        return copy;
    }

    /** Another segment in the path, before the query. */
    static String id(SplittableRandom random, String path) {
        int query = path.indexOf('?');
        String end = query < 0 ? "" : path.substring(query);
        List<String> parts =
                new ArrayList<>(
                        List.of((query < 0 ? path : path.substring(0, query)).split("/", -1)));
        int at = parts.size() - 1 - random.nextInt(Math.min(2, parts.size()));
        if (random.nextInt(5) == 0) {
            parts.add(segment(random));
        } else {
            parts.set(Math.max(1, Math.min(at, parts.size() - 1)), segment(random));
        }
        return plain(String.join("/", parts)) + end;
    }

    /**
     * Blanks and letters beyond ASCII would end the request line; others are the server's matter.
     */
    private static String plain(String path) {
        return path.replace(" ", "%20");
    }

    static String query(SplittableRandom random, String path) {
        String value =
                switch (random.nextInt(6)) {
                    case 0 -> "9".repeat(random.nextInt(40));
                    case 1 -> "-1";
                    case 2 -> "%00%FF";
                    case 3 -> "2026-13-45T99:99:99Z";
                    case 4 -> segment(random).replace(" ", "+");
                    default -> "";
                };
        String name =
                one(
                        random,
                        List.of(
                                "limit",
                                "from",
                                "to",
                                "before",
                                "format",
                                "outcome",
                                "feature_id",
                                "batch_size",
                                "type",
                                "all_spaces",
                                "since",
                                "reason",
                                "purpose",
                                "owner",
                                "id",
                                "with_limited_by",
                                "x[y]",
                                "__proto__",
                                "",
                                "%"));
        return path + (path.contains("?") ? "&" : "?") + name + "=" + value;
    }

    /** Odd, but it is clear where the request ends. */
    static String header(SplittableRandom random) {
        return one(
                random,
                List.of(
                        "kbn-version: 8.0.0",
                        "elastic-api-version: 1999-01-01",
                        "Accept: application/x-ndjson",
                        "Accept: " + "a/b,".repeat(500),
                        "X-Forwarded-For: 1.2.3.4, ::1, unknown",
                        "X-Forwarded-Proto: gopher",
                        "Forwarded: for=\"[::1]\";proto=;;",
                        "Origin: null",
                        "Sec-Fetch-Site: cross-site",
                        "es-security-runas-user: root",
                        "Accept-Encoding: gzip, br;q=x, *;q=0",
                        "x-opaque-id: " + "z".repeat(2_000),
                        "Cookie: sid=" + "c".repeat(3_000),
                        "X-Odd: \u00e4\u00ff\u0080",
                        "If-None-Match: *",
                        "Range: bytes=0-0",
                        "Content-Encoding: gzip",
                        "traceparent: 00-zz",
                        "X-Many: 1\r\n".repeat(100) + "X-Last: 1"));
    }

    /** Nobody can be sure where this request ends. */
    static String brokenHeader(SplittableRandom random) {
        return one(
                random,
                List.of(
                        "Content-Length: 3",
                        "Content-Length: -1",
                        "Content-Length: 99999999999999999999",
                        "Transfer-Encoding: chunked",
                        "Transfer-Encoding: gzip, chunked",
                        "Transfer-Encoding: nonsense",
                        "Connection: close, upgrade",
                        "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: x",
                        "Expect: 100-continue",
                        "Expect: something",
                        " folded: x",
                        "no colon",
                        "Bad Name: x",
                        ": x",
                        "X-Nul: a\u0000b",
                        "Host: other",
                        "X: a\rb"));
    }
}
