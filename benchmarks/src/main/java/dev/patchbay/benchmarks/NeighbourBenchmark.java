package dev.patchbay.benchmarks;

import dev.patchbay.benchmarks.DeliveryTarget.Manner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code _execute} of well targets under an open loop, alone and beside clients that execute
 * connectors whose target hangs, drips, stalls in its TLS handshake or has a name that never
 * resolves. The well targets are reached by a name, too.
 */
final class NeighbourBenchmark {

    private static final int CONNECTORS = 100;
    private static final int BAD_CONNECTORS = 20;
    private static final int PER_SECOND = 200;
    private static final int WARMING_PER_SECOND = 2_000;

    /** Minutes that are not measured, at most, and the CPU of the compiler that ends them. */
    private static final int MOST_MINUTES = 12;

    private static final int SETTLED_MILLIS_PER_SECOND = 2;

    private NeighbourBenchmark() {}

    /**
     * How long it takes.
     *
     * @param seconds of each open loop
     * @param neighbours of each kind
     */
    private record Form(int seconds, int neighbours) {

        static Form of(String[] arguments) {
            return List.of(arguments).contains("--short") ? new Form(3, 100) : new Form(60, 2_000);
        }

        boolean brief() {
            return seconds < 60;
        }
    }

    /**
     * A kind of neighbour.
     *
     * @param word that asks for it alone
     * @param name what its target does
     * @param manner of its target
     * @param url of its target, with {@code %d} for the port
     */
    private record Kind(String word, String name, Manner manner, String url) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind(
                            "hangs", "accepts and hangs", Manner.HANGS, "http://127.0.0.1:%d/hook"),
                    new Kind("drips", "drips", Manner.DRIPS, "http://127.0.0.1:%d/hook"),
                    new Kind("stalls", "stalls TLS", Manner.STALLS, "https://127.0.0.1:%d/hook"),
                    new Kind(
                            "resolves",
                            "never resolves",
                            Manner.HANGS,
                            "http://" + SilentDns.NAME + "/"));

    public static void main(String[] arguments) throws IOException {
        Form form = Form.of(arguments);
        List<Kind> asked = asked(arguments);
        try (WorkFolder folder = WorkFolder.create();
                Nginx target = Nginx.target(folder.path())) {
            Optional<SilentDns> dns = SilentDns.in(folder.path());
            if (dns.isEmpty()) {
                System.out.println("no gcc here: without names that never resolve");
                asked = asked.stream().filter(kind -> !kind.word().equals("resolves")).toList();
            }
            try (PatchbayServer server =
                    PatchbayServer.start(
                            folder.resolve("server"),
                            "",
                            "",
                            dns.map(SilentDns::environment).orElse(Map.of()))) {
                System.out.println("server: " + server.configuration());
                run(form, server, target.port(), asked);
            }
        }
    }

    /** The kinds that the words of the command line name, or all. */
    private static List<Kind> asked(String[] arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.remove("--short");
        List<Kind> asked = KINDS.stream().filter(kind -> words.remove(kind.word())).toList();
        if (!words.isEmpty()) {
            throw new IllegalArgumentException(
                    "usage: [--short] " + KINDS.stream().map(Kind::word).toList());
        }
        return asked.isEmpty() ? KINDS : asked;
    }

    private static void run(Form form, PatchbayServer server, int target, List<Kind> kinds)
            throws IOException {
        String headers = server.api().apiKeyHeaders();
        Webhooks.create(
                server.port(), headers, "load", CONNECTORS, "http://localhost:" + target + "/hook");
        OpenLoop others =
                new OpenLoop(server.port(), Webhooks.executions(headers, "load", CONNECTORS));
        others.run(WARMING_PER_SECOND, form.seconds());
        settle(server, others, form);
        double before = p99(others, form);
        for (Kind kind : kinds) {
            double beside;
            int underWay;
            long ended;
            try (Crowd crowd = Crowd.start(kind.manner())) {
                String url = String.format(Locale.ROOT, kind.url(), crowd.port());
                Webhooks.create(server.port(), headers, kind.word(), BAD_CONNECTORS, url);
                underWay =
                        crowd.gather(
                                server.port(),
                                headers,
                                kind.word(),
                                BAD_CONNECTORS,
                                form.neighbours(),
                                Duration.ofSeconds(form.seconds()));
                settle(server, others, form);
                beside = p99(others, form);
                ended = crowd.ended();
            }
            // The server sees that they have gone.
            others.run(PER_SECOND, Math.min(form.seconds(), 10));
            double after = p99(others, form);
            double alone = (before + after) / 2;
            System.out.printf(
                    Locale.ROOT,
                    "others' p99 at %d/s while %d calls wait for a target that %s: %.2f ms, alone"
                            + " before %.2f and after %.2f ms: %.2f × their mean; floor 1.5 ×, aim"
                            + " 1.1 × (%d of them ended meanwhile; load %s)%n",
                    PER_SECOND,
                    underWay,
                    kind.name(),
                    beside,
                    before,
                    after,
                    beside / alone,
                    ended,
                    Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
            before = after;
        }
    }

    /**
     * Lets time pass until the server's compiler has little to do: what is called 33 times a
     * second, such as giving up, is compiled only after minutes, and a server that has run for a
     * day has it compiled.
     */
    private static void settle(PatchbayServer server, OpenLoop others, Form form)
            throws IOException {
        for (int minute = 0; minute < MOST_MINUTES; minute++) {
            long compiled = ProcFiles.compilers(server.pid()).toMillis();
            long begun = ProcFiles.cpu(List.of(server.pid())).toMillis();
            others.run(PER_SECOND, form.seconds());
            long used = ProcFiles.cpu(List.of(server.pid())).toMillis() - begun;
            // Less than nothing when a thread of the compiler has ended.
            long compiling = Math.max(0, ProcFiles.compilers(server.pid()).toMillis() - compiled);
            System.out.printf(
                    Locale.ROOT,
                    "  settling: %d CPU ms/s, %d of them the compiler's%n",
                    used / form.seconds(),
                    compiling / form.seconds());
            if (compiling < SETTLED_MILLIS_PER_SECOND * form.seconds() || form.brief()) {
                return;
            }
        }
    }

    private static double p99(OpenLoop others, Form form) throws IOException {
        return others.run(PER_SECOND, form.seconds()).getValueAtPercentile(99) / 1_000.0;
    }
}
