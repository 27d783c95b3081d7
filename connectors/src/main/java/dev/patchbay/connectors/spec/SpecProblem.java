package dev.patchbay.connectors.spec;

/**
 * Why a file is no type.
 *
 * @param line counted from 1
 */
public record SpecProblem(String file, int line, String text) {

    /** {@code <file>:<line>: <text>}. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + text;
    }
}
