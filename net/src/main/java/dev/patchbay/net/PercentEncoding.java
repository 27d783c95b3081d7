package dev.patchbay.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding as the WHATWG URL standard has it (section 1.3). */
final class PercentEncoding {

    /** Path percent-encode set beyond controls and non-ASCII. */
    static final String PATH = " \"#<>?^`{}";

    /** Special-query percent-encode set beyond controls and non-ASCII. */
    static final String QUERY = " \"#<>'";

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentEncoding() {}

    /** The text with what is in {@code set}, controls and non-ASCII encoded as UTF-8. */
    static String encode(String text, String set) {
        int i = 0;
        while (i < text.length() && plain(text.charAt(i), set)) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, i);
        while (i < text.length()) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (point < 0x80 && plain((char) point, set)) {
                out.append((char) point);
            } else {
                append(out, point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point);
            }
        }
        return out.toString();
    }

    /** The text with {@code %XX} decoded; what that leaves is read as UTF-8. */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? digit(bytes[i + 1]) : -1;
            int low = high < 0 ? -1 : digit(bytes[i + 2]);
            if (low < 0) {
                out.write(bytes[i]);
            } else {
                out.write(high << 4 | low);
                i += 2;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static int digit(byte value) {
        return value < 0 ? -1 : Character.digit((char) value, 16);
    }

    private static boolean plain(char c, String set) {
        return c > 0x1F && c < 0x7F && set.indexOf(c) < 0;
    }

    private static void append(StringBuilder out, int point) {
        for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
            out.append('%').append(HEX[b >> 4 & 15]).append(HEX[b & 15]);
        }
    }
}
