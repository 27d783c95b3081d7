package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.http.CancellationSource;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.http.HttpResult;
import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.secret.SecretValues;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLSocket;

/** A target that takes connections and does not answer a hello, over real sockets. */
class StalledHandshakeIT {

    private static final int MOST = HandshakeGate.MOST;
    private static final int OTHERS = 100;
    private static final int DEADLINE = 3_000;

    private final CountDownLatch over = new CountDownLatch(1);
    private final CancellationSource cancellation = new CancellationSource();
    private final Network network =
            Nets.network(
                    Nets.timeout(
                            Nets.modes(
                                    Nets.settings(), VerificationMode.NONE, VerificationMode.NONE),
                            DEADLINE));
    private final CountDownLatch well = new CountDownLatch(1);
    private final AtomicInteger hellos = new AtomicInteger();

    /** The first are never answered; the others when it is well. */
    private final Peer peer =
            Peer.of(talk -> {
                int first = talk.socket.getInputStream().read();
                if (hellos.incrementAndGet() <= MOST) {
                    over.await();
                } else {
                    well.await();
                    Peer.answers(Peer.answer("200 OK", "", "at last")).run(secured(talk, first));
                }
            });

    /** TLS over a connection whose first byte was read. */
    private Peer.Conversation secured(Peer.Conversation talk, int first) throws Exception {
        SSLSocket secure =
                (SSLSocket)
                        Certificates.GOOD
                                .context()
                                .getSocketFactory()
                                .createSocket(
                                        talk.socket,
                                        new ByteArrayInputStream(new byte[] {(byte) first}),
                                        true);
        return new Peer.Conversation(secure, new ArrayList<>());
    }

    private Callers<HttpResult> stuck = Callers.start(0, () -> call(Duration.ZERO));

    @AfterEach
    void end() throws Exception {
        cancellation.cancel();
        assertThat(stuck.answers()).allMatch(HttpFailure.class::isInstance);
        assertThat(network.stats().pending()).isZero();
        over.countDown();
        well.countDown();
        network.close();
        peer.close();
    }

    private HttpResult call(Duration timeout) {
        HttpCall call =
                HttpCall.of("POST", peer.url("/").replace("http:", "https:"))
                        .withBody(new byte[] {'x'})
                        .withTimeout(timeout);
        return network.open(Nets.scope(new SecretValues(), cancellation)).http().send(call);
    }

    private void stall() throws Exception {
        stuck = Callers.start(MOST, () -> call(Duration.ofMinutes(10)));
        Until.holds("all have said hello", () -> hellos.get() == MOST);
        TimeUnit.MILLISECONDS.sleep(HandshakeGate.PATIENCE.toMillis() + 1);
    }

    @Test
    void othersWaitWithoutAConnectionUntilTheirDeadlines() throws Exception {
        stall();
        long begun = System.nanoTime();
        Callers<HttpResult> others = Callers.start(OTHERS, () -> call(Duration.ZERO));
        assertThat(others.answers())
                .allSatisfy(result ->
                        assertThat(result).isEqualTo(NodeErrors.timeout(DEADLINE, Effect.NONE)));
        long seconds = (System.nanoTime() - begun) / 1_000_000_000;
        assertThat(peer.connections())
                .as("one tries in each of %d s", seconds)
                .isBetween(MOST + 1, MOST + 1 + (int) seconds);
    }

    @Test
    void othersFollowWhenItAnswers() throws Exception {
        stall();
        Callers<HttpResult> others = Callers.start(OTHERS, () -> call(Duration.ofMinutes(1)));
        Until.holds(
                "all wait, but for those who try",
                () -> network.stats().pending() == MOST + OTHERS);
        well.countDown();
        assertThat(others.answers())
                .allSatisfy(result ->
                        assertThat(result)
                                .isInstanceOfSatisfying(
                                        HttpReply.class,
                                        reply -> assertThat(reply.text()).isEqualTo("at last")));
    }
}
