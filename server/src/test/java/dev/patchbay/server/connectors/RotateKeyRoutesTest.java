package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.connector.ConnectorVault;
import dev.patchbay.engine.connector.KeyRotation;
import dev.patchbay.engine.connector.SealedConnectorVault;
import dev.patchbay.engine.connector.StoredConnector;
import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.engine.security.Authentication;
import dev.patchbay.engine.security.Authorizer;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.engine.security.Right;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.engine.store.UnitOfWork;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.server.http.HttpContext;
import dev.patchbay.server.http.HttpServer;
import dev.patchbay.server.http.PlainDialects;
import dev.patchbay.server.http.RawClient;
import dev.patchbay.server.http.TestSettings;
import dev.patchbay.store.Database;
import dev.patchbay.store.DatabaseOptions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Contract actions-api, section 14, over the real edge and a real database. */
class RotateKeyRoutesTest {

    private static final String PATH = "/api/encrypted_saved_objects/_rotate_key";
    private static final KeyRing A = ring("a");
    private static final KeyRing B_A = ring("b", "a");
    private static final KeyRing B = ring("b");

    private final Work work = new Work();
    @TempDir private Path directory;
    private Database database;
    private HttpServer http;

    /** Writes that a test can hold up. */
    private static final class Work implements UnitOfWork {
        private UnitOfWork real;
        private CountDownLatch entered = new CountDownLatch(0);
        private CountDownLatch leave = new CountDownLatch(0);

        @Override
        public <T> T write(Function<Tx, T> work) {
            entered.countDown();
            try {
                assertThat(leave.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return real.write(work);
        }
    }

    @BeforeEach
    void open() throws Exception {
        database = Database.open(new DatabaseOptions.Sqlite(directory, Clock.system()));
        work.real = database.work();
    }

    @AfterEach
    void close() {
        http.close();
        database.close();
    }

    @Test
    void countsAndNothingElse() throws IOException {
        fill(30, A);
        start(B_A);

        RawClient.Reply reply = post("root", "");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"total\":30,\"successful\":30,\"failed\":0}");
        assertThat(reply.headers()).doesNotContainKey("x-patchbay-failed");
        assertThat(post("root", "").body())
                .isEqualTo("{\"total\":30,\"successful\":0,\"failed\":0}");
        assertThat(readable(B)).isEqualTo(30);
    }

    @Test
    void whatFailedIsNamedInAHeader() throws IOException {
        fill(3, A);
        insert("lost", ring("x"));
        start(B_A);

        RawClient.Reply reply = post("root", "?batch_size=2");

        assertThat(reply.body()).isEqualTo("{\"total\":4,\"successful\":3,\"failed\":1}");
        assertThat(reply.headers()).containsEntry("x-patchbay-failed", "action/lost");
        assertThat(readable(B)).isEqualTo(3);
    }

    @Test
    void aHeaderNamesFiftyAndCountsTheRest() throws IOException {
        fill(60, ring("x"));
        start(B_A);

        RawClient.Reply reply = post("root", "");

        assertThat(reply.body()).isEqualTo("{\"total\":60,\"successful\":0,\"failed\":60}");
        assertThat(reply.headers().get("x-patchbay-failed"))
                .startsWith("action/c00, action/c01, ")
                .endsWith("action/c49, and 10 more");
    }

    @Test
    void theTypeChooses() throws IOException {
        fill(2, A);
        start(B_A);

        assertThat(post("root", "?type=alert").body())
                .isEqualTo("{\"total\":0,\"successful\":0,\"failed\":0}");
        assertThat(post("root", "?type=connector_token").body())
                .isEqualTo("{\"total\":0,\"successful\":0,\"failed\":0}");
        assertThat(post("root", "?type=action&batch_size=1").body())
                .isEqualTo("{\"total\":2,\"successful\":2,\"failed\":0}");
    }

    @Test
    void onlyASuperuserMay() throws IOException {
        fill(1, A);
        start(B_A);

        RawClient.Reply reply = post("reader", "");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body())
                .isEqualTo(
                        "{\"statusCode\":403,\"error\":\"Forbidden\",\"message\":\"Forbidden\"}");
        assertThat(post("nobody", "").status()).isEqualTo(401);
        assertThat(readable(B)).isZero();
    }

