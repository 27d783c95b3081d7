package dev.patchbay.server.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.WebTarget;
import dev.patchbay.server.WholeServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** {@code patchbay.delivery.notices} of the whole product. */
class DeliveryNoticeIT {

    @Test
    void aBreakIsToldThroughAnotherConnectorAndItsRecoveryToo(@TempDir Path folder) {
        try (WebTarget broken = new WebTarget();
                WebTarget ops = new WebTarget();
                WholeServer server =
                        new WholeServer(
                                folder,
                                "patchbay.delivery.notices:",
                                "  - id: .webhook",
                                "    to: ops",
                                "    params: {message: \"{{connector.id}} {{event}}:"
                                        + " {{reason}}\"}")) {
            server.connector(
                    "hook",
                    ".webhook",
                    "{\"url\":\"" + broken.url("/hook") + "\",\"hasAuth\":false}",
                    "{}");
            server.connector("ops", ".slack", "{}", "{\"webhookUrl\":\"" + ops.url("/ops") + "\"}");
            broken.status = 503;
            for (int i = 0; i < 6; i++) {
                server.deliver("hook", "{\"body\":\"x\"}", "");
            }
            WholeServer.await(() -> ops.bodies("/ops"), bodies -> bodies.size() == 1);
            assertThat(ops.bodies("/ops").getFirst())
                    .contains("\"text\":\"hook broken: serverError\"");

            broken.status = 200;
            WholeServer.await(() -> ops.bodies("/ops"), bodies -> bodies.size() == 2);
            assertThat(ops.bodies("/ops").getLast()).contains("\"text\":\"hook recovered: \"");
        }
    }
}
