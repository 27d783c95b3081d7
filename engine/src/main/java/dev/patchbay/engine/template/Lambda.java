package dev.patchbay.engine.template;

/** A function of the variable map, used as a section (templating.md, section 7). Thread-safe. */
@FunctionalInterface
interface Lambda {

    /**
     * What is inserted, unescaped, in place of the section.
     *
     * @throws LambdaFailure when the text of the section cannot be evaluated
     */
    String apply(String text, LambdaCall call);
}
