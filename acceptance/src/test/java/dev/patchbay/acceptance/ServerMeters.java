package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Figures that a running server tells of itself. */
record ServerMeters(PackagedServer server) {

    /** What is left after a full collection. */
    long heap() throws Exception {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            Process collect =
                    new ProcessBuilder(jcmd.toString(), Long.toString(server.pid()), "GC.run")
                            .redirectErrorStream(true)
                            .start();
            String said =
                    new String(collect.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(collect.waitFor()).as(said).isZero();
            double used =
                    metric("jvm_memory_used_bytes\\{area=\"heap\"[^}]*\\} (\\S+)").stream()
                            .mapToDouble(Double::doubleValue)
                            .sum();
            assertThat(used).isPositive();
            least = Math.min(least, (long) used);
        }
        return least;
    }

    /** The longest of the last minutes, hashes of passwords left out. */
    double slowest() throws IOException {
        return 1_000
                * metric(
                                "patchbay_http_requests_seconds_max\\{[^}]*route=\"/(?!_security)[^}]*\\}"
                                    + " (\\S+)")
                        .stream()
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(0);
    }

    private List<Double> metric(String regex) throws IOException {
        List<Double> values = new ArrayList<>();
        Matcher line = Pattern.compile(regex).matcher(server.api().get("/metrics").body());
        while (line.find()) {
            values.add(Double.valueOf(line.group(1)));
        }
        return values;
    }
}
