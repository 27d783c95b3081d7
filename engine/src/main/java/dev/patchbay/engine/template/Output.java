package dev.patchbay.engine.template;

/** A text that grows up to a number of UTF-8 bytes. Not thread-safe. */
final class Output {

    private final StringBuilder text = new StringBuilder();
    private final Budget budget;
    private final int mostBytes;
    private long bytes;

    Output(Budget budget, int mostBytes) {
        this.budget = budget;
        this.mostBytes = mostBytes;
    }

    void append(String part) {
        budget.characters(part.length());
        bytes += utf8Length(part);
        refuseTooMuch();
        text.append(part);
    }

    void append(char ascii) {
        bytes++;
        refuseTooMuch();
        text.append(ascii);
    }

    /** What was appended. */
    String text() {
        return text.toString();
    }

    private void refuseTooMuch() {
        if (bytes > mostBytes) {
            throw new TemplateException("rendered output exceeds " + mostBytes + " bytes");
        }
    }

    private static long utf8Length(String part) {
        long length = part.length();
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c >= 0x80) {
                // A surrogate pair is four bytes, two for each half.
                length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return length;
    }
}
