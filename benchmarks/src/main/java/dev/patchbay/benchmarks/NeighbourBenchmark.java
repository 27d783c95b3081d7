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
import java.util.stream.IntStream;

/**
 * {@code _execute} of well targets under an open loop, alone and beside clients that execute
 * connectors whose target hangs, drips, stalls in its TLS handshake or has a name that never
 * resolves. The well targets are reached by a name, too.
 */
final class NeighbourBenchmark {

    private static final int CONNECTORS = 100;
    private static final int BAD_CONNECTORS = 20;
    private static final int PER_SECOND = 200;

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
    }

    /**
     * A kind of neighbour.
     *
     * @param word that asks for it alone
     * @param name what its target does
     * @param url of its target
     */
    private record Kind(String word, String name, String url) {}

    public static void main(String[] arguments) throws IOException {
        Form form = Form.of(arguments);
        try (WorkFolder folder = WorkFolder.create();
                Nginx target = Nginx.target(folder.path());
                DeliveryTarget hangs = DeliveryTarget.plain(Manner.HANGS, 0);
                DeliveryTarget drips = DeliveryTarget.plain(Manner.DRIPS, 0);
                DeliveryTarget stalls = DeliveryTarget.plain(Manner.STALLS, 0)) {
            Optional<SilentDns> dns = SilentDns.in(folder.path());
            List<Kind> kinds =
                    new ArrayList<>(
                            List.of(
                                    new Kind(
                                            "hangs",
                                            "accepts and hangs",
                                            url("http", hangs.port())),
                                    new Kind("drips", "drips", url("http", drips.port())),
                                    new Kind("stalls", "stalls TLS", url("https", stalls.port()))));
            dns.ifPresentOrElse(
                    _ ->
                            kinds.add(
                                    new Kind(
                                            "resolves",
                                            "never resolves",
                                            "http://" + SilentDns.NAME + "/")),
                    () -> System.out.println("no gcc here: without names that never resolve"));
            List<Kind> asked = asked(kinds, arguments);
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
    private static List<Kind> asked(List<Kind> kinds, String[] arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.remove("--short");
        List<Kind> asked = kinds.stream().filter(kind -> words.remove(kind.word())).toList();
        if (!words.isEmpty()) {
            throw new IllegalArgumentException(
                    "usage: [--short] " + kinds.stream().map(Kind::word).toList());
        }
        return asked.isEmpty() ? kinds : asked;
    }

    private static String url(String scheme, int port) {
        return scheme + "://127.0.0.1:" + port + "/hook";
    }

    private static void run(Form form, PatchbayServer server, int target, List<Kind> kinds)
            throws IOException {
        String headers = server.api().apiKeyHeaders();
        Webhooks.create(
                server.port(), headers, "load", CONNECTORS, "http://localhost:" + target + "/hook");
        OpenLoop others = new OpenLoop(server.port(), executions(headers, "load", CONNECTORS));
        others.run(PER_SECOND, form.seconds()); // warms up
        for (int kind = 0; kind < kinds.size(); kind++) {
            String bad = "bad" + kind;
            Webhooks.create(server.port(), headers, bad, BAD_CONNECTORS, kinds.get(kind).url());
            double alone = p99(others, form);
            double beside;
            int underWay;
            long answers;
            try (Neighbours neighbours =
                    new Neighbours(
                            server.port(),
                            executions(headers, bad, BAD_CONNECTORS),
                            form.neighbours(),
                            Duration.ofSeconds(form.seconds()))) {
                underWay = neighbours.awaitUnderWay(form.neighbours());
                // What giving up costs the first time is compiled meanwhile.
                others.run(PER_SECOND, form.seconds());
                beside = p99(others, form);
                answers = neighbours.ended();
            }
            System.out.printf(
                    Locale.ROOT,
                    "others' p99 at %d/s while %d calls wait for a target that %s: %.2f ms, alone"
                            + " %.2f ms: %.2f ×; floor 1.5 ×, aim 1.1 × (%d of them"
                            + " ended meanwhile; load %s)%n",
                    PER_SECOND,
                    underWay,
                    kinds.get(kind).name(),
                    beside,
                    alone,
                    beside / alone,
                    answers,
                    Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
        }
    }

    private static double p99(OpenLoop others, Form form) throws IOException {
        return others.run(PER_SECOND, form.seconds()).getValueAtPercentile(99) / 1_000.0;
    }

    private static List<byte[]> executions(String headers, String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> Webhooks.base("") + "/" + Webhooks.id(prefix, n) + "/_execute")
                .map(path -> HttpConnection.request("POST", path, headers, Webhooks.executeBody()))
                .toList();
    }
}
