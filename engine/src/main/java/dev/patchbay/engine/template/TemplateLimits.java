package dev.patchbay.engine.template;

import java.time.Duration;

/**
 * How much the rendering of one string, or of all strings of one action, may take. Steps are
 * counted, so that the same template on the same variables always ends the same way; time is only
 * the backstop behind them.
 *
 * @param outputBytes greatest size of one string, and of what a lambda is given, in UTF-8 bytes
 * @param depth greatest nesting of sections, lambdas and printed values
 * @param steps greatest number of steps: a tag, a level of a lookup, an element, 16 characters
 *     printed or parsed
 * @param time greatest time of the whole action
 */
public record TemplateLimits(int outputBytes, int depth, int steps, Duration time) {

    /** 10 MiB, 1 000 levels, 1 000 000 steps, 2 s. */
    public static final TemplateLimits DEFAULT =
            new TemplateLimits(10 << 20, 1000, 1_000_000, Duration.ofSeconds(2));

    public TemplateLimits {
        if (outputBytes < 1 || depth < 1 || steps < 1 || !time.isPositive()) {
            throw new IllegalArgumentException("every template limit must be positive");
        }
    }
}
