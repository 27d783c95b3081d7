package dev.patchbay.engine.template;

import dev.patchbay.sdk.time.Clock;

/** What is left of the limits while the strings of one action are rendered. Not thread-safe. */
final class Budget {

    /** Steps between two looks at the clock. */
    private static final int CLOCK_EVERY = 4096;

    private final TemplateLimits limits;
    private final Clock clock;
    private final long started;
    private long steps;
    private long nextLook = CLOCK_EVERY;
    private int depth;

    Budget(TemplateLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.started = clock.nanoTime();
    }

    /** One step. */
    void step() {
        charge(1);
    }

    /** Work that is linear in a number of characters. */
    void characters(int count) {
        charge(count >> 4);
    }

    /** Work of that many steps. */
    void charge(long count) {
        steps += count;
        if (steps > limits.steps()) {
            throw new TemplateException("rendering takes more than " + limits.steps() + " steps");
        }
        if (steps >= nextLook) {
            nextLook = steps + CLOCK_EVERY;
            if (clock.nanoTime() - started > limits.time().toNanos()) {
                throw new TemplateException(
                        "rendering takes more than " + limits.time().toMillis() + " ms");
            }
        }
    }

    /** Begins a string: levels that an error left open count no more. */
    void begin() {
        depth = 0;
    }

    /** One level down; must be matched by {@link #leave()}. */
    void enter() {
        if (++depth > limits.depth()) {
            throw new TemplateException("nesting exceeds " + limits.depth() + " levels");
        }
    }

    /** One level up. */
    void leave() {
        depth--;
    }

    /** A new text under the same limits. */
    Output output() {
        return new Output(this, limits.outputBytes());
    }
}
