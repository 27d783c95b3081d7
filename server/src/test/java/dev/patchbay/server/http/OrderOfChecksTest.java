package dev.patchbay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;

/**
 * Which of two errors wins (contract/actions-api.md, section 1.2), each pair of neighbours, and the
 * texts of 1.3 and 1.4.
 */
final class OrderOfChecksTest extends OneServerTest {

    private static final String NO_AUTH = "Host: patchbay.test\nConnection: close\n";
    private static final String AUTH = NO_AUTH + TestServer.AUTH + "\n";
    private static final String XSRF = "kbn-xsrf: t\n";

    private static RawClient.Reply send(String line, String headers, String body)
            throws IOException {
        String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\n";
        return server.exchange(line + " HTTP/1.1\n" + headers + length + "\n" + body);
    }

    private static void assertRefused(RawClient.Reply reply, int status, String message) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.message()).isEqualTo(message);
    }

    @Test
    void unknownRouteWinsOverMissingCredentials() throws IOException {
        RawClient.Reply reply = send("GET /api/nothing", NO_AUTH, "");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body())
                .isEqualTo(
                        "{\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"Not Found\"}");
    }

    @Test
    void missingCredentialsWinOverABadBody() throws IOException {
        RawClient.Reply reply = send("POST /api/free", NO_AUTH + XSRF, "{");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body())
                .isEqualTo(
                        "{\"statusCode\":401,\"error\":\"Unauthorized\",\"message\":\"Unauthorized\"}")
                .hasSize(66);
    }

    @Test
    void missingCredentialsWinOverAMissingXsrfHeader() throws IOException {
        assertThat(send("POST /api/free", NO_AUTH, "{}").status()).isEqualTo(401);
    }

    @Test
    void badBodyWinsOverAMissingXsrfHeader() throws IOException {
        assertRefused(
                send("POST /api/free", AUTH, "{"), 400, "Invalid request payload JSON format");
        assertRefused(
                send("POST /api/free", AUTH + "Content-Type: text/plain\n", "{}"),
                415,
                "Unsupported Media Type");
        assertRefused(
                server.exchange("POST /api/free HTTP/1.1\n" + AUTH + "Content-Length: 2000000\n\n"),
                413,
                "Payload content length greater than maximum allowed: 1048576");
    }

    @Test
    void theDoorComesAfterCredentialsAndHeadersAndBeforeTheBody() throws IOException {
        assertThat(send("POST /api/guarded", NO_AUTH + XSRF, "{").status()).isEqualTo(401);
        assertRefused(
                send("POST /api/guarded", AUTH, "{}"),
                400,
                "Request must contain a kbn-xsrf header.");
        assertRefused(send("POST /api/guarded", AUTH + XSRF, "{"), 429, "not reader");
        assertRefused(
                server.exchange(
                        "POST /api/guarded HTTP/1.1\n"
                                + AUTH
                                + XSRF
                                + "Content-Length: 2000000\n\n"),
                429,
                "not reader");
        assertThat(send("POST /api/guarded", AUTH + XSRF + "Invitation: x\n", "{}").status())
                .isEqualTo(200);
    }

    @Test
    void missingXsrfHeaderWinsOverASchemaError() throws IOException {
        assertRefused(
                send("POST /api/thing", AUTH, "{}"),
                400,
                "Request must contain a kbn-xsrf header.");
        assertRefused(
                send("DELETE /api/thing/a", AUTH, ""),
                400,
                "Request must contain a kbn-xsrf header.");
    }

    @Test
    void emptyXsrfHeaderAndAVersionInItsPlaceArePresent() throws IOException {
        assertThat(send("DELETE /api/thing/a", AUTH + "kbn-xsrf:\n", "").status()).isEqualTo(204);
        assertThat(send("DELETE /api/thing/a", AUTH + "kbn-version: 9.4.0\n", "").status())
                .isEqualTo(204);
    }

    @Test
    void readingNeedsNoXsrfHeader() throws IOException {
        assertThat(send("GET /api/thing/a", AUTH, "").status()).isEqualTo(200);
        assertThat(server.exchange("HEAD /api/thing/a HTTP/1.1\n" + AUTH + "\n").status())
                .isEqualTo(200);
    }

    @Test
    void otherVersionWinsOverTheInternalOriginAndTheSchema() throws IOException {
        RawClient.Reply reply = send("GET /internal/thing", AUTH + "kbn-version: 8.0.0\n", "");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .isEqualTo(
                        "{\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"Browser client"
                            + " is out of date, please refresh the page (\\\"kbn-version\\\" header"
                            + " was \\\"8.0.0\\\" but should be"
                            + " \\\"9.4.0\\\")\",\"attributes\":{\"expected\":\"9.4.0\",\"got\":\"8.0.0\"}}");
    }

    @Test
    void internalRouteNeedsTheInternalOrigin() throws IOException {
        assertRefused(
                send("GET /internal/thing?a=b", AUTH, ""),
                400,
                "uri [http://patchbay.test/internal/thing?a=b] with method [get] exists but is not"
                        + " available with the current configuration");
        assertThat(
                        send("GET /internal/thing", AUTH + "x-elastic-internal-origin: x\n", "")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void internalRoutesAreOpenWhenNotRestricted() throws IOException {
        TestSettings settings = new TestSettings();
        settings.restrictInternalApis = false;
        try (TestServer open = new TestServer(settings)) {
            assertThat(open.exchange("GET /internal/thing HTTP/1.1\n" + AUTH + "\n").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void pathIsCheckedBeforeQueryBeforeBody() throws IOException {
        String tooLong = "x".repeat(37);
        assertRefused(
                send("GET /api/thing/" + tooLong + "?foo=1", AUTH, ""),
                400,
                "[request params.id]: value has length [37] but it must have a maximum length of"
                        + " [36].");
        assertRefused(
                send("GET /api/thing/a?foo=1", AUTH, ""),
                400,
                "[request query.foo]: definition for this key is missing");
        assertRefused(
                send("GET /api/thing/a?page=1&page=2", AUTH, ""),
                400,
                "[request query.page]: expected value of type [string] but got [Array]");
        assertRefused(
                send("POST /api/thing", AUTH + XSRF, "{}"),
                400,
                "[request body.name]: expected value of type [string] but got [undefined]");
    }

    @Test
    void absentBodyIsNull() throws IOException {
        String text = "[request body]: expected a plain object value, but found [null] instead.";
        assertRefused(send("POST /api/thing", AUTH + XSRF, ""), 400, text);
        assertRefused(send("POST /api/thing", AUTH + XSRF, "null"), 400, text);
        assertRefused(send("POST /api/thing", AUTH + XSRF + "Content-Length: 0\n", ""), 400, text);
    }

    @Test
    void optionalLastSegmentMayBeMissingOrEmpty() throws IOException {
        for (String path : new String[] {"/api/thing", "/api/thing/", "/s/default/api/thing/"}) {
            RawClient.Reply reply = send("POST " + path, AUTH + XSRF, "{\"name\":\"n\"}");
            assertThat(reply.status()).as(path).isEqualTo(200);
            assertThat(reply.json().get("id").isNull()).isTrue();
        }
        assertThat(
                        send("POST /s/ops/api/thing/x", AUTH + XSRF, "{\"name\":\"n\"}")
                                .json()
                                .get("id")
                                .stringValue())
                .isEqualTo("x");
    }

    @Test
    void uncaughtExceptionSaysNothingOfItsCause() throws IOException {
        RawClient.Reply reply = send("GET /api/bug", AUTH, "");
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body())
                .isEqualTo(
                        "{\"statusCode\":500,\"error\":\"Internal Server Error\",\"message\":\"An"
                                + " internal server error occurred. Check Kibana server logs for"
                                + " details.\"}");
    }

    @Test
    void absentDatabaseIs503() throws IOException {
        RawClient.Reply reply = send("GET /api/storeless", AUTH, "");
        assertThat(reply.body())
                .isEqualTo(
                        "{\"statusCode\":503,\"error\":\"Service"
                                + " Unavailable\",\"message\":\"Service Unavailable\"}");
    }

    @Test
    void runAsIsRefusedAndNeverIgnored() throws IOException {
        assertRefused(
                send("GET /api/thing/a", AUTH + "es-security-runas-user: other\n", ""),
                403,
                "run as other");
    }

    @Test
    void spaceComesFromThePrefix() throws IOException {
        assertThat(send("GET /s/ops-1_x/api/thing/a", AUTH, "").json().get("space").stringValue())
                .isEqualTo("ops-1_x");
        assertThat(send("GET /s/default/api/thing/a", AUTH, "").json().get("space").stringValue())
                .isEqualTo("default");
        assertThat(send("GET /api/thing/a", AUTH, "").json().get("space").stringValue())
                .isEqualTo("default");
        assertThat(send("GET /s/ops/s/ops/api/thing/a", AUTH, "").status()).isEqualTo(404);
    }

    @Test
    void anonymousRouteSeesACallerAllTheSame() throws IOException {
        assertThat(send("GET /api/open", AUTH, "").json().get("caller").stringValue())
                .isEqualTo("reader");
        assertThat(send("GET /api/open", NO_AUTH, "").json().get("caller").isNull()).isTrue();
        assertThat(
                        send("GET /api/open", NO_AUTH + "Authorization: Basic bad\n", "")
                                .json()
                                .get("caller")
                                .isNull())
                .isTrue();
    }

    @Test
    void elasticsearchPathsAuthenticateBeforeAnythingElse() throws IOException {
        assertThat(send("GET /_security/nothing", NO_AUTH, "").body())
                .isEqualTo("{\"error\":\"unauthenticated\",\"status\":401}");
        assertThat(send("GET /_security/nothing", AUTH, "").body())
                .isEqualTo("{\"error\":\"no route []\",\"status\":400}");
        assertThat(send("PATCH /_security/user/x", AUTH, "").body())
                .isEqualTo("{\"error\":\"no route [GET, PUT]\",\"status\":405}");
        assertThat(send("PUT /_security/user/x", AUTH, "{").body())
                .isEqualTo("{\"error\":\"malformed\",\"status\":400}");
        assertThat(send("PUT /_security/user/x", AUTH + "Content-Type: text/plain\n", "{}").body())
                .isEqualTo(
                        "{\"error\":\"Content-Type header [text/plain] is not"
                                + " supported\",\"status\":406}");
    }

    @Test
    void elasticsearchPathsNeedNoXsrfHeaderAndHaveNoSpaces() throws IOException {
        assertThat(send("PUT /_security/user/x", AUTH, "{}").status()).isEqualTo(200);
        assertThat(
                        send(
                                        "PUT /_security/user/x",
                                        AUTH
                                                + "Content-Type:"
                                                + " application/vnd.elasticsearch+json;compatible-with=9\n",
                                        "{}")
                                .status())
                .isEqualTo(200);
        RawClient.Reply reply = send("GET /s/ops/_security/user/x", AUTH, "");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.message()).isEqualTo("Not Found");
    }

    @Test
    void choosyRouteTakesOnlyItsClients() throws IOException {
        assertThat(send("GET /", AUTH + "x-elastic-client-meta: es=9\n", "").body())
                .isEqualTo("elasticsearch");
        assertThat(send("GET /", NO_AUTH + "x-elastic-client-meta: es=9\n", "").status())
                .isEqualTo(401);
        RawClient.Reply reply = send("GET /", NO_AUTH, "");
        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.headers().get("location")).isEqualTo("/app");
    }
}
