package dev.patchbay.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.schema.EscapeMode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract templating.md, section 4. */
class EscapeModesTest {

    private static String escaped(EscapeMode mode, String jsonValue) {
        return TemplateFixture.render("{{x}}", mode, "{\"x\":" + jsonValue + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "\"<\" ~ < ~ < ~ < ~ &lt; ~ &lt;",
                "\"\\\"\" ~ \" ~ \\\" ~ \" ~ \" ~ &quot;",
                "\"\\n\" ~ ^\n^ ~ \\n ~ ^\n^ ~ ^\n^ ~ ^\n^",
                "\"`\" ~ ` ~ ` ~ \\` ~ ' ~ &#x60;",
                "\"\\\\\" ~ \\ ~ \\\\ ~ \\\\ ~ \\ ~ \\",
                "\"*\" ~ * ~ * ~ \\* ~ `*` ~ *",
                "{\"g\":3} ~ {\"g\":3} ~ {\\\"g\\\":3} ~ \\{\"g\":3\\} ~ {\"g\":3} ~"
                        + " {&quot;g&quot;:3}",
            })
    void theTableOfTheContract(
            String value, String none, String json, String markdown, String slack, String html) {
        assertThat(escaped(EscapeMode.NONE, value)).isEqualTo(none);
        assertThat(escaped(EscapeMode.JSON, value)).isEqualTo(json);
        assertThat(escaped(EscapeMode.MARKDOWN, value)).isEqualTo(markdown);
        assertThat(escaped(EscapeMode.SLACK, value)).isEqualTo(slack);
        assertThat(escaped(EscapeMode.HTML, value)).isEqualTo(html);
    }

    @Test
    void nullIsEmptyInEveryMode() {
        for (EscapeMode mode : EscapeMode.values()) {
            assertThat(escaped(mode, "null")).isEmpty();
            assertThat(TemplateFixture.render("{{nope}}", mode, "{}")).isEmpty();
        }
    }

    @Test
    void unescapedTagsIgnoreTheMode() {
        for (EscapeMode mode : EscapeMode.values()) {
            assertThat(TemplateFixture.render("{{{x}}}{{&x}}", mode, "{\"x\":\"<*_\\\"\"}"))
                    .isEqualTo("<*_\"<*_\"");
        }
    }

    @Test
    void jsonEscapesWhatAJsonStringMustNotHold() {
        assertThat(
                        escaped(
                                EscapeMode.JSON,
                                "\"\\b\\f\\n\\r\\t\\u0000\\u001F\\u007f/<'\\u2028é😀\\ud800x\""))
                .isEqualTo("\\b\\f\\n\\r\\t\\u0000\\u001f\u007f/<'\u2028é😀\\ud800x");
    }

    @Test
    void markdownEscapesItsMarksAndNothingElse() {
        assertThat(escaped(EscapeMode.MARKDOWN, "\"\\\\|`*_{}[]()#+-.!<>&\\\"~\\n\""))
                .isEqualTo("\\\\\\|\\`\\*\\_\\{\\}\\[\\]\\(\\)\\#\\+\\-\\.\\!<>&\"~\n");
        // Numbers, too: mustache.js 2.3.2.
        assertThat(escaped(EscapeMode.MARKDOWN, "-1.5")).isEqualTo("\\-1\\.5");
    }

    @Test
    void slackQuotesFormattingButNotUrls() {
        assertThat(escaped(EscapeMode.SLACK, "\"*<\"")).isEqualTo("`*<`");
        assertThat(escaped(EscapeMode.SLACK, "\"a_`b`\"")).isEqualTo("`a_'b'`");
        assertThat(escaped(EscapeMode.SLACK, "\"https://te_st.com/\""))
                .isEqualTo("https://te_st.com/");
        assertThat(escaped(EscapeMode.SLACK, "\"https://te_st.com/?a<b&c\""))
                .isEqualTo("https://te_st.com/?a&lt;b&amp;c");
        assertThat(escaped(EscapeMode.SLACK, "\"foo_bar:baz\"")).isEqualTo("`foo_bar:baz`");
        assertThat(escaped(EscapeMode.SLACK, "\"urn:a_b\"")).isEqualTo("urn:a_b");
        assertThat(escaped(EscapeMode.SLACK, "\"a_b\"")).isEqualTo("`a_b`");
        assertThat(escaped(EscapeMode.SLACK, "\"C:\\\\x_y\"")).isEqualTo("C:\\x_y");
        assertThat(escaped(EscapeMode.SLACK, "\"&<>`\"")).isEqualTo("&amp;&lt;&gt;'");
    }

    @Test
    void htmlEscapesAsMustache() {
        assertThat(escaped(EscapeMode.HTML, "\"& < > \\\" ' / ` =\""))
                .isEqualTo("&amp; &lt; &gt; &quot; &#39; &#x2F; &#x60; &#x3D;");
    }
}
