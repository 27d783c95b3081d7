package dev.patchbay.engine.template.hjson;

/** Why a text is no Hjson; the message is worded and placed as hjson-js does. */
public final class HjsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HjsonException(String message) {
        // Thrown for users' input, so without the cost of a stack trace.
        super(message, null, false, false);
    }

    /** The message. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
