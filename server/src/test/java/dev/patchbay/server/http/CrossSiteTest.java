package dev.patchbay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Optional;

/**
 * Routes without {@code kbn-xsrf} refuse other sites (contract/actions-api.md, section 1.4;
 * security-and-spaces D10).
 */
final class CrossSiteTest extends OneServerTest {

    private static final String HEAD =
            "Host: patchbay.test\nConnection: close\n" + TestServer.AUTH + "\n";

    private static int status(String line, String header) throws IOException {
        return server.exchange(line + " HTTP/1.1\n" + HEAD + header + "\n\n").status();
    }

    @Test
    void securityApiRefusesOtherSitesWhateverTheMethod() throws IOException {
        for (String line : new String[] {"GET /_security/user/x", "PUT /_security/user/x"}) {
            assertThat(status(line, "Origin: https://evil.example")).isEqualTo(403);
            assertThat(status(line, "Sec-Fetch-Site: cross-site")).isEqualTo(403);
            assertThat(status(line, "Sec-Fetch-Site: same-site")).isEqualTo(403);
            assertThat(status(line, "Origin: null")).isEqualTo(403);
            assertThat(status(line, "Origin: ::")).isEqualTo(403);
            assertThat(status(line, "Origin: https://patchbay.test")).isEqualTo(403);
            assertThat(status(line, "Origin: http://patchbay.test")).isEqualTo(200);
            assertThat(status(line, "Origin: http://patchbay.test:80")).isEqualTo(200);
            assertThat(status(line, "Sec-Fetch-Site: same-origin")).isEqualTo(200);
            assertThat(status(line, "Sec-Fetch-Site: none")).isEqualTo(200);
            assertThat(status(line, "X-Nothing: x")).isEqualTo(200);
        }
    }

    @Test
    void otherExemptRoutesRefuseOtherSitesOnlyForWrites() throws IOException {
        assertThat(status("POST /-/poke", "Origin: https://evil.example")).isEqualTo(403);
        assertThat(status("POST /-/poke", "Sec-Fetch-Site: cross-site")).isEqualTo(403);
        assertThat(status("POST /-/poke", "X-Nothing: x")).isEqualTo(200);
        assertThat(status("GET /api/open", "Origin: https://evil.example")).isEqualTo(200);
    }

    @Test
    void publicUrlIsTheOwnOriginWhenItIsSet() throws IOException {
        TestSettings settings = new TestSettings();
        settings.publicBaseUrl = Optional.of("https://connect.example:8443/base");
        try (TestServer behindProxy = new TestServer(settings)) {
            String line = "GET /_security/user/x HTTP/1.1\n" + HEAD;
            assertThat(
                            behindProxy
                                    .exchange(line + "Origin: https://connect.example:8443\n\n")
                                    .status())
                    .isEqualTo(200);
            assertThat(behindProxy.exchange(line + "Origin: http://patchbay.test\n\n").status())
                    .isEqualTo(403);
        }
    }
}
