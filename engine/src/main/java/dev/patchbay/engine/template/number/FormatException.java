package dev.patchbay.engine.template.number;

/** What {@code Intl.NumberFormat} would throw; the message is V8's. */
public final class FormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FormatException(String message) {
        // Thrown for users' input, so without the cost of a stack trace.
        super(message, null, false, false);
    }

    /** The message. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
