package dev.patchbay.engine.execution;

/** Texts of others in our log: what a target or a client wrote must not begin a line of its own. */
final class LogText {

    private LogText() {}

    /** The text with a blank for each control character. */
    static String oneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return text.replaceAll("\\p{Cntrl}", " ").replaceAll("[\\x80-\\x9f]", " ");
            }
        }
        return text;
    }
}
