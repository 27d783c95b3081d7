package dev.patchbay.server.deliveries;

import static dev.patchbay.server.TestNode.must;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.WebTarget;
import dev.patchbay.server.WholeServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Collections;

/** What becomes of a breaker when its connector is mended, or goes with its space. */
class ChangedConnectorIT {

    @Test
    void whatIsDeliveredAfterAConnectorWasMendedGoesAtOnce(@TempDir Path folder) {
        try (WebTarget target = new WebTarget();
                WholeServer server = new WholeServer(folder)) {
            target.status = 503;
            server.connector("hook", ".webhook", config(target, "/wrong"), "{}");
            for (int i = 0; i < 6; i++) {
                server.deliver("hook", "{\"body\":\"old\"}", "");
            }
            // The breaker opens, and its second pause is ten seconds long.
            WholeServer.await(() -> target.bodies("/wrong"), bodies -> bodies.size() >= 6);

            target.status = 200;
            must(
                    200,
                    server.root(
                            "PUT",
                            "/api/actions/connector/hook",
                            "{\"name\":\"hook\",\"config\":" + config(target, "/right") + "}"));
            long changed = System.nanoTime();
            server.deliver("hook", "{\"body\":\"fresh\"}", "");
            WholeServer.await(() -> target.bodies("/right"), bodies -> bodies.contains("fresh"));
            assertThat((System.nanoTime() - changed) / 1_000_000_000L).isLessThan(5);
        }
    }

    @Test
    void theOpenBreakerOfADeletedSpaceDoesNotStayOpenForEver(@TempDir Path folder) {
        try (WebTarget target = new WebTarget();
                WholeServer server = new WholeServer(folder)) {
            target.status = 503;
            must(
                    200,
                    server.root("POST", "/api/spaces/space", "{\"id\":\"old\",\"name\":\"Old\"}"));
            must(
                    200,
                    server.root(
                            "POST",
                            "/s/old/api/actions/connector/hook",
                            "{\"name\":\"n\",\"connector_type_id\":\".webhook\",\"config\":"
                                    + config(target, "/old")
                                    + ",\"secrets\":{}}"));
            String one = "{\"connector_id\":\"hook\",\"params\":{\"body\":\"x\"}}";
            must(
                    202,
                    server.root(
                            "POST",
                            "/s/old/api/patchbay/deliveries",
                            "{\"deliveries\":["
                                    + String.join(",", Collections.nCopies(6, one))
                                    + "]}"));
            WholeServer.await(() -> openBreakers(server), open -> open == 1);

            must(204, server.root("DELETE", "/api/spaces/space/old", ""));
            WholeServer.await(() -> openBreakers(server), open -> open == 0);
        }
    }

    private static double openBreakers(WholeServer server) {
        return server.root("GET", "/metrics", "")
                .body()
                .lines()
                .filter(line -> line.matches("patchbay_deliveries_breakers_open[ {].*"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    private static String config(WebTarget target, String path) {
        return "{\"url\":\"" + target.url(path) + "\",\"hasAuth\":false}";
    }
}
