package dev.patchbay.net;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Texts for header fields: one line whatever they hold, in encoded words (RFC 2047) where ASCII
 * does not do. Stateless.
 */
final class HeaderText {

    /** Bytes of a word: with its frame it stays below 76 characters. */
    private static final int WORD = 42;

    /** A longer one could not be folded. */
    private static final int LONGEST_TOKEN = 70;

    private HeaderText() {}

    /** Line breaks and other control characters become a blank. */
    static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean control = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
            if (!control) {
                line.append(c);
            } else if (!blank) {
                line.append(' ');
            }
            blank = control;
        }
        return line.toString();
    }

    /** As the value of an unstructured field, not folded yet where it is plain. */
    static String encoded(String text) {
        String line = line(text);
        if (plain(line)) {
            return line;
        }
        StringBuilder words = new StringBuilder();
        StringBuilder word = new StringBuilder();
        int bytes = 0;
        for (int i = 0; i < line.length(); ) {
            String one = Character.toString(line.codePointAt(i));
            int length = one.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + length > WORD) {
                append(words, word);
                bytes = 0;
            }
            word.append(one);
            bytes += length;
            i += one.length();
        }
        append(words, word);
        return words.toString();
    }

    private static void append(StringBuilder words, StringBuilder word) {
        words.append(words.isEmpty() ? "" : "\r\n ")
                .append("=?UTF-8?B?")
                .append(
                        Base64.getEncoder()
                                .encodeToString(word.toString().getBytes(StandardCharsets.UTF_8)))
                .append("?=");
        word.setLength(0);
    }

    private static boolean plain(String line) {
        if (line.contains("=?")) {
            return false;
        }
        int token = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            token = c == ' ' ? 0 : token + 1;
            if (c > 0x7E || token > LONGEST_TOKEN) {
                return false;
            }
        }
        return true;
    }
}
