package dev.patchbay.connectors.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file may not say, key by key, and what it just may. */
class SpecRefusalsTest {

    private static final String SEND = "idempotency: effectful";
    private static final String TENANT = "{type: string, label: Tenant, help: Which.}";

    /** The config field of the sample in another form. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "type: boolean, min: 1 | config.tenant.min: a field of type boolean has no min",
                "type: enum, values: [a], max: 1 | config.tenant.max: a field of type enum has no"
                        + " max",
                "type: record, items: {type: string, label: L, help: H}, min: 1 |"
                        + " config.tenant.min: a field of type record has no min",
                "type: object, members: {}, max: 1 | config.tenant.max: a field of type object has"
                        + " no max",
                "type: number, pattern: x | config.tenant.pattern: a field of type number has no"
                        + " pattern",
                "type: number, template: json | config.tenant.template: a field of type number has"
                        + " no template",
                "type: string, values: [a] | config.tenant.values: a field of type string has no"
                        + " values",
                "type: string, items: {type: string, label: L, help: H} | config.tenant.items: a"
                        + " field of type string has no items",
                "type: array, members: {}, items: {type: string, label: L, help: H} |"
                        + " config.tenant.members: a field of type array has no members",
                "type: array | config.tenant: a field of this type needs items",
                "type: record | config.tenant: a field of this type needs items",
                "type: object | config.tenant: a field of this type needs members",
                "type: array, items: {type: enum, label: L, help: H} | config.tenant.items: a field"
                        + " of this type needs values",
                "type: record, items: {type: array, label: L, help: H} | config.tenant.items: a"
                        + " field of this type needs items",
                "type: object, members: {a: {type: record, label: L, help: H}} |"
                        + " config.tenant.members.a: a field of this type needs items",
                "type: number, min: 2, default: 1 | config.tenant.default: the default does not fit"
                        + " the field",
                "type: number, max: 2, default: 3 | config.tenant.default: the default does not fit"
                        + " the field",
                "type: integer, default: 1.5 | config.tenant.default: the default does not fit the"
                        + " field",
                "type: string, max: 2, default: abc | config.tenant.default: the default does not"
                        + " fit the field",
                "type: string, min: 2, default: a | config.tenant.default: the default does not fit"
                        + " the field",
                "type: string, pattern: ^a$, default: b | config.tenant.default: the default does"
                        + " not fit the field",
                "type: string, format: url, default: ftp://a/ | config.tenant.default: the default"
                        + " does not fit the field",
                "type: boolean, default: 1 | config.tenant.default: the default does not fit the"
                        + " field",
                "type: enum, values: [a], default: b | config.tenant.default: the default does not"
                        + " fit the field",
            })
    void aFieldThatCannotBe(String field, String text) {
        String changed = "{" + field + ", label: Tenant, help: Which.}";
        assertThat(refusal(TENANT, changed)).isEqualTo("sample.yaml:8: " + text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "type: number, min: 1, max: 2, default: 1",
                "type: integer, min: 1, max: 2, default: 2",
                "type: string, min: 1, max: 2, default: ab",
                "type: string, format: url, default: 'HTTPS://a/'",
                "type: string, format: url, default: 'http://a/'",
                "type: array, min: 1, items: {type: string, label: L, help: H}, default: [a]",
                "type: record, items: {type: boolean, label: L, help: H}, default: {a: true}",
                "type: object, members: {a: {type: string, label: L, help: H}}, default: {a: b}",
                "type: enum, values: [a, b], default: b",
                "type: boolean, optional: true",
                // Four levels below the field.
                "type: array, items: {type: array, label: L, help: H, items: {type: array, label:"
                        + " L, help: H, items: {type: array, label: L, help: H, items: {type:"
                        + " string, label: L, help: H}}}}",
            })
    void aFieldThatCan(String field) {
        assertThat(read(TENANT, "{" + field + ", label: Tenant, help: Which.}"))
                .isInstanceOf(SpecReading.Declared.class);
    }

    @Test
    void aFieldFiveLevelsDownIsTooDeep() {
        String field = "{type: string, label: L, help: H}";
        for (int i = 0; i < 5; i++) {
            field = "{type: array, label: L, help: H, items: " + field + "}";
        }
        assertThat(refusal(TENANT, field))
                .isEqualTo(
                        "sample.yaml:8: config.tenant.items.items.items.items: Unrecognized key:"
                                + " \"items\"");
    }

    /** A key more in the operation that sends. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "paging: {items: response, param: p, next: response.n} | operations.send.paging:"
                        + " only what is safe is read in pages",
                "failures: [{when: {}, reason: clientError}] | operations.send.failures[0].when: a"
                        + " rule without a condition",
                "failures: [{when: {status: [200]}, reason: timeout}] |"
                        + " operations.send.failures[0].reason: Invalid option: expected one of",
                "failures: [{when: {status: [99]}, reason: clientError}] |"
                        + " operations.send.failures[0].when.status[0]: Too small: expected number"
                        + " to be >=100",
                "success: {status: [600]} | operations.send.success.status[0]: Too big: expected"
                        + " number to be <=599",
                "success: {status: []} | operations.send.success.status: Too small: expected array"
                        + " to have >=1 items",
                "failures: [{when: {status: [429]}, reason: rateLimited, retryAfter: {seconds:"
                    + " answer.wait}}] | operations.send.failures[0].retryAfter.seconds: nothing is"
                    + " called answer.wait here",
                "success: {body: {path: a, is: 1, contains: b}} | operations.send.success.body:"
                        + " `is` and `contains` exclude each other",
                "success: {body: {path: a, contains: ''}} | operations.send.success.body.contains:"
                        + " Too small",
                "error: '{{params}}' | operations.send.error: nothing is called params here",
                "error: '{{connector.space}}' | operations.send.error: nothing is called"
                        + " connector.space here",
                "error: '{{delivery.number}}' | operations.send.error: nothing is called"
                        + " delivery.number here",
                "error: 'a }} b' | operations.send.error: a placeholder is {{config.name}} and"
                        + " nothing else",
                "error: '{{ }}' | operations.send.error: a placeholder is {{config.name}} and"
                        + " nothing else",
                "result: [1, '{{response.a}}', {b: '{{nobody.c}}'}] | operations.send.result[2].b:"
                        + " nothing is called nobody.c here",
            })
    void aKeyThatCannotBe(String key, String text) {
        assertThat(refusal(SEND, SEND + "\n    " + key)).startsWith("sample.yaml:23: " + text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "success: {status: [100, 599], body: {path: a}}",
                "error: '{{response.a}} {{header.b}} {{status}} {{response}}'",
                "error: '{{connector.id}} {{connector.name}} {{delivery.id}} {{params.text}}'",
                "failures: [{when: {header: {path: x}}, reason: clientError}]",
                "failures: [{when: {body: {path: x}}, reason: clientError}]",
                "failures: [{when: {body: {path: x, contains: y}}, reason: clientError}]",
            })
    void aKeyThatCan(String key) {
        assertThat(read(SEND, SEND + "\n    " + key)).isInstanceOf(SpecReading.Declared.class);
    }

    /** One text of the sample in place of another, and what is said. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "json: {text | contentType: a/b↵      json: {text | 21:"
                        + " operations.send.request.contentType: only a text names its type",
                "json: {text | text: a↵      json: {text | 17: operations.send.request: a request"
                        + " has one of json, form and text",
                "'{{config.url}}/x | '{{secrets.token}}/x | 19: operations.send.request.url:"
                        + " secrets.token needs format: url",
                "'{{config.url}}/x | '{{config.url.host}}/x | 19: operations.send.request.url: a"
                        + " URL begins with https:// or with a field of config or secrets",
                "'{{config.url}}/x | '/x | 19: operations.send.request.url: a URL begins with"
                        + " https:// or with a field of config or secrets",
                "'{{config.url}}/x | '{{config.url}}/./x | 19: operations.send.request.url: a path"
                        + " goes down",
                "'{{config.url}}/x | '{{config.url}}/%2/x | 19: operations.send.request.url: not a"
                        + " path: %2",
                "'{{config.url}}/x | '{{config.url}}\\\\x | 19: operations.send.request.url: a URL"
                        + " has no query and no fragment here: use query",
                "'{{config.url}}/x | '{{config.url}}#x | 19: operations.send.request.url: a URL has"
                        + " no query and no fragment here: use query",
                "'{{config.url}}/x | 'http://a_b/x | 19: operations.send.request.url: not a host",
                "headers: {X-A: a} | headers: {te: a} | 20: operations.send.request.headers.te: the"
                        + " header te is the server's",
                "headers: {X-A: a} | headers: {'': a} | 20: operations.send.request.headers.: not"
                        + " the name of a header:",
                "{kind: bearer, token: | {kind: apiKeyHeader, name: Connection, value: | 11:"
                        + " auth.name: the header Connection is the server's",
                "{kind: bearer, token: '{{secrets.token}}' | {kind: basic, user:"
                        + " '{{config.nobody}}', password: x | 11: auth.user: nothing is called"
                        + " config.nobody here",
                "{kind: bearer, token: '{{secrets.token}}' | {kind: basic, user: x, password:"
                        + " '{{config.nobody}}' | 11: auth.password: nothing is called"
                        + " config.nobody here",
                "{kind: bearer, token: | {kind: apiKeyQuery, name: k, value: '{{status}}', token: |"
                        + " 11: auth: Unrecognized key: \"token\"",
                "{kind: bearer, token: '{{secrets.token}}' | {kind: apiKeyQuery, name: k, value:"
                        + " '{{status}}' | 11: auth.value: nothing is called status here",
                "{kind: bearer, token: '{{secrets.token}}' | {kind: oauth2ClientCredentials,"
                        + " tokenUrl: '{{config.tenant}}', clientId: a, clientSecret: b | 11:"
                        + " auth.tokenUrl: config.tenant needs format: url",
                "{kind: bearer, token: '{{secrets.token}}' | {kind: oauth2ClientCredentials,"
                        + " tokenUrl: '{{config.url}}', clientId: a, clientSecret: b, fields: {c:"
                        + " '{{params.text}}'} | 11: auth.fields.c: nothing is called params.text"
                        + " here",
                "'{{config.url}}/x | '://x/y | 19: operations.send.request.url: the scheme is https"
                        + " or http",
                "'{{config.url}}/x | 'https://{{params.text}} | 19: operations.send.request.url:"
                        + " the host cannot come from params.text",
                "tenant: {type | 9x: {type | 8: config.9x: Invalid string: must match pattern"
                        + " /^[A-Za-z_][A-Za-z0-9_]{0,63}$/",
                "id: sample | id: .inf | 2: a number that JSON does not have",
            })
    void aTextThatCannotBe(String from, String to, String text) {
        assertThat(refusal(from, to.replace("↵", "\n")).strip()).isEqualTo("sample.yaml:" + text);
    }

    @Test
    void whatIsKeyedSendsTheDelivery() {
        for (String body :
                new String[] {
                    "json: [1, {a: b}, [c]]", "form: {a: b}", "text: a", "query: {a: b}"
                }) {
            String changed =
                    SpecReaderTest.SPEC
                            .replace("json: {text: '{{params.text}}'}", body)
                            .replace(SEND, "idempotency: keyed");
            assertThat(SpecReaderTest.refusal(changed))
                    .as(body)
                    .isEqualTo(
                            "sample.yaml:22: operations.send.idempotency: what is keyed sends"
                                    + " {{delivery.id}}");
        }
    }

    /** The deepest and the most that is read. */
    @Test
    void theBoundsOfADocumentAreInclusive() {
        String deep = "a: " + "[".repeat(31) + "1" + "]".repeat(31);
        assertThat(SpecReaderTest.refusal(deep)).doesNotContain("nested");
        assertThat(SpecReaderTest.refusal("a: " + "[".repeat(32) + "1" + "]".repeat(32)))
                .isEqualTo("sample.yaml:1: nested deeper than 32");
        assertThat(SpecReaderTest.refusal("a: [" + "1, ".repeat(19_997) + "1]"))
                .doesNotContain("values");
        assertThat(SpecReaderTest.refusal("a: [" + "1, ".repeat(19_998) + "1]"))
                .isEqualTo("sample.yaml:1: more than 20000 values");
        String longest = SpecReaderTest.SPEC + "#";
        assertThat(SpecReaderTest.read(longest + "x".repeat(SpecReader.LONGEST - longest.length())))
                .isInstanceOf(SpecReading.Declared.class);
    }

    private static SpecReading read(String from, String to) {
        String changed = SpecReaderTest.SPEC.replace(from, to);
        assertThat(changed).isNotEqualTo(SpecReaderTest.SPEC);
        return SpecReaderTest.read(changed);
    }

    private static String refusal(String from, String to) {
        SpecReading reading = read(from, to);
        assertThat(reading).isInstanceOf(SpecReading.Refused.class);
        return ((SpecReading.Refused) reading).problems().getFirst().toString();
    }
}
