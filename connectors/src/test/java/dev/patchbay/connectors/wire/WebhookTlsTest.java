package dev.patchbay.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.StringNode;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** What {@code .webhook} says about TLS is what happens on the wire. */
class WebhookTlsTest {

    private static final Target.Answer OK = new Target.Answer("200 OK", Map.of(), "");
    private static final String SSL = "'authType':'webhook-authentication-ssl'";

    private static TestAuthority authority;
    private static TestAuthority other;
    private static SSLContext good;
    private static SSLContext wrongHost;

    @BeforeAll
    static void certificates() throws Exception {
        authority = new TestAuthority();
        other = new TestAuthority();
        good = authority.server(authority.identity("127.0.0.1"));
        wrongHost = authority.server(authority.identity("other.example"));
    }

    @Test
    void anUnknownAuthorityIsRefused() throws Exception {
        assertRefused(run(good, false, "", "{}"));
    }

    @Test
    void aConfiguredAuthorityIsTrusted() throws Exception {
        assertThat(run(good, false, ",'ca':'" + authority.ca() + "'", "{}")).isEqualTo(sent());
        assertRefused(run(good, false, ",'ca':'" + other.ca() + "'", "{}"));
    }

    @Test
    void theModeDecidesWhatIsChecked() throws Exception {
        String ca = ",'ca':'" + authority.ca() + "'";
        Failed failed = assertRefused(run(wrongHost, false, ca, "{}"));
        assertThat(failed.serviceMessage().orElseThrow())
                .startsWith(
                        "[ERR_TLS_CERT_ALTNAME_INVALID] Hostname/IP does not match certificate's"
                                + " altnames: ");
        assertRefused(run(wrongHost, false, ca + ",'verificationMode':'full'", "{}"));
        assertThat(run(wrongHost, false, ca + ",'verificationMode':'certificate'", "{}"))
                .isEqualTo(sent());
        assertRefused(run(wrongHost, false, ",'verificationMode':'certificate'", "{}"));
        assertThat(run(wrongHost, false, ",'verificationMode':'none'", "{}")).isEqualTo(sent());
    }

    @Test
    void aTargetThatWantsACertificateGetsIt() throws Exception {
        TestAuthority.Identity client = authority.identity("client.example");
        String ca = ",'ca':'" + authority.ca() + "'," + SSL;
        assertThat(
                        run(
                                good,
                                true,
                                ca + ",'certType':'ssl-crt-key'",
                                "{'crt':'"
                                        + client.crt()
                                        + "','key':'"
                                        + client.privateKey()
                                        + "'}"))
                .isEqualTo(sent());
        assertThat(
                        run(
                                good,
                                true,
                                ca + ",'certType':'ssl-pfx'",
                                "{'pfx':'"
                                        + client.pfx("open sesame")
                                        + "','password':'open sesame'}"))
                .isEqualTo(sent());
        assertThat(run(good, true, ca, "{}")).isInstanceOf(Failed.class);
    }

    @Test
    void materialThatIsNoneFailsBeforeAnythingIsSent() throws Exception {
        TestAuthority.Identity client = authority.identity("client.example");
        String ca = ",'ca':'" + authority.ca() + "'," + SSL;
        for (String secrets :
                List.of(
                        "{'crt':'bm9uZQ==','key':'bm9uZQ=='}",
                        "{'pfx':'bm9uZQ=='}",
                        "{'pfx':'" + client.pfx("right") + "','password':'wrong'}")) {
            Failed failed = (Failed) run(good, true, ca, secrets);
            assertThat(failed.message()).isEqualTo("error calling webhook, request failed");
            assertThat(failed.effect().label()).isEqualTo("none");
            assertThat(failed.serviceMessage().orElseThrow()).doesNotContain("wrong", "bm9uZQ");
        }
    }

    @Test
    void authoritiesAndModeHoldForTheTokenAndTheCallOfOAuth() throws Exception {
        Target.Answer token =
                new Target.Answer(
                        "200 OK", Map.of(), "{\"token_type\":\"Bearer\",\"access_token\":\"t\"}");
        String oauth =
                ",'authType':'webhook-oauth2-client-credentials','clientId':'id',"
                        + "'accessTokenUrl':'${target}/token'";
        String secrets = "{'clientSecret':'s'}";
        List<Target.Answer> answers = List.of(token, OK);
        assertThat(run(good, false, oauth + ",'ca':'" + authority.ca() + "'", secrets, answers))
                .isEqualTo(sent());
        assertThat(run(wrongHost, false, oauth + ",'verificationMode':'none'", secrets, answers))
                .isEqualTo(sent());
        Failed failed = (Failed) run(good, false, oauth, secrets, answers);
        assertThat(failed.serviceMessage().orElseThrow())
                .startsWith("Unable to retrieve/refresh the access token: ");
        assertThat(failed.reason()).isEqualTo(Reason.TLS);
    }

    private static Outcome run(SSLContext tls, boolean mutual, String config, String secrets)
            throws Exception {
        return run(tls, mutual, config, secrets, List.of(OK));
    }

    private static Outcome run(
            SSLContext tls,
            boolean mutual,
            String config,
            String secrets,
            List<Target.Answer> answers)
            throws Exception {
        SSLServerSocket listener =
                (SSLServerSocket)
                        tls.getServerSocketFactory()
                                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(mutual);
        try (Target target = Target.start(listener, answers);
                Runs runs = new Runs(".webhook")) {
            String url = target.url().replace("http:", "https:");
            String whole = "{'url':'" + url + "/hook'" + config.replace("${target}", url) + "}";
            return runs.run(whole, secrets, "{'body':'hi'}").outcome();
        }
    }

    private static Outcome sent() {
        return Outcome.ok(StringNode.valueOf("hi"));
    }

    private static Failed assertRefused(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Failed.class);
        Failed failed = (Failed) outcome;
        assertThat(failed.message()).isEqualTo("error calling webhook, request failed");
        assertThat(failed.reason()).isEqualTo(Reason.TLS);
        assertThat(failed.effect().label()).isEqualTo("none");
        return failed;
    }
}
