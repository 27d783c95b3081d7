package dev.patchbay.acceptance.terraform;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads as much of Terraform's language as the examples use: blocks, attributes, strings with
 * {@code ${…}}, numbers, lists, objects, {@code jsonencode} and references, which are resolved to
 * texts. Anything else is an error with its line.
 */
final class Hcl {

    /** A block such as {@code resource "type" "name" { … }}. */
    record Block(String type, List<String> labels, ObjectNode attributes, List<Block> blocks) {}

    private static final Pattern SPACE =
            Pattern.compile("(?s:[ \\t\\r]|#[^\\n]*|//[^\\n]*|/\\*.*?\\*/)*");
    private static final Pattern LINES =
            Pattern.compile("(?s:\\s|#[^\\n]*|//[^\\n]*|/\\*.*?\\*/)*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w-]*");
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z_][\\w-]*(?:\\.[\\w-]+)+");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*\"");
    private static final Pattern INTERPOLATION = Pattern.compile("\\$\\{\\s*([\\w.-]+)\\s*}");

    private final String text;
    private final UnaryOperator<String> references;
    private int at;

    private Hcl(String text, UnaryOperator<String> references) {
        this.text = text;
        this.references = references;
    }

    /**
     * The blocks of a file.
     *
     * @param references from {@code var.token} or {@code type.name.attribute} to its value
     * @throws IllegalArgumentException where the text is not of this language
     */
    static List<Block> read(String text, UnaryOperator<String> references) {
        Hcl reader = new Hcl(text, references);
        List<Block> blocks = new ArrayList<>();
        ObjectNode attributes = Json.object();
        reader.body(attributes, blocks);
        if (reader.at < text.length() || !attributes.isEmpty()) {
            throw reader.wrong("a block");
        }
        return blocks;
    }

    private void body(ObjectNode attributes, List<Block> blocks) {
        skip(LINES);
        while (at < text.length() && !next("}")) {
            String name = need(NAME, "a name");
            skip(SPACE);
            if (take("=")) {
                skip(SPACE);
                if (attributes.has(name)) {
                    throw wrong("one attribute [" + name + "]");
                }
                attributes.set(name, expression());
            } else {
                blocks.add(block(name));
            }
            skip(SPACE);
            if (at < text.length() && !next("\n") && !next("}")) {
                throw wrong("the end of the line");
            }
            skip(LINES);
        }
    }

    private Block block(String type) {
        List<String> labels = new ArrayList<>();
        while (next("\"")) {
            labels.add(string().stringValue());
            skip(SPACE);
        }
        if (!take("{")) {
            throw wrong("{");
        }
        Block block = new Block(type, labels, Json.object(), new ArrayList<>());
        body(block.attributes(), block.blocks());
        if (!take("}")) {
            throw wrong("}");
        }
        return block;
    }

    private JsonNode expression() {
        if (next("\"")) {
            return string();
        }
        if (take("[")) {
            return list();
        }
        if (take("{")) {
            return object();
        }
        if (take("jsonencode(")) {
            skip(LINES);
            JsonNode value = expression();
            skip(LINES);
            if (!take(")")) {
                throw wrong(")");
            }
            return value;
        }
        Matcher reference = matcher(REFERENCE);
        if (reference.lookingAt()) {
            at = reference.end();
            return StringNode.valueOf(references.apply(reference.group()));
        }
        Matcher number = matcher(NUMBER);
        if (number.lookingAt()) {
            at = number.end();
            return Json.read(number.group());
        }
        return switch (need(NAME, "a value")) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            case "null" -> NullNode.getInstance();
            case String word -> StringNode.valueOf(word);
        };
    }

    private JsonNode string() {
        // The escapes of both languages are the same, as far as the examples go.
        String plain = Json.read(need(STRING, "a string")).stringValue();
        return StringNode.valueOf(
                INTERPOLATION
                        .matcher(plain)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(references.apply(found.group(1)))));
    }

    private ArrayNode list() {
        ArrayNode list = Json.array();
        skip(LINES);
        while (!take("]")) {
            list.add(expression());
            skip(LINES);
            if (!take(",") && !next("]")) {
                throw wrong(", or ]");
            }
            skip(LINES);
        }
        return list;
    }

    private ObjectNode object() {
        ObjectNode object = Json.object();
        skip(LINES);
        while (!take("}")) {
            String key = next("\"") ? string().stringValue() : need(NAME, "a key");
            skip(SPACE);
            if (!take("=") && !take(":")) {
                throw wrong("=");
            }
            skip(SPACE);
            object.set(key, expression());
            skip(SPACE);
            if (!take(",") && !next("\n") && !next("}")) {
                throw wrong(", or the end of the line");
            }
            skip(LINES);
        }
        return object;
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length());
    }

    private void skip(Pattern pattern) {
        Matcher found = matcher(pattern);
        if (found.lookingAt()) {
            at = found.end();
        }
    }

    private String need(Pattern pattern, String what) {
        Matcher found = matcher(pattern);
        if (!found.lookingAt()) {
            throw wrong(what);
        }
        at = found.end();
        return found.group();
    }

    private boolean next(String sign) {
        return text.startsWith(sign, at);
    }

    private boolean take(String sign) {
        if (!next(sign)) {
            return false;
        }
        at += sign.length();
        return true;
    }

    private IllegalArgumentException wrong(String expected) {
        long line = text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        return new IllegalArgumentException("line " + line + ": expected " + expected);
    }
}
