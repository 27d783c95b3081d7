package dev.patchbay.engine.template.math;

/** Why an expression has no value; the message is the text of templating.md, section 8. */
public final class MathException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MathException(String message) {
        // Thrown for users' input, so without the cost of a stack trace.
        super(message, null, false, false);
    }

    /** The text. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
