package dev.patchbay.server.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes settings that are nearly right, wrong, and no settings at all. */
final class FuzzedSettings {

    private static final List<String> SCALARS =
            List.of(
                    "true",
                    "\"false\"",
                    "null",
                    "~",
                    "0",
                    "-1",
                    "1",
                    "65535",
                    "1e400",
                    ".nan",
                    ".inf",
                    "-.inf",
                    "9007199254740993",
                    "123456789012345678901234567890",
                    "0x1F",
                    "1.5",
                    "5s",
                    "1Y",
                    "9007199254740991Y",
                    "2mb",
                    "99999999999gb",
                    "''",
                    "' '",
                    "a",
                    "\"*\"",
                    ".slack",
                    "full",
                    "none",
                    "localhost",
                    "\"::1\"",
                    "10.0.0.0/8",
                    "https://u:p@a.example:443/x?y#z",
                    "smtp://a:25",
                    "\"http://[::1]\"",
                    "/x",
                    "a/b",
                    "\"a\\0b\"",
                    "\"\\uD800\"",
                    "\"\\u2028\"",
                    "${HOME}",
                    "\"${A:b}\"",
                    "\"${A\"",
                    "'[1,2'",
                    "'{\"a\":{\"b\":[]}}'",
                    "'[\"a\"]'",
                    "&x a",
                    "*x",
                    "!!str 1",
                    "!t x",
                    "2026-01-01",
                    "\"%i\"",
                    "json",
                    "console",
                    "rolling-file",
                    "[]",
                    "{}",
                    "[[]]",
                    "jdbc:postgresql://h/d",
                    "abcdefghijklmnopqrstuvwxyz0123456789");
    private static final List<String> WORDS =
            List.of(
                    "id",
                    "url",
                    "ssl",
                    "name",
                    "type",
                    "roles",
                    "max",
                    "path",
                    "password",
                    "email",
                    "config",
                    "secrets",
                    "[a.b]",
                    "",
                    ".",
                    "..",
                    "[",
                    "]",
                    "[]",
                    "__proto__",
                    "a.b.c",
                    "fileName",
                    "layout",
                    "policy",
                    "level",
                    "connector",
                    "limit",
                    "actionTypeId",
                    "smtp",
                    "rejectUnauthorized",
                    "certificateAuthoritiesFiles",
                    "foo",
                    "<<",
                    "0");

    private final SplittableRandom random;
    private final List<String> corpus = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final List<String> variables;

    FuzzedSettings(SplittableRandom random) throws IOException {
        this.random = random;
        corpus.add(Files.readString(Path.of("..", "examples", "kibana.yml")));
        for (String name : List.of("types", "roots", "actions", "sections", "own", "yaml")) {
            try (InputStream in = getClass().getResourceAsStream(name + ".cases")) {
                String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                for (String block : all.split("\n## ", -1)) {
                    String yaml = block.split("\n=> ", 2)[0];
                    corpus.add(yaml.substring(yaml.indexOf('\n') + 1) + "\n");
                }
            }
        }
        SettingsReference.all()
                .forEach(row -> keys.add(row.key().replace("[]", ".0").replace("<name>", "n")));
        keys.addAll(Roots.known());
        variables = List.copyOf(EnvironmentKeys.all().keySet());
    }

    byte[] file() {
        return switch (random.nextInt(10)) {
            case 0 -> noise();
            case 1, 2, 3 -> bent(pick(corpus).getBytes(StandardCharsets.UTF_8));
            case 4 -> (pick(corpus) + pick(corpus)).getBytes(StandardCharsets.UTF_8);
            case 5 -> deepOrWide().getBytes(StandardCharsets.UTF_8);
            case 6 -> bent(settings().getBytes(StandardCharsets.UTF_8));
            default -> settings().getBytes(StandardCharsets.UTF_8);
        };
    }

    List<String> overrides() {
        List<String> overrides = new ArrayList<>();
        while (random.nextInt(8) == 0) {
            overrides.add(
                    random.nextInt(10) == 0
                            ? new String(noise(), StandardCharsets.UTF_8)
                            : "--" + pick(keys) + "=" + value(2));
        }
        return overrides;
    }

    Map<String, String> environment() {
        return random.nextInt(8) == 0
                ? Map.of("HOME", "/root", pick(variables), value(2))
                : Map.of("HOME", "/root");
    }

    private String settings() {
        StringBuilder yaml = new StringBuilder();
        int lines = 1 + random.nextInt(6);
        for (int i = 0; i < lines; i++) {
            String key = random.nextInt(6) == 0 ? pick(keys) + "." + pick(WORDS) : pick(keys);
            yaml.append('"').append(key).append("\": ").append(value(4)).append('\n');
        }
        return yaml.toString();
    }

    private String value(int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(6);
        if (kind < 4) {
            return pick(SCALARS);
        }
        StringBuilder text = new StringBuilder(kind == 4 ? "[" : "{");
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(kind == 4 ? "" : "\"" + pick(WORDS) + "\": ")
                    .append(value(depth - 1));
        }
        return text.append(kind == 4 ? "]" : "}").toString();
    }

    private String deepOrWide() {
        int size = 1 + random.nextInt(2_000);
        return switch (random.nextInt(6)) {
            case 0 -> "telemetry: " + "[".repeat(size) + "]".repeat(random.nextInt(size + 1));
            case 1 -> "telemetry" + ".a".repeat(size) + ": 1\n";
            case 2 -> "xpack.actions.allowedHosts: [" + "a b, ".repeat(size) + "x]\n";
            case 3 -> "telemetry:\n" + bomb(random.nextInt(30));
            case 4 -> "server.name: " + "x".repeat(size * 50) + "\n";
            default -> "{" + "a: ".repeat(size);
        };
    }

    private static String bomb(int levels) {
        StringBuilder yaml = new StringBuilder("  a0: &a0 [x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < levels; i++) {
            yaml.append("  a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        return yaml.toString();
    }

    /** A few bytes changed, cut, doubled or put elsewhere. */
    private byte[] bent(byte[] bytes) {
        byte[] result = bytes.clone();
        for (int i = 1 + random.nextInt(4); i > 0 && result.length > 1; i--) {
            int at = random.nextInt(result.length);
            int to = at + random.nextInt(result.length - at);
            switch (random.nextInt(5)) {
                case 0 -> result[at] = (byte) random.nextInt(256);
                case 1 ->
                        result[at] = (byte) ":{}[]&*!|>'\"%@`#-?,\n\t ".charAt(random.nextInt(22));
                case 2 -> result = Arrays.copyOf(result, at);
                case 3 -> {
                    byte[] longer = Arrays.copyOf(result, result.length + to - at);
                    System.arraycopy(result, at, longer, result.length, to - at);
                    result = longer;
                }
                default -> System.arraycopy(result, at, result, 0, to - at);
            }
        }
        return result;
    }

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
