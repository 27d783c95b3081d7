package dev.patchbay.engine.template;

/** What a lambda cannot evaluate. Its message is inserted as the result and logged. */
final class LambdaFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LambdaFailure(String message) {
        super(message, null, false, false);
    }

    /** The result. */
    String text() {
        return String.valueOf(getMessage());
    }
}
