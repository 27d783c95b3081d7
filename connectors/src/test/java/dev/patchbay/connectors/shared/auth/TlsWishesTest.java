package dev.patchbay.connectors.shared.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.http.TlsOptions.ClientIdentity;
import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.secret.Secret;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What of a config and its secrets becomes a wish of the transport. */
class TlsWishesTest {

    @Test
    void nothingIsWishedUnlessItIsSaid() {
        TlsOptions tls = tls("{\"hasAuth\":true}", "{}");
        assertThat(tls).isEqualTo(TlsOptions.DEFAULT);
    }

    @Test
    void authoritiesAndModeAreForEveryKindOfAuthentication() {
        for (String kind :
                new String[] {
                    "null",
                    "\"webhook-authentication-basic\"",
                    "\"webhook-authentication-ssl\"",
                    "\"webhook-oauth2-client-credentials\""
                }) {
            TlsOptions tls =
                    tls(
                            "{\"hasAuth\":true,\"authType\":"
                                    + kind
                                    + ",\"ca\":\"YWJj\",\"verificationMode\":\"certificate\"}",
                            "{}");
            assertThat(tls.mode()).contains(VerificationMode.CERTIFICATE);
            assertThat(text(tls.authorities().orElseThrow())).isEqualTo("abc");
        }
    }

    @Test
    void aCertificateAndItsKey() {
        TlsOptions tls =
                tls(
                        "{\"hasAuth\":true,\"authType\":\"webhook-authentication-ssl\",\"certType\":\"ssl-crt-key\"}",
                        "{\"crt\":\"Y3J0\",\"key\":\"a2V5\",\"password\":\"open sesame\"}");
        assertThat(tls.identity().orElseThrow())
                .isInstanceOfSatisfying(
                        ClientIdentity.Pem.class,
                        pem -> {
                            assertThat(text(pem.certificates())).isEqualTo("crt");
                            assertThat(text(pem.key())).isEqualTo("key");
                            assertThat(pem.passphrase().map(Secret::reveal))
                                    .contains("open sesame");
                        });
    }

    @Test
    void aPfx() {
        TlsOptions tls =
                tls(
                        "{\"hasAuth\":true,\"authType\":\"webhook-authentication-ssl\",\"certType\":\"ssl-pfx\"}",
                        "{\"pfx\":\"cGZ4\"}");
        assertThat(tls.identity().orElseThrow())
                .isInstanceOfSatisfying(
                        ClientIdentity.Pfx.class,
                        pfx -> {
                            assertThat(text(pfx.file())).isEqualTo("pfx");
                            assertThat(pfx.passphrase()).isEmpty();
                        });
    }

    @Test
    void theSecretsTellTheKindWhenTheConfigDoesNot() {
        String config = "{\"hasAuth\":true,\"authType\":\"webhook-authentication-ssl\"}";
        assertThat(tls(config, "{\"pfx\":\"cGZ4\"}").identity().orElseThrow())
                .isInstanceOf(ClientIdentity.Pfx.class);
        assertThat(tls(config, "{\"crt\":\"Y3J0\",\"key\":\"a2V5\"}").identity().orElseThrow())
                .isInstanceOf(ClientIdentity.Pem.class);
        assertThat(tls(config, "{}").identity()).isEmpty();
    }

    @Test
    void aCertificateIsNotShownUnlessThatIsTheAuthentication() {
        String secrets = "{\"pfx\":\"cGZ4\"}";
        assertThat(tls("{\"hasAuth\":true}", secrets).identity()).isEqualTo(Optional.empty());
        assertThat(
                        tls(
                                        "{\"hasAuth\":false,\"authType\":\"webhook-authentication-ssl\"}",
                                        secrets)
                                .identity())
                .isEmpty();
    }

    private static TlsOptions tls(String config, String secrets) {
        return AuthenticatedHttp.tls(
                Json.bind(Json.read(config), AuthConfig.class),
                Json.bind(Json.read(secrets), AuthSecrets.class));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
