package dev.patchbay.engine.execution;

import java.util.Arrays;

/**
 * A text with its percent escapes decoded as UTF-8, and where in the text each character came from:
 * a secret is found however many of its characters an encoder escaped. What is no escape stays.
 *
 * @param text decoded
 * @param origins index in the original of each character, then the original's length
 * @param differs whether the last decoding found an escape
 */
record PercentDecoded(String text, int[] origins, boolean differs) {

    /** Decodes. */
    static PercentDecoded of(String original) {
        StringBuilder text = new StringBuilder(original.length());
        int[] origins = new int[original.length() + 1];
        int at = 0;
        while (at < original.length()) {
            int size = escapes(original, at);
            int from = text.length();
            if (size == 0) {
                text.append(original.charAt(at));
            } else {
                text.appendCodePoint(codePoint(original, at, size));
            }
            Arrays.fill(origins, from, text.length(), at);
            at += size == 0 ? 1 : size * 3;
        }
        origins[text.length()] = original.length();
        return new PercentDecoded(
                text.toString(),
                Arrays.copyOf(origins, text.length() + 1),
                text.length() < original.length());
    }

    /** Decoded once more. */
    PercentDecoded again() {
        PercentDecoded next = of(text);
        return new PercentDecoded(next.text, original(next.origins), next.differs);
    }

    /** Places in the decoded text as places in the original: starts and ends by turns. */
    int[] original(int[] places) {
        return Arrays.stream(places).map(place -> origins[place]).toArray();
    }

    /** How many escapes at this index make one character; 0 for none. */
    private static int escapes(String text, int at) {
        int first = octet(text, at);
        if (first < 0) {
            return 0;
        }
        int size = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
        for (int i = 1; i < size; i++) {
            if ((octet(text, at + 3 * i) & 0xffffffc0) != 0x80) {
                return 0;
            }
        }
        return first > 0xf4 ? 0 : size;
    }

    private static int codePoint(String text, int at, int size) {
        int first = octet(text, at);
        int point = size == 1 ? first : first & (0x7f >> size);
        for (int i = 1; i < size; i++) {
            point = point << 6 | octet(text, at + 3 * i) & 0x3f;
        }
        return Character.isValidCodePoint(point) ? point : 0xfffd;
    }

    private static int octet(String text, int at) {
        if (at + 2 >= text.length() || text.charAt(at) != '%') {
            return -1;
        }
        int high = Character.digit(text.charAt(at + 1), 16);
        int low = Character.digit(text.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
