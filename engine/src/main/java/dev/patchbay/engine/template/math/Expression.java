package dev.patchbay.engine.template.math;

import java.util.List;

/** A parsed expression. */
sealed interface Expression {

    record Constant(double value) implements Expression {}

    record Variable(String name) implements Expression {}

    record Call(String function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code name = value} as an argument: parses, but has no value. */
    record NamedArgument(String name) implements Expression {}

    /** Operands of one precedence from left to right: a list, so that a long sum is not deep. */
    record Chain(Expression first, List<Link> links) implements Expression {
        public Chain {
            links = List.copyOf(links);
        }
    }

    /** An operator's function and its right operand. */
    record Link(String function, Expression operand) {}

    /** {@code a > b}; may stand in parentheses, but not as an operand. */
    record Comparison(String function, Expression left, Expression right) implements Expression {}
}
