package dev.patchbay.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.security.Authentication;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.engine.security.PasswordReset;
import dev.patchbay.engine.security.Right;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.PostgresServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Contract security-and-spaces, D8: two nodes on one PostgreSQL, warm caches on both. */
class TwoNodesIT {

    private static final int TRIES = Boolean.getBoolean("patchbay.campaign") ? 80 : 20;
    private static final Clock CLOCK = Clock.system();

    private final PostgresDatabase shared = PostgresServer.shared().newDatabase();
    private final TestDatabase databaseA = TestDatabase.another(shared);
    private final TestDatabase databaseB = TestDatabase.another(shared);
    private final Node a = new Node(databaseA, new Node.Setup());
    private final Node b = new Node(databaseB, new Node.Setup());

    @AfterEach
    void close() {
        a.close();
        b.close();
        databaseA.close();
        databaseB.close();
        shared.close();
    }

    /** The credential is its own address: a refusal must not wait for those of other tries. */
    private static boolean known(Node node, String authorization) {
        return node.security.authenticator().authenticate(Optional.of(authorization), authorization)
                instanceof Authentication.Authenticated;
    }

    private static boolean may(Node node, String authorization, Right right) {
        return node.security.authenticator().authenticate(Optional.of(authorization), "test")
                        instanceof Authentication.Authenticated(Caller caller)
                && node.security.rights().may(caller, right, "default");
    }

    /** Milliseconds until the other node refuses, while it is asked all the time. */
    private static long untilRefused(BooleanSupplier stillAccepted) throws InterruptedException {
        long begun = CLOCK.nanoTime();
        while (stillAccepted.getAsBoolean()) {
            if (CLOCK.nanoTime() - begun > Duration.ofSeconds(3).toNanos()) {
                return Long.MAX_VALUE;
            }
            CLOCK.sleep(Duration.ofMillis(1));
        }
        return Duration.ofNanos(CLOCK.nanoTime() - begun).toMillis();
    }

    @Test
    void revocationsCountOnTheOtherNodeWithinASecond() throws Exception {
        a.role("r", "{\"kibana\":[{\"base\":[\"all\"]}]}");
        long[] worst = new long[4];
        for (int i = 0; i < TRIES; i++) {
            // Spreads the changes over the interval between two readings.
            CLOCK.sleep(Duration.ofMillis(i * 37L % 400));
            String name = "jane" + i;
            String jane = a.user(name, "r");
            assertThat(known(b, jane)).isTrue();
            switch (i % 4) {
                case 0 -> {
                    var key = a.key(Node.ROOT, "{\"name\":\"k\"}");
                    String header = Node.header(key);
                    assertThat(known(b, header)).isTrue();
                    a.root(
                            "DELETE",
                            "/_security/api_key",
                            "{\"ids\":[\"" + key.path("id").stringValue() + "\"]}");
                    worst[0] = Math.max(worst[0], untilRefused(() -> known(b, header)));
                }
                case 1 -> {
                    a.root(
                            "PUT",
                            "/_security/user/" + name + "/_password",
                            "{\"password\":\"other-one\"}");
                    worst[1] = Math.max(worst[1], untilRefused(() -> known(b, jane)));
                }
                case 2 -> {
                    assertThat(may(b, jane, Right.CONNECTOR_WRITE)).isTrue();
                    a.role("r", "{\"kibana\":[{\"base\":[\"read\"]}]}");
                    assertThat(may(a, jane, Right.CONNECTOR_WRITE)).isFalse();
                    worst[2] =
                            Math.max(
                                    worst[2],
                                    untilRefused(() -> may(b, jane, Right.CONNECTOR_WRITE)));
                    a.role("r", "{\"kibana\":[{\"base\":[\"all\"]}]}");
                }
                default -> {
                    a.root("PUT", "/_security/user/" + name + "/_disable");
                    assertThat(known(a, jane)).isFalse();
                    worst[3] = Math.max(worst[3], untilRefused(() -> known(b, jane)));
                }
            }
        }
        System.out.printf(
                "worst of %d: key %d ms, password %d ms, role %d ms, disable %d ms%n",
                TRIES, worst[0], worst[1], worst[2], worst[3]);
        for (long millis : worst) {
            assertThat(millis).isLessThanOrEqualTo(1_000);
        }
    }

    @Test
    void passwordResetOfTheHostCountsOnRunningNodes() throws Exception {
        assertThat(known(b, Node.ROOT)).isTrue();
        PasswordReset reset =
                new PasswordReset(databaseA.get().security(), Path.of("target"), IdSource.random());
        Secret made = reset.reset("elastic", Optional.empty()).orElseThrow();
        assertThat(made.reveal()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(untilRefused(() -> known(b, Node.ROOT))).isLessThanOrEqualTo(1_000);
        assertThat(known(b, Node.basic("elastic", made.reveal()))).isTrue();
        assertThat(reset.reset("nobody", Optional.empty())).isEmpty();
    }

    @Test
    void allNodesHaveOneClusterUuid() {
        assertThat(a.security.clusterUuid()).isEqualTo(b.security.clusterUuid());
    }
}
