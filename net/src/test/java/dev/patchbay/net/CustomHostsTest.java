package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;

import dev.patchbay.net.NetworkSettings.CustomHost;
import dev.patchbay.sdk.http.TlsOptions.VerificationMode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;

/** The table of settings.md, section 2.5. */
class CustomHostsTest {

    private static CustomHost entry(String url, Optional<CustomHost.Smtp> smtp) {
        return new CustomHost(
                url, Optional.of(VerificationMode.CERTIFICATE), Optional.empty(), smtp);
    }

    private static CustomHosts hosts(CustomHost... entries) {
        return new CustomHosts(List.of(entries), LoggerFactory.getLogger("plugins.actions"));
    }

    private static boolean found(CustomHosts hosts, String url) {
        WebUrl parsed = WebUrl.parse(url);
        assertThat(parsed).isNotNull();
        return hosts.of(parsed).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '%',
            value = {
                "foo.bar % false % invalid URL \"foo.bar\", ignoring; error: Invalid URL",
                "http://h.example % false % unsupported protocol used in URL"
                        + " \"http://h.example\", ignoring",
                "https://h.example:0 % false % unable to determine port for URL"
                        + " \"https://h.example:0\", ignoring",
                "https://h.example/x % true % URL \"https://h.example/x\" contains path"
                        + " information which will be ignored",
                "https://h.example#x % true % URL \"https://h.example#x\" contains hash"
                        + " information which will be ignored",
                "https://u:p@h.example % true % URL \"https://h.example\" contains"
                        + " authentication information which will be ignored, but should be"
                        + " removed from the configuration"
            })
    void eachOddityIsWarnedOf(String url, boolean kept, String text) {
        try (LogCapture log = new LogCapture()) {
            CustomHosts hosts = hosts(entry(url, Optional.empty()));
            assertThat(log.texts(Level.WARN))
                    .containsExactly("In configuration xpack.actions.customHosts, " + text);
            assertThat(found(hosts, "https://h.example/")).isEqualTo(kept);
        }
    }

    @Test
    void aQueryIsDroppedSilently() {
        try (LogCapture log = new LogCapture()) {
            assertThat(
                            found(
                                    hosts(entry("https://h.example?x=y", Optional.empty())),
                                    "https://h.example"))
                    .isTrue();
            assertThat(log.texts(Level.WARN)).isEmpty();
        }
    }

    @Test
    void matchingIsBySchemeHostAndPort() {
        CustomHosts hosts =
                hosts(
                        entry("https://H.example", Optional.empty()),
                        entry("https://p.example:8443", Optional.empty()),
                        entry("smtp://m.example", Optional.empty()));
        assertThat(found(hosts, "https://h.example:443/path?x")).isTrue();
        assertThat(found(hosts, "https://h.example:8443/")).isFalse();
        assertThat(found(hosts, "https://p.example:8443/")).isTrue();
        assertThat(found(hosts, "http://h.example:443/")).isFalse();
        assertThat(found(hosts, "https://a.h.example/")).isFalse();
        assertThat(found(hosts, "smtp://m.example:25")).isTrue();
    }

    @Test
    void smtpPropertiesNeedSmtp() {
        try (LogCapture log = new LogCapture()) {
            hosts(entry("https://h.example", Optional.of(new CustomHost.Smtp(true, false))));
            assertThat(log.texts(Level.WARN))
                    .containsExactly(
                            "In configuration xpack.actions.customHosts, URL"
                                    + " \"https://h.example\" contains smtp properties but does not"
                                    + " use smtp; ignoring smtp properties");
        }
    }

    @Test
    void requireTlsWinsOverIgnoreTls() {
        try (LogCapture log = new LogCapture()) {
            CustomHosts hosts =
                    hosts(
                            entry(
                                    "smtp://m.example:587",
                                    Optional.of(new CustomHost.Smtp(true, true))));
            assertThat(log.texts(Level.WARN))
                    .containsExactly(
                            "In configuration xpack.actions.customHosts, URL"
                                    + " \"smtp://m.example:587\" cannot have both requireTLS and"
                                    + " ignoreTLS set to true; using requireTLS: true and"
                                    + " ignoreTLS: false");
            WebUrl url = WebUrl.parse("smtp://m.example:587");
            assertThat(url).isNotNull();
            assertThat(hosts.of(url).flatMap(CustomHost::smtp))
                    .contains(new CustomHost.Smtp(false, true));
        }
    }

    @Test
    void ofTwoTheFirstCounts() {
        try (LogCapture log = new LogCapture()) {
            CustomHosts hosts =
                    hosts(
                            entry("https://h.example", Optional.empty()),
                            new CustomHost(
                                    "https://H.EXAMPLE:443/",
                                    Optional.of(VerificationMode.NONE),
                                    Optional.empty(),
                                    Optional.empty()));
            assertThat(log.texts(Level.WARN))
                    .containsExactly(
                            "In configuration xpack.actions.customHosts, multiple URLs match the"
                                    + " canonical url \"https://h.example:443\"; only the first"
                                    + " will be used");
            WebUrl url = WebUrl.parse("https://h.example");
            assertThat(url).isNotNull();
            assertThat(hosts.of(url).flatMap(CustomHost::verificationMode))
                    .contains(VerificationMode.CERTIFICATE);
        }
    }
}
