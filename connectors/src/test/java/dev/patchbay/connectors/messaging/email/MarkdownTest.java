package dev.patchbay.connectors.messaging.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Markdown as markdown-it spells it. */
class MarkdownTest {

    @Test
    void tablesStrikethroughRulesAndBreaks() {
        assertThat(Markdown.html("| a | b |\n|---|--:|\n| 1 | 2 |\n"))
                .isEqualTo(
                        "<table>\n"
                                + "<thead>\n"
                                + "<tr>\n"
                                + "<th>a</th>\n"
                                + "<th style=\"text-align:right\">b</th>\n"
                                + "</tr>\n"
                                + "</thead>\n"
                                + "<tbody>\n"
                                + "<tr>\n"
                                + "<td>1</td>\n"
                                + "<td style=\"text-align:right\">2</td>\n"
                                + "</tr>\n"
                                + "</tbody>\n"
                                + "</table>\n");
        assertThat(Markdown.html("~~gone~~ ~kept~")).isEqualTo("<p><s>gone</s> ~kept~</p>\n");
        assertThat(Markdown.html("a  \nb\nc\n\n---")).isEqualTo("<p>a<br>\nb\nc</p>\n<hr>\n");
        assertThat(Markdown.html("![x](https://e.org/a.png)"))
                .isEqualTo("<p><img src=\"https://e.org/a.png\" alt=\"x\"></p>\n");
    }

    @Test
    void rawHtmlIsText() {
        assertThat(Markdown.html("<script>alert(1)</script>"))
                .isEqualTo("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n");
        assertThat(Markdown.html("a <b onclick=x>b</b> <hr /> <del>"))
                .isEqualTo("<p>a &lt;b onclick=x&gt;b&lt;/b&gt; &lt;hr /&gt; &lt;del&gt;</p>\n");
    }

    @Test
    void linksOfDangerousSchemesAreDead() {
        for (String url :
                new String[] {
                    "javascript:alert(1)",
                    "JaVaScRiPt:alert(1)",
                    "&#106;avascript:alert(1)",
                    "vbscript:x",
                    "file:///etc/passwd",
                    "data:text/html,x"
                }) {
            assertThat(Markdown.html("[x](" + url + ") ![y](" + url + ")"))
                    .as(url)
                    .doesNotContain("alert")
                    .doesNotContain("passwd")
                    .doesNotContain("vbscript")
                    .doesNotContain("data:");
        }
        assertThat(Markdown.html("[x](https://e.org/?a=1&b=2)"))
                .isEqualTo("<p><a href=\"https://e.org/?a=1&amp;b=2\">x</a></p>\n");
    }

    @Test
    void deepNestingDoesNotEndTheServer() {
        assertThat(Markdown.html("> ".repeat(20_000) + "x")).isNotEmpty();
        assertThat(Markdown.html("[".repeat(50_000))).isNotEmpty();
    }
}
