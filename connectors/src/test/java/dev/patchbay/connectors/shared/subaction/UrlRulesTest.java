package dev.patchbay.connectors.shared.subaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.connector.AllowedHosts;
import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Schemas;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

import java.net.URI;
import java.util.Optional;

/** What the framework asks of a request before it is sent. */
class UrlRulesTest {

    private static final UrlRules RULES = new UrlRules(new OneHost());

    @ParameterizedTest
    @CsvSource({
        "https://good.example/a, ''",
        "HTTP://good.example, ''",
        "' https://good.example/ ', ''",
        "ftp://good.example/a, URL Error: Invalid protocol",
        "httpx://good.example/a, URL Error: Invalid protocol",
        "nonsense, URL Error: Invalid URL",
        "'', URL Error: Invalid URL",
        "https:///a, URL Error: Invalid URL",
        "mailto:a@b.example, URL Error: URL must contain hostname",
        "X-a:///b, URL Error: URL must contain hostname",
        "https://evil.example/a, error configuring connector action: target url"
                + " \"https://evil.example/a\" is not added to the Kibana config"
                + " xpack.actions.allowedHosts",
    })
    void aUrlIsHttpAndAllowed(String url, String violation) {
        assertThat(RULES.violation(url).orElse("")).isEqualTo(violation);
    }

    @ParameterizedTest
    @CsvSource({
        "https://h/a/, https://h/a",
        "https://h/a//, https://h/a/",
        "https://h//a///b, https://h/a/b",
        "https://h, https://h",
        "https://h/, https://h",
    })
    void slashesAreThinnedOut(String url, String normalized) {
        assertThat(UrlRules.normalized(url)).isEqualTo(normalized);
    }

    @Test
    void whatIsNoBodyIsAnEmptyObject() {
        assertThat(content(NullNode.getInstance())).isEqualTo(Json.object());
        assertThat(content(StringNode.valueOf(""))).isEqualTo(Json.object());
        assertThat(SubActionCall.of("PUT", "u", Optional.empty(), Schemas.any()).content())
                .isEqualTo(Json.object());
        assertThat(content(StringNode.valueOf("a"))).isEqualTo(StringNode.valueOf("a"));
        assertThat(content(Json.read("[1]"))).isEqualTo(Json.read("[1]"));
    }

    @Test
    void headersGoOverCredentialsAndContentType() {
        SubActionCall call =
                SubActionCall.get("u", Schemas.any()).withBasic("Basic x").withHeader("A", "b");
        assertThat(call.allHeaders().fields())
                .isEqualTo(
                        Headers.of("Content-Type", "application/json")
                                .with("Authorization", "Basic x")
                                .with("A", "b")
                                .fields());
        assertThat(
                        call.withHeader("authorization", "mine")
                                .asLookup()
                                .allHeaders()
                                .first("Authorization"))
                .contains("mine");
        assertThat(call.toString()).isEqualTo("SubActionCall[GET]");
    }

    private static JsonNode content(JsonNode body) {
        return SubActionCall.post("u", body, Schemas.any()).content();
    }

    /** {@code good.example} alone. */
    private record OneHost() implements AllowedHosts {
        @Override
        public Optional<String> hostName(String url) {
            try {
                return Optional.ofNullable(URI.create(url.strip()).getHost());
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        @Override
        public boolean allowsUrl(String url) {
            return hostName(url).filter(this::allowsHost).isPresent();
        }

        @Override
        public boolean allowsHost(String host) {
            return host.equals("good.example");
        }
    }
}
