package dev.patchbay.connectors.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.connector.AllowedHosts;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.TypeContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

/** A file is checked when it is loaded, and each refusal has its line. */
class SpecReaderTest {

    static final String SPEC =
            """
            spec: 1
            id: sample
            name: Sample
            documentation: https://example.com/
            features: [alerting]
            config:
              url: {type: string, format: url, label: URL, help: Where.}
              tenant: {type: string, label: Tenant, help: Which.}
            secrets:
              token: {type: string, label: Token, help: What.}
            auth: {kind: bearer, token: '{{secrets.token}}'}
            operations:
              send:
                summary: Sends.
                params:
                  text: {type: string, label: Text, help: What.}
                request:
                  method: POST
                  url: '{{config.url}}/x/{{params.text}}'
                  headers: {X-A: a}
                  json: {text: '{{params.text}}'}
                idempotency: effectful
              check:
                summary: Asks.
                request: {method: GET, url: '{{config.url}}'}
                idempotency: safe
            test: check
            """;

    @Test
    void aFileIsAType() {
        SpecReading reading = read(SPEC);
        assertThat(reading).isInstanceOf(SpecReading.Declared.class);
        ConnectorType type = ((SpecReading.Declared) reading).type();
        assertThat(type.id()).isEqualTo("sample");
        assertThat(type.source()).isEqualTo("spec");
        assertThat(type.specHash().orElseThrow()).matches("[0-9a-f]{16}");
    }

    @Test
    void theHashIsOfTheText() {
        String one = hash(SPEC);
        assertThat(hash(SPEC)).isEqualTo(one);
        assertThat(hash(SPEC + "# changed\n")).isNotEqualTo(one);
    }

