package dev.patchbay.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Debian's Prometheus Alertmanager doing the nearest it does: each alert is a group of its own,
 * sent to a webhook at once. What it has taken is in memory: a kill loses it.
 */
final class Alertmanager {

    private static final int IDLE_PER_SECOND = 20;

    private static final String CONFIGURATION =
            """
            route: {receiver: hook, group_by: [n], group_wait: 0s, group_interval: 1h}
            receivers:
              - name: hook
                webhook_configs: [{url: "http://127.0.0.1:%d/hook", send_resolved: false}]
            """;

    private Alertmanager() {}

    static void measure(DeliveryForm form, Path folder) throws IOException {
        int port = Ports.free();
        try (DeliveryTarget target = DeliveryTarget.plain(DeliveryTarget.Manner.ANSWERS, 0)) {
            String configuration = CONFIGURATION.formatted(target.port());
            Path home = Files.createDirectories(folder.resolve("alertmanager"));
            Path file = Files.writeString(home.resolve("alertmanager.yml"), configuration);
            ProcessBuilder builder =
                    new ProcessBuilder(
                            "prometheus-alertmanager",
                            "--config.file=" + file,
                            "--storage.path=" + home,
                            "--web.listen-address=127.0.0.1:" + port,
                            "--cluster.listen-address=",
                            "--log.level=error");
            try (ChildProcess child =
                    ChildProcess.start("alertmanager", builder, home.resolve("log"))) {
                child.awaitOk(port, "/-/ready");
                System.out.println("Alertmanager:\n" + configuration.indent(4));
                measure(form, port, target, child.pid());
            }
        }
    }

    private static void measure(DeliveryForm form, int port, DeliveryTarget target, long pid)
            throws IOException {
        AtomicLong numbers = new AtomicLong();
        DeliveryLoad load =
                new DeliveryLoad(
                        port,
                        () -> {
                            long n = numbers.getAndIncrement();
                            target.expect(n);
                            return new Submissions.Request(n, alert(n));
                        });
        load.open(IDLE_PER_SECOND, form.seconds());
        LockSupport.parkNanos(500_000_000);
        double idle = target.firstBytes().getValueAtPercentile(99) / 1_000.0;
        long before = target.answered();
        long sent = numbers.get();
        long start = System.nanoTime();
        load.closed(form.seconds());
        long most = System.nanoTime() + 60_000_000_000L;
        while (target.answered() - before < numbers.get() - sent && System.nanoTime() < most) {
            LockSupport.parkNanos(5_000_000);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "Alertmanager, not durable: accepted and sent %.0f /s of %.0f /s accepted; idle,"
                        + " submission to first byte, p99 %.1f ms; resident %d MiB%n",
                (target.answered() - before) / seconds,
                (numbers.get() - sent) / seconds,
                idle,
                ProcFiles.residentKib(pid) / 1024);
    }

    private static byte[] alert(long n) {
        String body =
                "[{\"labels\":{\"alertname\":\"benchmark\",\"n\":\""
                        + n
                        + "\"},\"annotations\":{\"text\":\""
                        + "x".repeat(Webhooks.BODY_BYTES - 128)
                        + "\"}}]";
        return HttpConnection.request("POST", "/api/v2/alerts", "", body);
    }
}
