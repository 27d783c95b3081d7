package dev.patchbay.connectors.messaging.email;

import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Markdown as markdown-it renders it in Kibana: CommonMark with tables, strikethrough and bare URLs
 * as links, raw HTML escaped, links of dangerous schemes dead. Thread-safe.
 */
final class Markdown {

    private static final List<org.commonmark.Extension> EXTENSIONS =
            List.of(
                    TablesExtension.create(),
                    StrikethroughExtension.builder().requireTwoTildes(true).build(),
                    AutolinkExtension.create());

    private static final Parser PARSER =
            Parser.builder()
                    .extensions(EXTENSIONS)
                    // Without blocks of raw HTML, which are text here.
                    .enabledBlockTypes(
                            Set.of(
                                    Heading.class,
                                    ThematicBreak.class,
                                    FencedCodeBlock.class,
                                    IndentedCodeBlock.class,
                                    BlockQuote.class,
                                    ListBlock.class))
                    .build();

    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder()
                    .extensions(EXTENSIONS)
                    .escapeHtml(true)
                    .attributeProviderFactory(_ -> Markdown::attributes)
                    .build();

    private Markdown() {}

    /** The HTML; the text itself when it cannot be rendered. */
    static String html(String markdown) {
        try {
            return spelled(RENDERER.render(PARSER.parse(markdown)));
        } catch (RuntimeException | StackOverflowError e) {
            return markdown;
        }
    }

    /** Everything of the text is escaped, so tags in the output are the renderer's. */
    private static String spelled(String html) {
        return html.replace("<hr />", "<hr>")
                .replace("<br />", "<br>")
                .replaceAll("<img ([^<>]*) />", "<img $1>")
                .replace("<del>", "<s>")
                .replace("</del>", "</s>");
    }

    private static void attributes(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof Link) {
            drop(attributes, "href");
        } else if (node instanceof Image) {
            drop(attributes, "src");
        } else if (node instanceof TableCell && attributes.containsKey("align")) {
            attributes.put("style", "text-align:" + attributes.remove("align"));
        }
    }

    /** markdown-it's list, with the images that it lets through. */
    private static void drop(Map<String, String> attributes, String name) {
        String url =
                attributes
                        .getOrDefault(name, "")
                        .replaceAll("[\\p{Cntrl}\\s]", "")
                        .toLowerCase(Locale.ROOT);
        boolean image = url.matches("data:image/(gif|png|jpeg|webp);.*");
        if (url.startsWith("javascript:")
                || url.startsWith("vbscript:")
                || url.startsWith("file:")
                || (url.startsWith("data:") && !image)) {
            attributes.put(name, "");
        }
    }
}