    @Test
    void withoutOldKeysItIsRefused() throws IOException {
        start(B);

        RawClient.Reply reply = post("root", "");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message())
                .isEqualTo(
                        "Kibana is not configured to support encryption key rotation. Update"
                                + " `kibana.yml` to include"
                                + " `xpack.encryptedSavedObjects.keyRotation.decryptionOnlyKeys` to"
                                + " rotate your encryption keys.");
        assertThat(post("reader", "").status()).isEqualTo(403);
    }

    @Test
    void aSecondRotationIsRefusedWhileOneRuns() throws Exception {
        fill(1, A);
        start(B_A);
        work.entered = new CountDownLatch(1);
        work.leave = new CountDownLatch(1);
        CompletableFuture<RawClient.Reply> first =
                CompletableFuture.supplyAsync(() -> unchecked(() -> post("root", "")));
        assertThat(work.entered.await(60, TimeUnit.SECONDS)).isTrue();

        RawClient.Reply second = post("root", "");
        work.leave.countDown();

        assertThat(second.status()).isEqualTo(429);
        assertThat(second.message())
                .isEqualTo(
                        "Encryption key rotation is in progress already. Please wait until it is"
                                + " completed and try again.");
        assertThat(first.get(60, TimeUnit.SECONDS).body())
                .isEqualTo("{\"total\":1,\"successful\":1,\"failed\":0}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch_size=0 | [request query.batch_size]: Value must be equal to or greater than"
                        + " [1].",
                "batch_size=10001 | [request query.batch_size]: Value must be equal to or lower"
                        + " than [10000].",
                "batch_size=ten | [request query.batch_size]: expected value of type [number] but"
                        + " got [string]",
                "batch=1 | [request query.batch]: definition for this key is missing"
            })
    void theQueryIsCheckedBeforeTheRights(String query, String message) throws IOException {
        start(B_A);

        RawClient.Reply reply = post("reader", "?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message()).isEqualTo(message);
    }

    private void start(KeyRing ring) throws IOException {
        KeyRotation rotation =
                new KeyRotation(database.connectors(), database.tokens(), work, ring);
        http =
                HttpServer.start(
                        new HttpContext(
                                new TestSettings().build(),
                                "patchbay.test",
                                List.of(),
                                RotateKeyRoutes.routes(rotation, new OnlyRoot()),
                                (name, _) -> authentication(name),
                                PlainDialects.kibana(),
                                PlainDialects.elasticsearch(),
                                (_, _, _, _) -> {},
                                256L << 20,
                                Clock.system(),
                                IdSource.random()));
    }

    private static Authentication authentication(Optional<String> name) {
        return name.filter(text -> !text.equals("nobody"))
                .<Authentication>map(text ->
                        new Authentication.Authenticated(
                                new Caller(text, "u-" + text, Optional.empty())))
                .orElseGet(Authentication.Missing::new);
    }

    private record OnlyRoot() implements Authorizer {
        @Override
        public boolean may(Caller caller, Right right, String spaceId) {
            return right == Right.SUPERUSER && caller.username().equals("root");
        }

        @Override
        public Set<String> roles(Caller caller) {
            return Set.of();
        }
    }

    private RawClient.Reply post(String user, String query) throws IOException {
        return RawClient.exchange(
                http.port(),
                "POST "
                        + PATH
                        + query
                        + " HTTP/1.1\nHost: x\nAuthorization: "
                        + user
                        + "\nkbn-xsrf: x\nContent-Length: 0\nConnection: close\n\n");
    }

    private void fill(int count, KeyRing ring) {
        for (int i = 0; i < count; i++) {
            insert("c%02d".formatted(i), ring);
        }
    }

    private void insert(String id, KeyRing ring) {
        byte[] sealed =
                new SealedConnectorVault(ring)
                        .seal(id, ".slack", "{}", false, Json.object().put("webhookUrl", "u"));
        StoredConnector connector =
                new StoredConnector(
                        id,
                        "default",
                        ".slack",
                        "Name",
                        "{}",
                        sealed,
                        false,
                        1,
                        Instant.EPOCH,
                        Instant.EPOCH);
        database.work().write(tx -> database.connectors().insert(tx, connector));
    }

    private long readable(KeyRing ring) {
        ConnectorVault vault = new SealedConnectorVault(ring);
        return database.connectors().list("default").stream()
                .filter(row -> vault.open(row) instanceof ConnectorVault.Opened.Secrets)
                .count();
    }

    private interface Sending {
        RawClient.Reply send() throws IOException;
    }

    private static RawClient.Reply unchecked(Sending sending) {
        try {
            return sending.send();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyRing ring(String primary, String... others) {
        return KeyRing.of(
                new Secret(primary.repeat(32)),
                List.of(others).stream().map(text -> new Secret(text.repeat(32))).toList(),
                IdSource.random());
    }
}
