package dev.patchbay.acceptance.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.acceptance.terraform.Hcl.Block;
import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class HclTest {

    private static List<Block> read(String text) {
        return Hcl.read(text, reference -> "<" + reference + ">");
    }

    @Test
    void everythingThatTheExamplesUse() {
        List<Block> blocks =
                read(
                        """
                        # a comment
                        provider "p" {
                          kibana {
                            endpoints = ["http://a", var.b] // two
                          }
                        }
                        /* and
                           more */
                        resource "type" "name" {
                          name    = "a \\"b\\" ${var.x}"
                          other   = type.other.id
                          depends = [ type.a,
                            type.b, ]
                          config  = jsonencode({
                            port = 587
                            rate = 1.5, on = true
                            "X-Env" = null
                            inner : { list = [{ id = "1" }, {}] }
                          })
                        }
                        """);
        assertThat(blocks).extracting(Block::type).containsExactly("provider", "resource");
        assertThat(blocks.get(0).blocks().getFirst().attributes())
                .isEqualTo(Json.read("{\"endpoints\":[\"http://a\",\"<var.b>\"]}"));
        assertThat(blocks.get(1).labels()).containsExactly("type", "name");
        assertThat(blocks.get(1).attributes())
                .isEqualTo(
                        Json.read(
                                """
                                {"name":"a \\"b\\" <var.x>","other":"<type.other.id>","depends":["<type.a>","<type.b>"],
                                 "config":{"port":587,"rate":1.5,"on":true,"X-Env":null,"inner":{"list":[{"id":"1"},{}]}}}
                                """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a {",
                "a }",
                "a { b = }",
                "a { b = 1 c = 2 }",
                "a { b = [1 2] }",
                "a { b = \"open }",
                "a { b = 1\n b = 2 }",
                "a { b = jsonencode({ }",
                "a { b = { c } }",
                "a = 1"
            })
    void whatIsNotOfTheLanguageIsRefused(String text) {
        assertThatThrownBy(() -> read("\n" + text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("line \\d: expected .*");
    }
}
