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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Contract security-and-spaces, D8: two nodes on one PostgreSQL, warm caches on both. */
class TwoNodesIT {

    private static final boolean CAMPAIGN = Boolean.getBoolean("patchbay.campaign");
    private static final int TRIES = CAMPAIGN ? 80 : 20;

    /** A second is the promise, which a machine that stalls cannot keep; a cache lasts a minute. */
    private static final long LATEST = CAMPAIGN ? 1_000 : 30_000;

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
            if (CLOCK.nanoTime() - begun > Duration.ofSeconds(60).toNanos()) {
                return Long.MAX_VALUE;
            }
            CLOCK.sleep(Duration.ofMillis(1));
        }
        return Duration.ofNanos(CLOCK.nanoTime() - begun).toMillis();
    }

    @Test
    void revocationsCountOnTheOtherNodeWithinASecond() throws Exception {
        a.role("r", "{\"kibana\":[{\"base\":[\"all\"]}]}");
        List<List<Long>> millis =
                Stream.generate(() -> (List<Long>) new ArrayList<Long>()).limit(4).toList();
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
                    millis.get(0).add(untilRefused(() -> known(b, header)));
                }
                case 1 -> {
                    a.root(
                            "PUT",
                            "/_security/user/" + name + "/_password",
                            "{\"password\":\"other-one\"}");
                    millis.get(1).add(untilRefused(() -> known(b, jane)));
                }
                case 2 -> {
                    assertThat(may(b, jane, Right.CONNECTOR_WRITE)).isTrue();
                    a.role("r", "{\"kibana\":[{\"base\":[\"read\"]}]}");
                    assertThat(may(a, jane, Right.CONNECTOR_WRITE)).isFalse();
                    millis.get(2).add(untilRefused(() -> may(b, jane, Right.CONNECTOR_WRITE)));
                    a.role("r", "{\"kibana\":[{\"base\":[\"all\"]}]}");
                }
                default -> {
                    a.root("PUT", "/_security/user/" + name + "/_disable");
                    assertThat(known(a, jane)).isFalse();
                    millis.get(3).add(untilRefused(() -> known(b, jane)));
                }
            }
        }
        millis.forEach(each -> each.sort(null));
        System.out.printf(
                "worst of %d: key %d ms, password %d ms, role %d ms, disable %d ms%n",
                TRIES,
                millis.get(0).getLast(),
                millis.get(1).getLast(),
                millis.get(2).getLast(),
                millis.get(3).getLast());
        for (List<Long> each : millis) {
            assertThat(each.get(each.size() / 2)).isLessThanOrEqualTo(CAMPAIGN ? 1_000 : 5_000);
            assertThat(each.getLast()).isLessThanOrEqualTo(LATEST);
        }
    }

    @Test
    void passwordResetOfTheHostCountsOnRunningNodes() throws Exception {
        assertThat(known(b, Node.ROOT)).isTrue();
        PasswordReset reset =
                new PasswordReset(databaseA.get().security(), Path.of("target"), IdSource.random());
        Secret made = reset.reset("elastic", Optional.empty()).orElseThrow();
        assertThat(made.reveal()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(untilRefused(() -> known(b, Node.ROOT))).isLessThanOrEqualTo(LATEST);
        assertThat(known(b, Node.basic("elastic", made.reveal()))).isTrue();
        assertThat(reset.reset("nobody", Optional.empty())).isEmpty();
    }

    @Test
    void allNodesHaveOneClusterUuid() {
        assertThat(a.security.clusterUuid()).isEqualTo(b.security.clusterUuid());
    }
}
