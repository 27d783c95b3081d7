package dev.patchbay.engine.template;

import dev.patchbay.sdk.schema.EscapeMode;

/** What {@code {{x}}} does to the text of a value (templating.md, section 4). */
final class Escapes {

    private static final String MARKDOWN = "\\|`*_{}[]()#+-.!";

    private Escapes() {}

    static String escape(EscapeMode mode, String text) {
        return switch (mode) {
            case NONE -> text;
            case JSON -> JsonEscape.escape(text);
            case SLACK -> slack(text);
            case MARKDOWN -> markdown(text);
            case HTML -> html(text);
        };
    }

    private static String markdown(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (MARKDOWN.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    private static String slack(String text) {
        boolean formatting = text.indexOf('_') >= 0 || text.indexOf('*') >= 0;
        if (formatting && !AbsoluteUrl.parses(text)) {
            return "`" + text.replace('`', '\'') + "`";
        }
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace('`', '\'');
    }

    private static String html(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '/' -> escaped.append("&#x2F;");
                case '`' -> escaped.append("&#x60;");
                case '=' -> escaped.append("&#x3D;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
