package dev.patchbay.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * List, get and execute on a server with 20 spaces of 5 000 connectors beside one with 100
 * connectors in all. Both have the same space of 100 connectors, and that is the one asked, in
 * turns; what it costs to list a space of 5 000 is printed too.
 */
final class ScaleBenchmark {

    private static final int SMALL = 100;
    private static final String SMALL_SPACE = "small";
    private static final int REQUESTS = 500;
    private static final int LISTS = 100;
    private static final int LARGE_LISTS = 10;
    private static final double LIMIT = 1.5;

    private ScaleBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Limits limits = Limits.of(arguments);
        try (WorkFolder folder = WorkFolder.create();
                Nginx target = Nginx.target(folder.path());
                PatchbayServer few = PatchbayServer.start(folder.resolve("few"));
                PatchbayServer many = PatchbayServer.start(folder.resolve("many"))) {
            String fewHeaders = prepare(few, target);
            String manyHeaders = prepare(many, target);
            fill(limits, many, manyHeaders, target);
            compare(limits, new Asked(few, fewHeaders), new Asked(many, manyHeaders));
        }
    }

    private static String prepare(PatchbayServer server, Nginx target) throws IOException {
        String headers = server.api().apiKeyHeaders();
        server.api().createSpace(SMALL_SPACE);
        Webhooks.create(server.port(), headers, SMALL_SPACE, SMALL_SPACE, SMALL, target.port());
        return headers;
    }

    private static void fill(Limits limits, PatchbayServer many, String headers, Nginx target)
            throws IOException {
        long start = System.nanoTime();
        for (int space = 0; space < limits.spaces(); space++) {
            String name = "space-" + space;
            many.api().createSpace(name);
            Webhooks.create(many.port(), headers, name, name, limits.connectors(), target.port());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        int created = limits.spaces() * limits.connectors();
        System.out.printf(
                Locale.ROOT,
                "%d spaces of %d connectors: created in %.1f s, %.0f/s%n",
                limits.spaces(),
                limits.connectors(),
                seconds,
                created / seconds);
    }

    private static void compare(Limits limits, Asked few, Asked many) throws IOException {
        List<Measure> measures =
                List.of(
                        new Measure("list of 100", LISTS, Asked::list),
                        new Measure("get", REQUESTS, Asked::get),
                        new Measure("execute", REQUESTS, Asked::execute));
        for (Measure measure : measures) {
            List<Double> small = new ArrayList<>();
            List<Double> large = new ArrayList<>();
            // The first round of each warms up.
            for (int round = 0; round <= limits.rounds(); round++) {
                double one = few.p50(measure);
                double other = many.p50(measure);
                if (round > 0) {
                    small.add(one);
                    large.add(other);
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-12s p50 few %s ms, many %s ms: %.2f ×, limit %.1f ×%n",
                    measure.name(),
                    Sample.of(small).text(2),
                    Sample.of(large).text(2),
                    Sample.of(large).median() / Sample.of(small).median(),
                    LIMIT);
        }
        List<Double> lists = new ArrayList<>();
        Measure whole = new Measure("list", LARGE_LISTS, Asked::largeList);
        for (int round = 0; round < limits.rounds(); round++) {
            lists.add(many.p50(whole));
        }
        System.out.printf("list of %d: p50 %s ms%n", limits.connectors(), Sample.of(lists).text(1));
    }

    /** A kind of request, and how many of it make a round. */
    private record Measure(String name, int count, Kind kind) {}

    private interface Kind {
        byte[] request(Asked server, int n);
    }

    /** A server with the small space. */
    private record Asked(PatchbayServer server, String headers) {

        double p50(Measure measure) throws IOException {
            try (ClosedRequests client = new ClosedRequests(server.port())) {
                return client.p50(measure.count(), n -> measure.kind().request(this, n));
            }
        }

        byte[] list(int n) {
            return HttpConnection.request("GET", Webhooks.list(SMALL_SPACE), headers, "");
        }

        byte[] largeList(int n) {
            return HttpConnection.request("GET", Webhooks.list("space-0"), headers, "");
        }

        byte[] get(int n) {
            return HttpConnection.request("GET", path(n), headers, "");
        }

        byte[] execute(int n) {
            return HttpConnection.request(
                    "POST", path(n) + "/_execute", headers, Webhooks.executeBody());
        }

        private String path(int n) {
            return Webhooks.base(SMALL_SPACE) + "/" + Webhooks.id(SMALL_SPACE, n % SMALL);
        }
    }
}
