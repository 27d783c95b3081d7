package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;

import dev.patchbay.net.NetworkSettings;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;
import dev.patchbay.server.TestStorage.Kind;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code POST /internal/actions/connector/_oauth_access_token} (section 6.9). */
class OAuthTokenRoutesTest {

    private static final String PATH = "/internal/actions/connector/_oauth_access_token";

    private static TestStorage storage;
    private static ExecuteNode server;
    private static KeyPair pair;

    private volatile String answer = "";
    private EchoTarget target;

    @BeforeAll
    static void open() throws Exception {
        storage = new TestStorage(Kind.SQLITE);
        ExecuteNode.Setup setup = new ExecuteNode.Setup();
        NetworkSettings usual = NetworkSettings.DEFAULT;
        setup.network =
                new NetworkSettings(
                        List.of("127.0.0.1", "localhost"),
                        usual.proxy(),
                        usual.verificationMode(),
                        usual.proxyVerificationMode(),
                        usual.customHosts(),
                        usual.maxResponseContentLength(),
                        usual.responseTimeout(),
                        usual.denyPrivateAddresses(),
                        usual.allowedAddresses(),
                        usual.userAgent());
        server = new ExecuteNode(storage, setup);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        pair = generator.generateKeyPair();
    }

    @AfterAll
    static void close() {
        server.close();
        storage.close();
    }

    @BeforeEach
    void start() {
        target = new EchoTarget(_ -> answer);
        answers("200 OK", "{\"token_type\":\"Bearer\",\"access_token\":\"tok\",\"expires_in\":60}");
    }

    @AfterEach
    void stop() {
        target.close();
    }

    private void answers(String status, String body) {
        answer = EchoTarget.answer(status, "Content-Type: application/json\r\n", body);
    }

    private static Reply post(ObjectNode body) {
        return server.node.root("POST", PATH, Json.write(body));
    }

    private ObjectNode client(String url) {
        return (ObjectNode)
                Json.read(
                        """
                        {"type":"client","options":{"tokenUrl":"%s","scope":"all of it",
                         "config":{"clientId":"me"},"secrets":{"clientSecret":"canary-secret"}}}
                        """
                                .formatted(url));
    }

    private ObjectNode jwt(String key) {
        ObjectNode body =
                (ObjectNode)
                        Json.read(
                                """
                                {"type":"jwt","options":{"tokenUrl":"%s",
                                 "config":{"clientId":"me","jwtKeyId":"k1","userIdentifierValue":"bob"},
                                 "secrets":{"clientSecret":"canary-secret"}}}
                                """
                                        .formatted(target.url() + "/token"));
        ((ObjectNode) body.at("/options/secrets")).put("privateKey", key);
        return body;
    }

    private static String pem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private Map<String, String> form() {
        Map<String, String> form = new LinkedHashMap<>();
        for (String field : target.received.getFirst().body().split("&", -1)) {
            String[] parts = field.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    @Test
    void clientCredentials() {
        Reply reply = TestNode.must(200, post(client(target.url() + "/token")));
        assertThat(reply.body()).isEqualTo("{\"accessToken\":\"Bearer tok\"}");
        assertThat(target.received.getFirst().head()).startsWith("POST /token HTTP/1.1");
        assertThat(form())
                .isEqualTo(
                        Map.of(
                                "client_id",
                                "me",
                                "client_secret",
                                "canary-secret",
                                "grant_type",
                                "client_credentials",
                                "scope",
                                "all of it"));
    }

    @Test
    void jwtBearer() throws Exception {
        assertThat(TestNode.must(200, post(jwt(pem()))).body())
                .isEqualTo("{\"accessToken\":\"Bearer tok\"}");
        assertThat(form())
                .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                .containsEntry("client_id", "me")
                .containsEntry("client_secret", "canary-secret");
        SignedJWT sent = SignedJWT.parse(form().get("assertion"));
        assertThat(sent.verify(new RSASSAVerifier((RSAPublicKey) pair.getPublic()))).isTrue();
        assertThat(Json.read(sent.getHeader().toString()))
                .isEqualTo(Json.read("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"k1\"}"));
        var claims = sent.getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("bob");
        assertThat(claims.getIssuer()).isEqualTo("me");
        assertThat(claims.getAudience()).containsExactly("me");
        assertThat(
                        Duration.between(
                                claims.getIssueTime().toInstant(),
                                claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void whateverFailsIsOneText() {
        String text = "Failed to retrieve access token";
        answers("401 Unauthorized", "{\"error\":\"canary-secret\"}");
        assertThat(post(client(target.url())).message()).isEqualTo(text);
        answers("200 OK", "{\"token_type\":\"Bearer\"}");
        assertThat(post(client(target.url())).message()).isEqualTo(text);
        assertThat(post(jwt("no key")).message()).isEqualTo(text);
        Reply dead = post(client("http://127.0.0.1:1/"));
        assertThat(dead.status()).isEqualTo(400);
        assertThat(dead.message()).isEqualTo(text);
    }

    @Test
    void whatIsEmptyAsksForNothing() {
        ObjectNode body = client(target.url());
        ((ObjectNode) body.at("/options/config")).put("clientId", "");
        assertThat(post(body).body()).isEqualTo("{\"accessToken\":null}");
        assertThat(target.received).isEmpty();
    }

    @Test
    void urlsThatAreNone() {
        assertThat(post(client("http://elsewhere.test/token")).message())
                .isEqualTo(
                        "target url \"http://elsewhere.test/token\" is not added to the Kibana"
                                + " config xpack.actions.allowedHosts");
        assertThat(post(client("ftp://localhost/token")).message())
                .isEqualTo("Token URL must use http or https");
    }

    /** Where every host is allowed, one that does not parse is, too. */
    @Test
    void aUrlWithoutAHost() {
        try (TestStorage open = new TestStorage(Kind.SQLITE);
                ExecuteNode all = new ExecuteNode(open)) {
            Reply reply = all.node.root("POST", PATH, Json.write(client("no url")));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.message()).isEqualTo("Token URL must contain hostname");
        }
    }

    @Test
    void bodiesThenRights() {
        assertThat(server.node.root("POST", PATH, "{\"type\":\"jwt\",\"options\":{}}").message())
                .isEqualTo(
                        "[request body.options.tokenUrl]: expected value of type [string] but got"
                                + " [undefined]");
        assertThat(
                        server.node
                                .root(
                                        "POST",
                                        PATH,
                                        "{\"type\":\"authorization_code\",\"options\":{}}")
                                .message())
                .isEqualTo(
                        "[request body.type]: types that failed validation:\n"
                                + "- [request body.type.0]: expected value to equal [jwt]\n"
                                + "- [request body.type.1]: expected value to equal [client]");
        String reader =
                server.node.userWith(
                        "oauth-reader",
                        "{\"kibana\":[{\"feature\":{\"actions\":[\"read\"]},\"spaces\":[\"*\"]}]}");
        Reply refused =
                server.node.client.call(
                        reader, "POST", PATH, Json.write(client("http://localhost/")));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.message()).isEqualTo("Unauthorized to update actions");
    }
}
