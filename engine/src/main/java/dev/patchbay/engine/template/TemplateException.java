package dev.patchbay.engine.template;

/**
 * Ends the rendering of one string; its message is the error text of templating.md, sections 2.2
 * and 10. Never leaves the package: callers see a {@link Rendered} with that text.
 */
final class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TemplateException(String message) {
        // Thrown for users' input, so without the cost of a stack trace.
        super(message, null, false, false);
    }

    /** The error text. */
    String text() {
        return String.valueOf(getMessage());
    }
}
