package dev.patchbay.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.server.settings.ActionsSettings.CustomHostEntry;
import dev.patchbay.server.settings.ActionsSettings.CustomHostEntry.Smtp;
import dev.patchbay.server.settings.CustomHosts.CustomHost;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;

/** What custom host settings mean; their warnings are case files. */
final class CustomHostsTest {

    private static CustomHostEntry entry(String url) {
        return new CustomHostEntry(url, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example, https://a.example:443",
        "HTTPS://A.Example:8443/, https://a.example:8443",
        "smtp://mail.example, smtp://mail.example:25",
        "smtp://mail.example:587, smtp://mail.example:587",
        "https://[::1]:9, https://[::1]:9",
        "https://b\u00fccher.example, https://xn--bcher-kva.example:443",
        "https://stra\u00dfe.example, https://xn--strae-oqa.example:443",
        "https://u:p@a.example/p?q=1#f, https://a.example:443",
        "https://under_score.example, https://under_score.example:443",
    })
    void canonicalForm(String url, String canonical) {
        assertThat(CustomHosts.of(List.of(entry(url))).hosts())
                .extracting(CustomHost::canonicalUrl)
                .containsExactly(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "a.example",
        "ftp://a.example",
        "https://a.example:0",
        "https://a.example:65536",
        "https://a b.example",
        "https://",
        "https://[::1",
        "https://[zz]",
        "https:a.example",
    })
    void whatCannotBeUsedIsDroppedWithOneWarning(String url) {
        CustomHosts hosts = CustomHosts.of(List.of(entry(url), entry("https://kept.example")));
        assertThat(hosts.hosts()).extracting(CustomHost::host).containsExactly("kept.example");
        assertThat(hosts.notices()).hasSize(1);
    }

    @Test
    void theFirstOfTwoEqualOnesWins() {
        CustomHostEntry first =
                new CustomHostEntry(
                        "https://a.example:443",
                        Optional.of(VerificationMode.NONE),
                        Optional.of("CA"),
                        Optional.empty());
        CustomHosts hosts = CustomHosts.of(List.of(first, entry("https://a.example")));
        assertThat(hosts.hosts())
                .containsExactly(
                        new CustomHost(
                                "https",
                                "a.example",
                                443,
                                Optional.of(VerificationMode.NONE),
                                Optional.of("CA"),
                                Optional.empty()));
    }

    @Test
    void smtpWishesOfAnHttpsServerAreDropped() {
        Optional<Smtp> wishes = Optional.of(new Smtp(Optional.of(true), Optional.of(true)));
        CustomHosts hosts =
                CustomHosts.of(
                        List.of(
                                new CustomHostEntry(
                                        "https://a", Optional.empty(), Optional.empty(), wishes),
                                new CustomHostEntry(
                                        "smtp://a", Optional.empty(), Optional.empty(), wishes)));
        assertThat(hosts.hosts())
                .extracting(CustomHost::smtp)
                .containsExactly(
                        Optional.empty(),
                        Optional.of(new Smtp(Optional.of(false), Optional.of(true))));
    }
}
