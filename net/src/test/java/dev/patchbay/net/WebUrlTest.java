package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.connector.AllowedHosts;
import dev.patchbay.sdk.http.HttpCall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The one URL parser: what Node's {@code new URL()} says, and that it is what is connected to. */
class WebUrlTest {

    /** Text, host, port, request target. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "http://Example.COM/a/b?c=d#e; example.com; 80; /a/b?c=d",
                "https://example.com; example.com; 443; /",
                "https:example.com; example.com; 443; /",
                "https:/\\/example.com/x; example.com; 443; /x",
                "http://a@b@c.example:81/; c.example; 81; /",
                "http://good.example#@evil.example/; good.example; 80; /",
                "http://good.example\\@evil.example/; good.example; 80; /@evil.example/",
                "http://good.example/@evil.example; good.example; 80; /@evil.example",
                "http://good.example?@evil.example; good.example; 80; /?@evil.example",
                "http://evil.example:80@good.example/; good.example; 80; /",
                "http://good.example.; good.example.; 80; /",
                "http://ex%61mple%2ecom/; example.com; 80; /",
                "http://b\u00fccher.example/; xn--bcher-kva.example; 80; /",
                "http://fa\u00df.example/; xn--fa-hia.example; 80; /",
                "http://\uff45xample\u3002com/; example.com; 80; /",
                "http://exam\u00adple.com/; example.com; 80; /",
                "http://0x7f.1/; 127.0.0.1; 80; /",
                "http://2130706433/; 127.0.0.1; 80; /",
                "http://0177.0.0.0x1./; 127.0.0.1; 80; /",
                "http://0/; 0.0.0.0; 80; /",
                "http://1.2.3/; 1.2.0.3; 80; /",
                "http://[::1]:8080/; ::1; 8080; /",
                "http://[0:0:0:0:0:0:0:1]/; ::1; 80; /",
                "http://[2001:DB8::A:0:0:1]/; 2001:db8::a:0:0:1; 80; /",
                "http://[::ffff:1.2.3.4]/; ::ffff:102:304; 80; /",
                "http://h/a/./b/../c/%2e%2E/d; h; 80; /a/d",
                "http://h/../../..; h; 80; /",
                "http://h/a\\b/c d|{}[]\"'; h; 80; /a/b/c%20d|%7B%7D[]%22'",
                "http://h/\u00e9?\u00e9=a b'\"<>`; h; 80; /%C3%A9?%C3%A9=a%20b%27%22%3C%3E`",
                "http://h//double//slash; h; 80; //double//slash",
                "http://h/?; h; 80; /",
                "http://h:/; h; 80; /",
                "http://h:00080/; h; 80; /",
                "http://h:443/; h; 443; /",
                "http://a_b.example/; a_b.example; 80; /"
            })
    void readsUrlsAsNodeDoes(String text, String host, int port, String target) {
        WebUrl url = WebUrl.parse(text);
        assertThat(url).isNotNull();
        assertThat(url.host().name()).isEqualTo(host);
        assertThat(url.port()).isEqualTo(port);
        assertThat(url.target()).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "/path",
                "http://",
                "http:///",
                "http://:80/",
                "http://user@/",
                "http://h:65536/",
                "http://h:8a/",
                "http://h:-1/",
                "http://[::1/",
                "http://[::1]x/",
                "http://[::1%25eth0]/",
                "http://[fe80::1%eth0]/",
                "http://[1::2::3]/",
                "http://[::1.2.3]/",
                "http://[::01.2.3.4]/",
                "http://[::256.2.3.4]/",
                "http://[]/",
                "http://256.0.0.1/",
                "http://1.2.3.4.5/",
                "http://1.2.3.08/",
                "http://0x100000000/",
                "http://1..2/",
                "http://a b/",
                "http://a%00b/",
                "http://a%2fb/",
                "http://a%25b/",
                "http://a%40b/",
                "http://a<b/",
                "http://a^b/",
                "http://a|b/",
                "http://xn--a/",
                "mailto:x@y.example"
            })
    void refusesWhatNodeRefuses(String text) {
        assertThat(WebUrl.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "/x; http://h.example:81/x",
                "x; http://h.example:81/a/x",
                "../x; http://h.example:81/x",
                "./x?y#z; http://h.example:81/a/x?y",
                "?y; http://h.example:81/a/b?y",
                "#z; http://h.example:81/a/b?q=1",
                "//o.example/x; http://o.example/x",
                "\\\\o.example\\x; http://o.example/x",
                "/\\o.example; http://o.example/",
                "https://o.example; https://o.example/",
                "http:x; http://h.example:81/a/x",
                "http://o.example; http://o.example/",
                "https:o.example/x; https://o.example/x"
            })
    void resolvesReferencesAsNodeDoes(String reference, String expected) {
        WebUrl url = WebUrl.parse("http://h.example:81/a/b?q=1").resolve(reference);
        assertThat(url).isNotNull();
        assertThat(url.absolute()).isEqualTo(expected);
    }

    /** Whatever is written: the host that is judged, looked up, and sent are one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://good.example/",
                "http://GOOD.example/",
                "http://evil.example@good.example/",
                "http://good.example#@evil.example/",
                "http://good.example\\@evil.example/",
                "http://good.example\\.evil.example/",
                "http://good.example?.evil.example/",
                "http://evil.example:80@good.example/",
                "http://good%2eexample/",
                "http://\uff47ood.example/",
                "http://go\tod.exa\nmple/",
                "  http://good.example/  ",
                "http:\\\\good.example",
                "http:good.example"
            })
    void judgedLookedUpAndConnectedAreOne(String text) {
        List<String> lookedUp = new ArrayList<>();
        List<InetSocketAddress> dialled = new ArrayList<>();
        InetAddress good = InetAddress.ofLiteral("192.0.2.7");
        try (Network network =
                new Network(
                        Nets.hosts(Nets.settings(), "good.example"),
                        new MemoryTokens(),
                        dev.patchbay.sdk.time.Clock.system(),
                        name -> {
                            lookedUp.add(name);
                            return List.of(good);
                        },
                        (channel, to, millis) -> {
                            dialled.add(to);
                            throw new ConnectException("Connection refused");
                        })) {
            AllowedHosts hosts = network.allowedHosts();
            assertThat(hosts.hostName(text)).contains("good.example");
            assertThat(hosts.allowsUrl(text)).isTrue();
            assertThat(Nets.failure(network, HttpCall.of("GET", text)).message())
                    .isEqualTo("connect ECONNREFUSED 192.0.2.7:80");
            assertThat(lookedUp).containsExactly("good.example");
            assertThat(dialled).containsExactly(new InetSocketAddress(good, 80));
        }
    }

    @Test
    void theAllowListKnowsExactNamesOnly() {
        try (Network network =
                Nets.network(Nets.hosts(Nets.settings(), "Good.Example", "::1", "127.0.0.1"))) {
            AllowedHosts hosts = network.allowedHosts();
            assertThat(hosts.allowsUrl("https://good.example:9/x")).isTrue();
            assertThat(hosts.allowsUrl("https://[0::1]/")).isTrue();
            assertThat(hosts.allowsUrl("https://0x7f000001/")).isTrue();
            assertThat(hosts.allowsHost("good.example")).isTrue();
            assertThat(hosts.allowsUrl("https://a.good.example/")).isFalse();
            assertThat(hosts.allowsUrl("https://good.example.evil/")).isFalse();
            assertThat(hosts.allowsUrl("https://good.example./")).isFalse();
            assertThat(hosts.allowsUrl("not a url")).isFalse();
            assertThat(hosts.hostName("smtp://Mail.example:25")).contains("mail.example");
        }
        try (Network all = Nets.network(Nets.hosts(Nets.settings(), "*"))) {
            assertThat(all.allowedHosts().allowsUrl("not a url")).isTrue();
        }
        try (Network none = Nets.network(Nets.hosts(Nets.settings()))) {
            assertThat(none.allowedHosts().allowsUrl("http://good.example/")).isFalse();
        }
    }
}
