package dev.patchbay.acceptance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A valid request with up to four things wrong with it, made from a seed and a number alone.
 *
 * @param bytes what goes over the wire
 * @param route method and path that it began as
 * @param framed whether it is clear where the request ends; otherwise the connection is given up
 * @param head whether the answer has no body
 */
record FuzzedRequest(byte[] bytes, String route, boolean framed, boolean head) {

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW");
    private static final List<String> TYPES =
            List.of(
                    "text/plain",
                    "application/xml",
                    "application/json; charset=utf-16",
                    "application/json;;;",
                    "APPLICATION/JSON",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "",
                    "json",
                    "application/vnd.elasticsearch+json;compatible-with=9");
    private static final int MEBIBYTE = 1 << 20;

    /** Input {@code number} of a run; {@code extra} headers make it authorized. */
    static FuzzedRequest of(long seed, long number, String extra) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        FuzzTemplates.Template template = FuzzTemplates.any(random);
        Draft draft = new Draft(random, template);
        for (int i = random.nextInt(5); i > 0; i--) {
            draft.spoil();
        }
        return draft.request(extra);
    }

    private static final class Draft {
        private final SplittableRandom random;
        private final FuzzTemplates.Template template;
        private final List<String> headers = new ArrayList<>();
        private String method;
        private String path;
        private String type = "application/json";
        private byte[] body;
        private boolean xsrf = true;
        private boolean framed = true;

        Draft(SplittableRandom random, FuzzTemplates.Template template) {
            this.random = random;
            this.template = template;
            method = template.method();
            path = template.path();
            body = template.body().getBytes(StandardCharsets.UTF_8);
        }

        void spoil() {
            switch (random.nextInt(16)) {
                case 0, 1, 2, 3, 4 -> body = FuzzedText.json(random, body);
                case 5 -> body = FuzzedText.bytes(random, body);
                case 6, 7 -> path = FuzzedText.id(random, path);
                case 8, 9 -> path = FuzzedText.query(random, path);
                case 10 -> method = METHODS.get(random.nextInt(METHODS.size()));
                case 11 -> type = TYPES.get(random.nextInt(TYPES.size()));
                case 12 -> headers.add(FuzzedText.header(random));
                case 13 -> xsrf = random.nextInt(4) != 0;
                case 14 -> path = "/s/" + FuzzedText.segment(random) + path;
                default -> seldom();
            }
        }

        private void seldom() {
            switch (random.nextInt(12)) {
                case 0 -> body = new byte[MEBIBYTE + 1 + random.nextInt(MEBIBYTE)];
                case 1 -> body = ("[".repeat(100 + random.nextInt(60_000))).getBytes();
                case 2 -> headers.add("X-Long: " + "x".repeat(random.nextInt(80_000)));
                case 3 -> path += "?" + "q=1&".repeat(random.nextInt(10_000));
                default -> {
                    framed = false;
                    headers.add(FuzzedText.brokenHeader(random));
                }
            }
        }

        FuzzedRequest request(String extra) {
            StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
            head.append("Host: localhost\r\n").append(extra);
            if (xsrf) {
                head.append("kbn-xsrf: true\r\n");
            }
            if (path.contains("/internal/")) {
                head.append("x-elastic-internal-origin: Kibana\r\n");
            }
            headers.forEach(header -> head.append(header).append("\r\n"));
            if (body.length > 0) {
                head.append("Content-Type: ").append(type).append("\r\n");
            }
            if (body.length > 0 || !template.body().isEmpty()) {
                head.append("Content-Length: ").append(body.length).append("\r\n");
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            bytes.writeBytes(body);
            return new FuzzedRequest(
                    bytes.toByteArray(),
                    template.method() + " " + template.path(),
                    framed,
                    method.equals("HEAD"));
        }
    }

    /** For a report: the beginning, as far as it can be read. */
    @Override
    public String toString() {
        String text =
                new String(bytes, StandardCharsets.ISO_8859_1)
                        .replaceAll("(Basic|ApiKey) \\S+", "…");
        return text.length() > 1_500 ? text.substring(0, 1_500) + "…" : text;
    }
}
