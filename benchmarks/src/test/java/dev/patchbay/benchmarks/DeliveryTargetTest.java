package dev.patchbay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

@Timeout(180)
class DeliveryTargetTest {

    private static byte[] post(long number) {
        return HttpConnection.request("POST", "/hook", "", Submissions.payload(number));
    }

    @Test
    void theFirstByteIsMeasuredFromTheSubmissionAndOnce() throws IOException {
        try (DeliveryTarget target = DeliveryTarget.plain(DeliveryTarget.Manner.ANSWERS, 0);
                HttpConnection connection = new HttpConnection(target.port())) {
            target.expect(7);
            assertThat(connection.send(post(7)).status()).isEqualTo(200);
            assertThat(connection.send(post(7)).status()).isEqualTo(200);
            assertThat(connection.send(post(8)).status()).isEqualTo(200);

            Histogram first = target.firstBytes();
            assertThat(first.getTotalCount()).isEqualTo(1);
            assertThat(target.firstBytes().getTotalCount()).isZero();
            assertThat(target.answered()).isEqualTo(3);
            assertThat(target.most()).isEqualTo(1);
        }
    }

    @Test
    void aSlowTargetHoldsManyAtOnceAlsoBehindTls(@TempDir Path folder) throws IOException {
        try (DeliveryTarget slow = DeliveryTarget.plain(DeliveryTarget.Manner.HOLDS, 1);
                DeliveryTarget tls =
                        new DeliveryTarget(TlsKey.listen(folder), DeliveryTarget.Manner.HOLDS, 1)) {
            AtomicLong numbers = new AtomicLong();
            DeliveryLoad.atOnce(
                    20,
                    () -> {
                        try (HttpConnection connection = new HttpConnection(slow.port())) {
                            return connection.send(post(numbers.getAndIncrement())).status();
                        }
                    });
            assertThat(slow.most()).isGreaterThan(5);
            assertThat(tls.port()).isPositive();
        }
    }

    @Test
    void loadCountsWhatIsAccepted() throws IOException {
        try (DeliveryTarget target = DeliveryTarget.plain(DeliveryTarget.Manner.ANSWERS, 0)) {
            AtomicLong numbers = new AtomicLong();
            DeliveryLoad load =
                    new DeliveryLoad(
                            target.port(),
                            () -> {
                                long n = numbers.getAndIncrement();
                                target.expect(n);
                                return new Submissions.Request(n, post(n));
                            });

            DeliveryLoad.Result result = load.open(200, 0.5);

            assertThat(result.accepted().getTotalCount()).isEqualTo(100);
            assertThat(result.refused().getTotalCount()).isZero();
            assertThat(target.firstBytes().getTotalCount()).isEqualTo(100);
        }
    }

    @Test
    void aRequestHoldsItsNumbersAndKilobytes() {
        Submissions submissions = new Submissions("", "load", 2);

        Submissions.Request first = submissions.next(3, Optional.empty());
        Submissions.Request second = submissions.next(1, Optional.empty());

        assertThat(first.number()).isZero();
        assertThat(second.number()).isEqualTo(3);
        assertThat(new String(first.bytes(), StandardCharsets.UTF_8))
                .contains("load-0", "load-1", "{\\\"n\\\":2,");
        assertThat(
                        new String(
                                submissions
                                        .next(1, Optional.empty(), Optional.of(Instant.EPOCH))
                                        .bytes(),
                                StandardCharsets.UTF_8))
                .endsWith("}\"},\"expires_at\":\"1970-01-01T00:00:00Z\"}]}");
        assertThat(Submissions.payload(5)).hasSize(Webhooks.BODY_BYTES - 62);
    }
}