    /** One text of the sample in place of another, and what is said. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "spec: 1 | spec: 2 | 1: spec: Too big: expected number to be <=1",
                "spec: 1 | spec: {a | 2: expected ',' or '}', but got :",
                "id: sample | id: .sample | 2: id: Invalid string: must match pattern"
                        + " /^[a-z0-9][a-z0-9_-]{0,63}$/",
                "id: sample | id: 7 | 2: id: Invalid input: expected string, received number",
                "id: sample | ident: sample | 1: id: Invalid input: expected string, received"
                        + " undefined",
                "name: Sample | name: Sample↵name: Other | 4: the key \"name\" is there twice",
                "name: Sample | name: !!binary aGk= | 3: the tag tag:yaml.org,2002:binary is not"
                        + " taken",
                "[alerting] | [alerting, cases] | 5: features[1]: Invalid option: expected one of"
                        + " \"alerting\"|\"uptime\"|\"siem\"",
                "format: url | format: uri | 7: config.url.format: Invalid input: expected"
                        + " \"url\"",
                "type: string, format: url | type: integer, format: url | 7: config.url.format: a"
                        + " field of type integer has no format",
                "{type: string, label: Tenant | {type: enum, label: Tenant | 8: config.tenant: a"
                        + " field of this type needs values",
                "{type: string, label: Tenant | {type: string, pattern: '(', label: Tenant | 8:"
                        + " config.tenant.pattern: not a regular expression",
                "{type: string, label: Tenant | {type: integer, default: x, label: Tenant | 8:"
                        + " config.tenant.default: the default does not fit the field",
                "{type: string, label: Token | {type: integer, label: Token | 10:"
                        + " secrets.token.type: a secret is a string",
                "kind: bearer | kind: digest | 11: auth.kind: Invalid input",
                "'{{secrets.token}}' | '{{secrets.key}}' | 11: auth.token: nothing is called"
                        + " secrets.key here",
                "token: '{{secrets.token}}' | token: '{{params.text}}' | 11: auth.token: nothing is"
                        + " called params.text here",
                "method: POST | method: TRACE | 18: operations.send.request.method: Invalid option:"
                        + " expected one of \"GET\"|\"POST\"|\"PUT\"|\"PATCH\"|\"DELETE\"",
                "'{{config.url}}/x | '{{params.text}}/x | 19: operations.send.request.url: a URL"
                        + " begins with https:// or with a field of config or secrets",
                "'{{config.url}}/x | 'https://{{params.text}}/x | 19: operations.send.request.url:"
                        + " the host cannot come from params.text",
                "'{{config.url}}/x | 'https://a.{{params.text}}.example.com/x | 19:"
                        + " operations.send.request.url: the host cannot come from params.text",
                "'{{config.url}}/x | '{{config.url}}{{params.text}}/x | 19:"
                        + " operations.send.request.url: a path begins with a slash",
                "'{{config.url}}/x | '{{config.tenant}}/x | 19: operations.send.request.url:"
                        + " config.tenant needs format: url",
                "'{{config.url}}/x | 'ftp://example.com/x | 19: operations.send.request.url: the"
                        + " scheme is https or http",
                "'{{config.url}}/x | 'https://user@example.com/x | 19: operations.send.request.url:"
                        + " not a host",
                "'{{config.url}}/x | 'https:///x | 19: operations.send.request.url: not a host",
                "'{{config.url}}/x | '{{config.url}}/../x | 19: operations.send.request.url: a path"
                        + " goes down",
                "'{{config.url}}/x | '{{config.url}}/x y | 19: operations.send.request.url: not a"
                        + " path: x y",
                "'{{config.url}}/x | '{{config.url}}?a={{params.text}} | 19:"
                    + " operations.send.request.url: a URL has no query and no fragment here: use"
                    + " query",
                "/{{params.text}}' | /{{params.text}' | 19: operations.send.request.url: a"
                        + " placeholder is {{config.name}} and nothing else",
                "X-A: a | Host: a | 20: operations.send.request.headers.Host: the header Host is"
                        + " the server's",
                "X-A: a | 'X A': a | 20: operations.send.request.headers.X A: not the name of a"
                        + " header: X A",
                "json: {text | form: {a: b}↵      json: {text | 17: operations.send.request: a"
                        + " request has one of json, form and text",
                "'{{params.text}}'} | '{{params.txt}}'} | 21: operations.send.request.json.text:"
                        + " nothing is called params.txt here",
                "'{{params.text}}'} | '{{response.text}}'} | 21: operations.send.request.json.text:"
                        + " nothing is called response.text here",
                "idempotency: effectful | idempotency: keyed | 22: operations.send.idempotency:"
                        + " what is keyed sends {{delivery.id}}",
                "idempotency: effectful | idempotency: safe | 22: operations.send.idempotency: only"
                        + " a GET is safe",
                "test: check | test: none | 27: test: no operation is called none",
                "test: check | test: send | 27: test: a test operation needs no params",
            })
    void aRefusalHasFileLineAndPlace(String from, String to, String text) {
        String changed = SPEC.replace(from, to.replace("↵", "\n"));
        assertThat(changed).isNotEqualTo(SPEC);
        SpecReading reading = read(changed);
        assertThat(reading).isInstanceOf(SpecReading.Refused.class);
        List<String> problems =
                ((SpecReading.Refused) reading)
                        .problems().stream().map(SpecProblem::toString).toList();
        assertThat(problems.getFirst()).startsWith("sample.yaml:" + text);
    }

    @Test
    void everyProblemOfTheShapeIsNamedInTheOrderOfTheFile() {
        String changed =
                SPEC.replace("method: POST", "method: x").replace("name: Sample", "name: ''");
        assertThat(((SpecReading.Refused) read(changed)).problems())
                .extracting(SpecProblem::line)
                .containsExactly(3, 18);
    }

    @Test
    void nothingAndTooMuchAreNoFile() {
        assertThat(refusal("")).isEqualTo("sample.yaml:1: the file is empty");
        assertThat(refusal("x".repeat(SpecReader.LONGEST + 1)))
                .isEqualTo("sample.yaml:1: longer than 262144 characters");
        assertThat(refusal("[".repeat(100))).startsWith("sample.yaml:1: ");
        assertThat(refusal("a: " + "[".repeat(40) + "]".repeat(40)))
                .isEqualTo("sample.yaml:1: nested deeper than 32");
    }

    /** Aliases of aliases. */
    @Test
    void aBombIsNotUnfolded() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 5; i++) {
            String before = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + (before + ", ").repeat(9) + before + "]\n");
        }
        assertThat(refusal(bomb.toString())).contains("more than 20000 values");
        assertThat(refusal("a: &a [*a]\n")).startsWith("sample.yaml:1: ");
    }

    static String refusal(String text) {
        return ((SpecReading.Refused) read(text)).problems().getFirst().toString();
    }

    private static String hash(String text) {
        return ((SpecReading.Declared) read(text)).type().specHash().orElseThrow();
    }

    static SpecReading read(String text) {
        return new SpecReader(new Anywhere()).read("sample.yaml", text);
    }

    /** A server that allows every host. */
    private record Anywhere() implements TypeContext, AllowedHosts {
        @Override
        public AllowedHosts allowedHosts() {
            return this;
        }

        @Override
        public Optional<JsonNode> setting(String dottedName) {
            return Optional.empty();
        }

        @Override
        public Optional<String> hostName(String url) {
            return Optional.of("example.com");
        }

        @Override
        public boolean allowsUrl(String url) {
            return true;
        }

        @Override
        public boolean allowsHost(String host) {
            return true;
        }
    }
}
