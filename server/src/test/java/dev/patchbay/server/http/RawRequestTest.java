package dev.patchbay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What no client library sends, over raw sockets. */
final class RawRequestTest extends OneServerTest {

    private static final String HEAD = "Host: patchbay.test\n" + TestServer.AUTH + "\n";
    private static final String POST =
            "POST /api/free HTTP/1.1\n" + HEAD + "kbn-xsrf: t\nContent-Type: application/json\n";

    private static RawClient.Reply get(String target) throws IOException {
        return server.exchange("GET " + target + " HTTP/1.1\n" + HEAD + "Connection: close\n\n");
    }

    private static RawClient.Reply post(String body) throws IOException {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return server.exchange(POST + "Content-Length: " + length + "\n\n" + body);
    }

    private static void assertEnvelope(RawClient.Reply reply, int status) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.headers().get("content-type"))
                .isEqualTo("application/json; charset=utf-8");
        assertThat(reply.json().propertyNames()).containsExactly("statusCode", "error", "message");
        assertThat(reply.json().get("statusCode").intValue()).isEqualTo(status);
        assertThat(reply.headers().get("kbn-name")).isEqualTo("patchbay.test");
        assertThat(reply.headers()).doesNotContainKey("server");
    }

    @Test
    void http10IsAnswered() throws IOException {
        RawClient.Reply reply =
                server.exchange("GET /api/thing/a HTTP/1.0\n" + TestServer.AUTH + "\n\n");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("id").stringValue()).isEqualTo("a");
    }

    @Test
    void encodedSlashIsPartOfTheId() throws IOException {
        assertThat(get("/api/thing/a%2Fb").json().get("id").stringValue()).isEqualTo("a/b");
        assertThat(get("/api/thing/a%2f..%2fb").json().get("id").stringValue()).isEqualTo("a/../b");
    }

    @Test
    void percentAndPlusInPathAreDecodedAsPaths() throws IOException {
        assertThat(get("/api/thing/a%20b+c%25").json().get("id").stringValue()).isEqualTo("a b+c%");
    }

    @Test
    void rawBarAndRawUtf8InPathAreTaken() throws IOException {
        assertThat(get("/api/thing/a|b").json().get("id").stringValue()).isEqualTo("a|b");
        assertThat(get("/api/thing/zür").json().get("id").stringValue()).isEqualTo("zür");
        assertThat(get("/api/thing/z%C3%BCr").json().get("id").stringValue()).isEqualTo("zür");
    }

    @Test
    void rawJsonInQueryIsTaken() throws IOException {
        assertThat(
                        get("/api/thing/a?page={\"a\":[1]}")
                                .json()
                                .get("query")
                                .get("page")
                                .stringValue())
                .isEqualTo("{\"a\":[1]}");
    }

    @Test
    void brokenEscapesAreBadRequestsInTheEnvelope() throws IOException {
        assertEnvelope(get("/api/thing/%zz"), 400);
        assertEnvelope(get("/api/thing/%"), 400);
        assertEnvelope(get("/api/thing/%FF"), 400);
        assertEnvelope(get("/api/thing/%C3"), 400);
        assertEnvelope(get("/api/thing/a%00b"), 400);
    }

    /**
     * Jetty does not know the method then and sends a body, also to HEAD: the client must not look
     * for the next answer behind it.
     */
    @Test
    void connectionEndsWithARequestThatCannotBeRead() throws IOException {
        for (String target : List.of("/api/thing/a%00b", "/s/%00/x", "/%zz")) {
            try (RawClient client = new RawClient(server.http.port())) {
                client.send("HEAD " + target + " HTTP/1.1\n" + HEAD + "\n");
                RawClient.Reply reply = client.read(true);
                assertThat(reply.status()).as(target).isEqualTo(400);
                assertThat(reply.headers()).as(target).containsEntry("connection", "close");
            }
        }
    }

    /** RFC 9112, section 3.2: a request to two hosts, or to none, is answered 400. */
    @Test
    void exactlyOneHostIsNamed() throws IOException {
        assertEnvelope(
                server.exchange("GET /api/thing/a HTTP/1.1\n" + HEAD + "Host: other\n\n"), 400);
        assertEnvelope(
                server.exchange("GET /api/thing/a HTTP/1.1\n" + TestServer.AUTH + "\n\n"), 400);
    }

    @Test
    void dotSegmentsReachNoRoute() throws IOException {
        for (String path :
                new String[] {
                    "/api/thing/../open", "/api/./open", "/s/../api/open", "/api/thing/..", "/.."
                }) {
            assertThat(get(path).status()).as(path).isIn(400, 404);
        }
        assertEnvelope(get("/api/thing/%2e%2e"), 400);
        assertEnvelope(get("/api/thing/%2E%2E/x"), 400);
    }

    @Test
    void doubledAndEmptySegmentsReachNoRoute() throws IOException {
        assertEnvelope(get("//api/thing/a"), 404);
        assertEnvelope(get("/api//thing/a"), 404);
        assertEnvelope(get("/api/thing/"), 404);
        assertEnvelope(get("/s//api/thing/a"), 404);
        assertEnvelope(get("/s/UPPER/api/thing/a"), 404);
        assertEnvelope(get("/s/a.b/api/thing/a"), 404);
    }

    @Test
    void semicolonsAreOrdinaryCharacters() throws IOException {
        assertThat(get("/api/thing/a;b=c").json().get("id").stringValue()).isEqualTo("a;b=c");
        assertThat(get("/api;x/thing/a").status()).isEqualTo(404);
    }

    @Test
    void absoluteFormIsTaken() throws IOException {
        assertThat(get("http://patchbay.test/api/thing/a").json().get("id").stringValue())
                .isEqualTo("a");
    }

    @Test
    void headOnGetRouteHasTheLengthAndNoBody() throws IOException {
        RawClient.Reply head =
                server.exchange("HEAD /api/thing/a HTTP/1.1\n" + HEAD + "Connection: close\n\n");
        assertThat(head.status()).isEqualTo(200);
        assertThat(Integer.parseInt(head.headers().get("content-length"))).isPositive();
        try (RawClient client = new RawClient(server.port())) {
            client.send("HEAD /api/thing/a HTTP/1.1\n" + HEAD + "\n").read(true);
            client.send("GET /api/thing/b HTTP/1.1\n" + HEAD + "\n");
            assertThat(client.read().json().get("id").stringValue()).isEqualTo("b");
        }
    }

    @Test
    void longHeadersUpTo64KiBAreTaken() throws IOException {
        for (int size : new int[] {12_000, 40_000}) {
            String request = "GET /api/thing/a HTTP/1.1\n" + HEAD + "X-Long: " + "x".repeat(size);
            assertThat(server.exchange(request + "\nConnection: close\n\n").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void longerHeadersAre431InTheEnvelope() throws IOException {
        String request = "GET /api/thing/a HTTP/1.1\n" + HEAD + "X-Long: " + "x".repeat(70_000);
        RawClient.Reply reply = server.exchange(request + "\n\n");
        assertEnvelope(reply, 431);
        assertThat(reply.message()).isEqualTo("Request Header Fields Too Large");
    }

    @Test
    void longerRequestLinesAre414InTheEnvelope() throws IOException {
        RawClient.Reply reply = get("/api/thing/" + "x".repeat(70_000));
        assertEnvelope(reply, 414);
    }

    @Test
    void absurdHeadersAreBadRequestsInTheEnvelope() throws IOException {
        String start = "GET /api/thing/a HTTP/1.1\n" + HEAD;
        assertEnvelope(server.exchange(start + "no colon here\n\n"), 400);
        assertEnvelope(server.exchange(start + "bad name: x\n\n"), 400);
        assertEnvelope(
                server.exchange("GET /api/thing/a HTTP/1.1\n" + TestServer.AUTH + "\n\n"), 400);
        assertEnvelope(server.exchange("GARBAGE\n\n"), 400);
        assertThat(server.exchange("GET /api/thing/a HTTP/9.9\n" + HEAD + "\n").status())
                .isIn(400, 505);
    }

    @Test
    void lengthTogetherWithChunkedIsRefused() throws IOException {
        assertEnvelope(
                server.exchange(
                        POST
                                + "Content-Length: 2\n"
                                + "Transfer-Encoding: chunked\n\n"
                                + "2\r\n"
                                + "{}\r\n"
                                + "0\r\n\r\n"),
                400);
    }

    @Test
    void differingContentLengthsAreRefused() throws IOException {
        assertEnvelope(server.exchange(POST + "Content-Length: 2\nContent-Length: 3\n\n{} "), 400);
        assertEnvelope(server.exchange(POST + "Content-Length: -1\n\n"), 400);
        assertEnvelope(server.exchange(POST + "Content-Length: x\n\n"), 400);
    }

    @Test
    void declaredBodyAboveTheLimitIs413BeforeItIsSent() throws IOException {
        RawClient.Reply reply = server.exchange(POST + "Content-Length: 1048577\n\n");
        assertEnvelope(reply, 413);
        assertThat(reply.message())
                .isEqualTo("Payload content length greater than maximum allowed: 1048576");
    }

    @Test
    void chunkedBodyAboveTheLimitIs413() throws IOException {
        String chunk = "10000\r\n" + " ".repeat(65_536) + "\r\n";
        try (RawClient client = new RawClient(server.port())) {
            client.send(POST + "Transfer-Encoding: chunked\n\n");
            client.sendBytes(chunk.repeat(16).getBytes(StandardCharsets.UTF_8));
            client.sendBytes("1\r\n1\r\n".getBytes(StandardCharsets.UTF_8));
            RawClient.Reply reply = client.read();
            assertEnvelope(reply, 413);
            assertThat(reply.message())
                    .isEqualTo("Payload content length greater than maximum allowed: 1048576");
        }
    }

    @Test
    void bodyOfExactlyTheLimitIsTaken() throws IOException {
        String body = "\"" + "x".repeat(1_048_574) + "\"";
        assertThat(post(body).status()).isEqualTo(200);
    }

    @Test
    void chunkedJsonIsTaken() throws IOException {
        RawClient.Reply reply =
                server.exchange(
                        POST
                                + "Transfer-Encoding: chunked\n\n"
                                + "3\r\n"
                                + "{\"a\r\n"
                                + "4\r\n"
                                + "\":1}\r\n"
                                + "0\r\n\r\n");
        assertThat(reply.json().get("body").get("a").intValue()).isEqualTo(1);
    }

    @Test
    void brokenChunkFramingIsABadRequest() throws IOException {
        RawClient.Reply reply =
                server.exchange(POST + "Transfer-Encoding: chunked\n\nzz\r\n{}\r\n0\r\n\r\n");
        assertEnvelope(reply, 400);
    }

    @Test
    void whatIsNotJsonIsABadRequest() throws IOException {
        for (String body :
                new String[] {
                    "{",
                    "nope",
                    "{} {}",
                    "{\"a\":1,}",
                    "{\"a\":1e99999999999}",
                    "[".repeat(100) + "]".repeat(100)
                }) {
            RawClient.Reply reply = post(body);
            assertEnvelope(reply, 400);
            assertThat(reply.message()).isEqualTo("Invalid request payload JSON format");
        }
    }

    @Test
    void sixtyLevelsAreRead() throws IOException {
        assertThat(post("[".repeat(60) + "]".repeat(60)).status()).isEqualTo(200);
    }

    @Test
    void whatIsNotUtf8IsABadRequest() throws IOException {
        byte[][] bodies = {
            {'"', (byte) 0xff, '"'},
            {'"', (byte) 0xc3, '"'},
            {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
            {'"', (byte) 0xc0, (byte) 0xaf, '"'},
            "{}".getBytes(StandardCharsets.UTF_16LE),
            "{}".getBytes(StandardCharsets.UTF_16BE),
        };
        for (byte[] body : bodies) {
            try (RawClient client = new RawClient(server.port())) {
                client.send(POST + "Content-Length: " + body.length + "\n\n").sendBytes(body);
                RawClient.Reply reply = client.read();
                assertEnvelope(reply, 400);
                assertThat(reply.message()).isEqualTo("Invalid request payload JSON format");
            }
        }
    }

    @Test
    void utf8IsKept() throws IOException {
        assertThat(post("{\"a\":\"zür 🚑\"}").json().get("body").get("a").stringValue())
                .isEqualTo("zür 🚑");
    }

    @Test
    void numbersKeepTheirForm() throws IOException {
        assertThat(post("{\"a\":587,\"b\":1.10,\"c\":12345678901234567890}").body())
                .contains("{\"a\":587,\"b\":1.10,\"c\":12345678901234567890}");
    }

    @Test
    void otherMediaTypesAre415() throws IOException {
        for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded", "x"}) {
            RawClient.Reply reply =
                    server.exchange(
                            "POST /api/free HTTP/1.1\n"
                                    + HEAD
                                    + "kbn-xsrf: t\nContent-Type: "
                                    + type
                                    + "\nContent-Length: 2\n\n{}");
            assertEnvelope(reply, 415);
            assertThat(reply.message()).isEqualTo("Unsupported Media Type");
        }
    }

    @Test
    void jsonWithParametersAndNoTypeAtAllAreJson() throws IOException {
        String start = "POST /api/free HTTP/1.1\n" + HEAD + "kbn-xsrf: t\nContent-Length: 2\n";
        assertThat(server.exchange(start + "\n{}").status()).isEqualTo(200);
        assertThat(
                        server.exchange(
                                        start
                                                + "Content-Type: Application/JSON;"
                                                + " charset=UTF-8\n\n"
                                                + "{}")
                                .status())
                .isEqualTo(200);
        assertThat(server.exchange(start + "Content-Type: application/vnd.x+json\n\n{}").status())
                .isEqualTo(200);
    }

    @Test
    void expect100ContinueIsContinued() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send(POST + "Content-Length: 2\nExpect: 100-continue\n\n");
            assertThat(client.read().status()).isEqualTo(100);
            client.send("{}");
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void expect100ContinueWithoutCredentialsIsRefusedBeforeTheBody() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send(
                    "POST /api/free HTTP/1.1\n"
                            + "Host: x\n"
                            + "Content-Length: 9\n"
                            + "Expect: 100-continue\n\n");
            assertThat(client.read().status()).isEqualTo(401);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws IOException {
        String one = "GET /api/thing/%s HTTP/1.1\n" + HEAD + "\n";
        try (RawClient client = new RawClient(server.port())) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                all.append(one.formatted("n" + i));
            }
            client.sendBytes(all.toString().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 20; i++) {
                assertThat(client.read().json().get("id").stringValue()).isEqualTo("n" + i);
            }
        }
    }

    @Test
    void requestPipelinedBehindASlowOneIsAnswered() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET /api/slow?ms=700 HTTP/1.1\n" + HEAD + "\n");
            client.send("GET /api/thing/next HTTP/1.1\n" + HEAD + "\n");
            assertThat(client.read().body()).isEqualTo("done");
            assertThat(client.read().json().get("id").stringValue()).isEqualTo("next");
        }
    }

    @Test
    void requestSentWhileASlowOneRunsIsAnswered() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET /api/slow?ms=1200 HTTP/1.1\n" + HEAD + "\n");
            dev.patchbay.sdk.time.Clock.system().sleep(java.time.Duration.ofMillis(500));
            String big = "x".repeat(20_000);
            client.send("GET /api/thing/next HTTP/1.1\nX-Big: " + big + "\n" + HEAD + "\n");
            assertThat(client.read().body()).isEqualTo("done");
            assertThat(client.read().json().get("id").stringValue()).isEqualTo("next");
        }
    }

    @Test
    void compressedBodiesAreRead() throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(bytes)) {
            gzip.write("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        }
        try (RawClient client = new RawClient(server.port())) {
            client.send(POST + "Content-Encoding: gzip\nContent-Length: " + bytes.size() + "\n\n")
                    .sendBytes(bytes.toByteArray());
            assertThat(client.read().json().get("body").get("a").intValue()).isEqualTo(1);
        }
    }

    @Test
    void compressedBombIs413() throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(bytes)) {
            for (int i = 0; i < 64; i++) {
                gzip.write(new byte[1_048_576]);
            }
        }
        try (RawClient client = new RawClient(server.port())) {
            client.send(POST + "Content-Encoding: gzip\nContent-Length: " + bytes.size() + "\n\n")
                    .sendBytes(bytes.toByteArray());
            assertEnvelope(client.read(), 413);
        }
    }

    @Test
    void uploadsHaveTheirOwnLimit() throws IOException {
        String start =
                "POST /api/upload HTTP/1.1\n"
                        + HEAD
                        + "kbn-xsrf: t\nContent-Type: multipart/form-data\n";
        try (RawClient client = new RawClient(server.port())) {
            client.send(start + "Content-Length: 2000000\n\n").sendBytes(new byte[2_000_000]);
            assertThat(client.read().body()).isEqualTo("2000000");
        }
        assertEnvelope(server.exchange(start + "Content-Length: 3000001\n\n"), 413);
    }

    @Test
    void unknownMethodsReachNoRoute() throws IOException {
        assertEnvelope(
                server.exchange("PATCH /api/thing/a HTTP/1.1\n" + HEAD + "Connection: close\n\n"),
                404);
        assertEnvelope(
                server.exchange("OPTIONS * HTTP/1.1\n" + HEAD + "Connection: close\n\n"), 404);
        assertEnvelope(
                server.exchange("OPTIONS /api/thing/a HTTP/1.1\n" + HEAD + "Connection: close\n\n"),
                404);
    }
}
