package dev.patchbay.sdk.schema;

import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.enumeration;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.number;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;
import static dev.patchbay.sdk.schema.Schemas.union;
import static dev.patchbay.sdk.schema.Values.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.DoubleNode;

import java.util.List;

/** The JSON list of bad {@code subActionParams} (actions-api, section 6.7). */
class IssueListTest {

    @Test
    void theContractsExamples() {
        assertThat("Request validation failed (" + list(object(member("id", string())), "{}") + ")")
                .isEqualTo(
                        "Request validation failed ([\n"
                                + "  {\n"
                                + "    \"expected\": \"string\",\n"
                                + "    \"code\": \"invalid_type\",\n"
                                + "    \"path\": [\n"
                                + "      \"id\"\n"
                                + "    ],\n"
                                + "    \"message\": \"Invalid input: expected string, received"
                                + " undefined\"\n"
                                + "  }\n"
                                + "])");
        List<Issue> nan = number().parse(DoubleNode.valueOf(Double.NaN)).issues();
        assertThat(
                        "Request validation failed ("
                                + IssueList.print(
                                        List.of(nan.getFirst().under(Path.ROOT.key("storyId"))))
                                + ")")
                .isEqualTo(
                        "Request validation failed ([\n"
                            + "  {\n"
                            + "    \"expected\": \"number\",\n"
                            + "    \"code\": \"invalid_type\",\n"
                            + "    \"received\": \"NaN\",\n"
                            + "    \"path\": [\n"
                            + "      \"storyId\"\n"
                            + "    ],\n"
                            + "    \"message\": \"Invalid input: expected number, received NaN\"\n"
                            + "  }\n"
                            + "])");
    }

    @Test
    void eachIssueHasItsMembersInOrder() {
        assertThat(compact(new Issue.UnrecognizedKeys(Path.ROOT, List.of("a", "b"))))
                .isEqualTo(
                        "[{\"code\":\"unrecognized_keys\",\"keys\":[\"a\",\"b\"],\"path\":[],"
                                + "\"message\":\"Unrecognized keys: \\\"a\\\", \\\"b\\\"\"}]");
        assertThat(
                        compact(
                                new Issue.InvalidOption(
                                        Path.ROOT.key("x"), List.of("a", "b"), "string")))
                .isEqualTo(
                        "[{\"code\":\"invalid_value\",\"values\":[\"a\",\"b\"],\"path\":[\"x\"],\"message\":\"Invalid"
                            + " option: expected one of \\\"a\\\"|\\\"b\\\"\"}]");
        assertThat(compact(new Issue.TooSmall(Path.ROOT.index(1), "string", 1, 0)))
                .isEqualTo(
                        "[{\"origin\":\"string\",\"code\":\"too_small\",\"minimum\":1,"
                                + "\"inclusive\":true,\"path\":[1],"
                                + "\"message\":\"Too small: expected string to have >=1"
                                + " characters\"}]");
        assertThat(compact(new Issue.TooBig(Path.ROOT, "number", 0.5, 1)))
                .isEqualTo(
                        "[{\"origin\":\"number\",\"code\":\"too_big\",\"maximum\":0.5,"
                                + "\"inclusive\":true,\"path\":[],"
                                + "\"message\":\"Too big: expected number to be <=0.5\"}]");
        assertThat(compact(new Issue.InvalidFormat(Path.ROOT, "url", "Invalid URL")))
                .isEqualTo(
                        "[{\"code\":\"invalid_format\",\"format\":\"url\",\"path\":[],"
                                + "\"message\":\"Invalid URL\"}]");
        assertThat(compact(new Issue.Custom(Path.ROOT.key("m").entryKey("k"), "own")))
                .isEqualTo("[{\"code\":\"custom\",\"path\":[\"m\",\"k\"],\"message\":\"own\"}]");
        assertThat(
                        compact(
                                new Issue.InvalidUnion(
                                        Path.ROOT.key("subAction"), List.of(), "subAction")))
                .isEqualTo(
                        "[{\"code\":\"invalid_union\",\"errors\":[],"
                                + "\"note\":\"No matching discriminator\","
                                + "\"discriminator\":\"subAction\",\"path\":[\"subAction\"],"
                                + "\"message\":\"Invalid input\"}]");
    }

    @Test
    void aUnionListsWhyEachAlternativeFailed() {
        assertThat(list(union(string(), array(enumeration("a"))), "[1]"))
                .isEqualTo(
                        """
                        [
                          {
                            "code": "invalid_union",
                            "errors": [
                              [
                                {
                                  "expected": "string",
                                  "code": "invalid_type",
                                  "path": [],
                                  "message": "Invalid input: expected string, received array"
                                }
                              ],
                              [
                                {
                                  "code": "invalid_value",
                                  "values": [
                                    "a"
                                  ],
                                  "path": [
                                    0
                                  ],
                                  "message": "Invalid input: expected \\"a\\""
                                }
                              ]
                            ],
                            "path": [],
                            "message": "Invalid input"
                          }
                        ]\
                        """);
    }

    @Test
    void theOrderIsTheSchemasNotThePaths() {
        Schema schema = object(member("o", object(member("a", string()))), member("b", string()));
        String text = list(schema, "{'o':{}}");
        assertThat(text.indexOf("\"a\"")).isLessThan(text.indexOf("\"b\""));
    }

    private static String list(Schema schema, String value) {
        return IssueList.print(schema.parse(json(value)).issues());
    }

    private static String compact(Issue issue) {
        return Json.write(Json.read(IssueList.print(List.of(issue))));
    }
}
