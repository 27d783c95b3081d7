package dev.patchbay.server.deliveries;

import static dev.patchbay.server.TestNode.must;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.WebTarget;
import dev.patchbay.server.WholeServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** Who mends a connector need not wait until its breaker tries again. */
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

    private static String config(WebTarget target, String path) {
        return "{\"url\":\"" + target.url(path) + "\",\"hasAuth\":false}";
    }
}
