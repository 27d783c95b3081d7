package dev.patchbay.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.SecretValues;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Contract actions-api, section 6.7, "Redaction". */
class RedactorTest {

    private static final String ODD = "p/ss wörd+\"<&>'%\n~*(!)\\7";

    @Test
    void valuesOfSixCharactersOrMoreAreReplaced() {
        Redactor redactor = new Redactor(new SecretValuesOf("sixsix", "five5").all());
        assertThat(redactor.redact("it was sixsix and five5"))
                .isEqualTo("it was [redacted] and five5");
    }

    @Test
    void everyFormIsReplaced() {
        for (String secret : List.of("s3cr3t-token", ODD, "ключ-от-двери", "😀😀😀 smile")) {
            Redactor redactor = new Redactor(Set.of(secret));
            for (String form : forms(secret)) {
                assertThat(redactor.redact("before " + form + " after"))
                        .as("form %s of %s", form, secret)
                        .doesNotContain(form)
                        .startsWith("before ")
                        .endsWith(" after");
            }
        }
    }

    @Test
    void base64IsFoundAtAnyAlignmentInsideOtherCredentials() {
        String secret = "s3cr3t-token";
        Redactor redactor = new Redactor(Set.of(secret));
        for (String user : List.of("", "a", "ab", "abc", "elastic")) {
            for (String tail : List.of("", "x", "xy", "xyz")) {
                byte[] bytes = (user + ":" + secret + tail).getBytes(StandardCharsets.UTF_8);
                String header = Base64.getEncoder().encodeToString(bytes);
                String redacted = redactor.redact("Basic " + header);
                assertThat(redacted).contains("[redacted]");
                String left = redacted.substring("Basic ".length());
                int cut = left.indexOf("[redacted]");
                String back =
                        new String(
                                Base64.getDecoder().decode(left.substring(0, cut / 4 * 4)),
                                StandardCharsets.UTF_8);
                assertThat(back).doesNotContain("s3c");
            }
        }
    }

    @Test
    void thePartsOfASecretUrlAreSecretToo() {
        Redactor redactor =
                new Redactor(
                        Set.of("https://hooks.test/services/T00000000/B00/canary?key=abcdefg"));
        assertThat(redactor.redact("POST /services/T00000000/B00/canary?key=abcdefg HTTP/1.1"))
                .isEqualTo("POST [redacted] HTTP/1.1");
        assertThat(redactor.redact("no such hook: /services/T00000000/B00/canary"))
                .isEqualTo("no such hook: [redacted]");
        assertThat(redactor.redact("bad key abcdefg of hooks.test"))
                .isEqualTo("bad key [redacted] of hooks.test");
    }

    @Test
    void aSecretThatIsPartOfTheMarkEndsToo() {
        Redactor redactor = new Redactor(Set.of("redacted", "canary%7e"));
        assertThat(redactor.redact("redacted %72edacted canary%7e"))
                .isEqualTo("redacted %72edacted [redacted]");
    }

    @Test
    void stringsAndKeysAreReplacedHoweverDeep() {
        Redactor redactor = new Redactor(Set.of("canary-1"));
        JsonNode data =
                Json.read(
                        """
                        {"a":[1,{"x canary-1":"canary-1","n":null}],"b":true,"c":"clean"}
                        """);
        assertThat(redactor.redact(data))
                .isEqualTo(
                        Json.read(
                                """
                                {"a":[1,{"x [redacted]":"[redacted]","n":null}],"b":true,"c":"clean"}
                                """));
        JsonNode clean = Json.read("{\"a\":[1,{\"b\":\"c\"}]}");
        assertThat(redactor.redact(clean)).isSameAs(clean);
    }

    @Test
    void messageAndServiceMessageAndDataAreRedacted() {
        Redactor redactor = new Redactor(Set.of("canary-1"));
        Outcome.Failed failed =
                Outcome.Failed.of(Reason.CLIENT_ERROR, "no canary-1")
                        .withServiceMessage("canary-1!");
        assertThat(redactor.redact(failed))
                .isEqualTo(
                        Outcome.Failed.of(Reason.CLIENT_ERROR, "no [redacted]")
                                .withServiceMessage("[redacted]!"));
        assertThat(redactor.redact((Outcome) Outcome.ok(StringNode.valueOf("is canary-1"))))
                .isEqualTo(Outcome.ok(StringNode.valueOf("is [redacted]")));
    }

    @Test
    void whatComesUpOnTheWayIsRedactedToo() {
        Redactor redactor = new Redactor(Set.of("canary-1"));
        SecretValues values = new SecretValues(Set.of("canary-1"));
        assertThat(redactor.with(values)).isSameAs(redactor);
        values.add("token-22");
        assertThat(redactor.with(values).redact("canary-1 token-22"))
                .isEqualTo("[redacted] [redacted]");
        assertThat(redactor.with(values)).isSameAs(redactor.with(values));
        assertThat(redactor.redact("token-22")).isEqualTo("token-22");
    }

    private static List<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String json = Json.write(StringNode.valueOf(secret));
        return List.of(
                secret,
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                url,
                url.replace("+", "%20"),
                lower(url),
                everyOctet(secret),
                everyOctet(everyOctet(secret)),
                URLEncoder.encode(url, StandardCharsets.UTF_8),
                json.substring(1, json.length() - 1),
                secret.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;"));
    }

    private static String everyOctet(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            escaped.append(String.format(Locale.ROOT, "%%%02x", octet));
        }
        return escaped.toString();
    }

    private static String lower(String encoded) {
        StringBuilder text = new StringBuilder(encoded);
        for (int i = text.indexOf("%"); i >= 0; i = text.indexOf("%", i + 1)) {
            text.replace(i, i + 3, text.substring(i, i + 3).toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }

    /** Values as an invocation collects them. */
    private record SecretValuesOf(String... values) {
        Set<String> all() {
            SecretValues collected = new SecretValues();
            for (String value : values) {
                collected.add(value);
            }
            return collected.all();
        }
    }
}
