package dev.patchbay.connectors.messaging.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.mail.MailAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** RFC 5322 address lists. */
class AddressParserTest {

    @Test
    void mailboxesNamesCommentsAndGroups() {
        assertThat(addresses("ann@example.org")).containsExactly("|ann@example.org");
        assertThat(addresses(" Ann Lee <ann@example.org> "))
                .containsExactly("Ann Lee|ann@example.org");
        assertThat(addresses("\"Lee, Ann\" <ann@x.org>, b@y.org"))
                .containsExactly("Lee, Ann|ann@x.org", "|b@y.org");
        assertThat(addresses("J. R. Doe <j@x.org>")).containsExactly("J. R. Doe|j@x.org");
        assertThat(addresses("ann(comment (nested))@x.org (more)")).containsExactly("|ann@x.org");
        assertThat(addresses("ops: a@x.org, B <b@x.org>;"))
                .containsExactly("|a@x.org", "B|b@x.org");
        assertThat(addresses("none: ;, a@x.org")).containsExactly("|a@x.org");
        assertThat(addresses("\"a b\"@x.org")).containsExactly("|\"a b\"@x.org");
        assertThat(addresses("a@[127.0.0.1]")).containsExactly("|a@[127.0.0.1]");
        assertThat(addresses("jörg@bücher.example")).containsExactly("|jörg@bücher.example");
        assertThat(addresses("a+b.c_d-e/f=g@localhost"))
                .containsExactly("|a+b.c_d-e/f=g@localhost");
    }

    @Test
    void quotedPairsBlanksAndNestingUpToTen() {
        assertThat(addresses("\"a\\\"b\"@x.org")).containsExactly("|\"a\"b\"@x.org");
        assertThat(addresses("\"Lee \\\"A\\\" Ann\" <a@x.org>"))
                .containsExactly("Lee \"A\" Ann|a@x.org");
        assertThat(addresses("(a \\) b) a@x.org")).containsExactly("|a@x.org");
        assertThat(addresses("\ta @ x.org\t(c)\t, b@y.org "))
                .containsExactly("|a@x.org", "|b@y.org");
        assertThat(addresses("ops : a@x.org , B C <b@x.org> ; (c) , d@x.org"))
                .containsExactly("|a@x.org", "B C|b@x.org", "|d@x.org");
        assertThat(addresses("< a@x.org > , Ann\t(of ops)Lee<b@x.org>(c)"))
                .containsExactly("|a@x.org", "Ann Lee|b@x.org");
        assertThat(addresses("a@[IPv6:2001:db8::1]")).containsExactly("|a@[IPv6:2001:db8::1]");
        String deepest = "(".repeat(10) + "c" + ")".repeat(10);
        assertThat(addresses(deepest + "a@x.org" + deepest)).containsExactly("|a@x.org");
        assertThat(AddressParser.parse("(" + deepest + ")a@x.org")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nobody",
                "@x.org",
                "a@",
                "a b@x.org",
                "a@x@y",
                "a.@x.org",
                ".a@x.org",
                "a..b@x.org",
                "a@x..org",
                "<a@x.org",
                "a@x.org>",
                "a@x.org,",
                ",a@x.org",
                "a@x.org b@x.org",
                "none:;",
                "ops: a@x.org",
                "\"a@x.org",
                "a(@x.org",
                "a@x.org\r\nBcc: b@x.org",
                "a@x.org\nb",
                "a\0@x.org",
                "\"a\r\n\"@x.org",
                "a@[1\r\n]",
                "a@x.org\u2028",
                "<>",
                "Ann <>",
                "a@[127.0.0.1",
                "a@[x y]",
                "a@[x]y",
                "ops: a@x.org b@x.org;",
                "ops: a@x.org,, b@x.org;",
                "ops: a@x.org; b@x.org",
                "\"a\\",
                "\"a\\\u0001\"@x.org",
                "(a\\",
                "(a\u0001)a@x.org",
                "a\u007f@x.org",
                "a\u00a0b@x.org",
                "a\u3000b@x.org",
                "(((((((((((((((((((((((((((((((a@x.org"
            })
    void everythingElseIsNone(String text) {
        assertThat(AddressParser.parse(text)).isEmpty();
    }

    /** Whatever is read holds no line break, so nothing of it can be a header or a command. */
    @Test
    void noiseNeitherThrowsNorLetsControlCharactersIn() {
        Random random = new Random(7);
        String alphabet = "a@.,;:<>\"\\()[] \r\n\t\0é";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(16);
            for (int j = 0; j < length; j++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            AddressParser.parse(text.toString())
                    .ifPresent(all ->
                            all.forEach(one ->
                                    assertThat(one.name() + one.address())
                                            .doesNotContain("\r", "\n", "\0")));
        }
    }

    private static List<String> addresses(String text) {
        Optional<List<MailAddress>> parsed = AddressParser.parse(text);
        return parsed.orElseThrow().stream().map(one -> one.name() + "|" + one.address()).toList();
    }
}
