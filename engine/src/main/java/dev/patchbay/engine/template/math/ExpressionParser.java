package dev.patchbay.engine.template.math;

import dev.patchbay.engine.template.math.Expression.Link;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an expression by the grammar of templating.md, section 8.1. Linear: where the grammar would
 * try a comparison, then a sum, then a group, this reads a sum once and looks at what follows. Used
 * once, by one thread.
 */
final class ExpressionParser {

    private static final int DEEPEST = 250;
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE]-?[0-9]++)?");

    /** With digits, which the grammar has not: without them {@code log10} could not be called. */
    private static final Pattern FUNCTION = Pattern.compile("([a-zA-Z_-][a-zA-Z0-9_-]*+)\\(");

    private static final Pattern VARIABLE = Pattern.compile("[0-9A-Za-z._@\\[\\]-]++");
    private static final Pattern ARGUMENT_NAME = Pattern.compile("([a-zA-Z_]++)[ \\t\\r\\n]*+=");
    private static final String OPERAND = "\"(\", function, literal, or whitespace";
    private static final String OPERATOR =
            "\"*\", \"+\", \"-\", \"/\", \"<\", \"<=\", \"==\", \">\", \">=\", end of input, or"
                    + " whitespace";

    /** Longer ones first. */
    private static final List<Comparator> COMPARATORS =
            List.of(
                    new Comparator(">=", "gte"),
                    new Comparator("<=", "lte"),
                    new Comparator(">", "gt"),
                    new Comparator("<", "lt"),
                    new Comparator("==", "eq"));

    /** An operator and its function. */
    private record Comparator(String operator, String function) {}

    private final String text;
    private int position;
    private int depth;

    private ExpressionParser(String text) {
        this.text = text;
    }

    /**
     * The expression.
     *
     * @throws MathException {@code Failed to parse expression. …}
     */
    static Expression parse(String text) {
        ExpressionParser parser = new ExpressionParser(text);
        Expression expression = parser.expression();
        if (parser.position < text.length()) {
            throw parser.expected(OPERATOR);
        }
        return expression;
    }

    private Expression expression() {
        if (++depth > DEEPEST) {
            throw new MathException(
                    "Failed to parse expression. Nesting exceeds " + DEEPEST + " levels.");
        }
        Expression left = sum();
        for (Comparator comparator : COMPARATORS) {
            if (operator(comparator.operator(), left)) {
                Expression right = operand(sum());
                left = new Expression.Comparison(comparator.function(), left, right);
                break;
            }
        }
        depth--;
        return left;
    }

    private Expression sum() {
        Expression first = product();
        List<Link> links = new ArrayList<>();
        while (true) {
            if (operator("+", first)) {
                links.add(new Link("add", operand(product())));
            } else if (operator("-", first)) {
                links.add(new Link("subtract", operand(product())));
            } else {
                return chain(first, links);
            }
        }
    }

    private Expression product() {
        Expression first = factor();
        List<Link> links = new ArrayList<>();
        while (true) {
            if (operator("*", first)) {
                links.add(new Link("multiply", operand(factor())));
            } else if (operator("/", first)) {
                links.add(new Link("divide", operand(factor())));
            } else {
                return chain(first, links);
            }
        }
    }

    private Expression chain(Expression first, List<Link> links) {
        return links.isEmpty() ? first : new Expression.Chain(first, links);
    }

    /** A comparison in parentheses is an expression of its own, never an operand. */
    private Expression operand(Expression expression) {
        if (expression instanceof Expression.Comparison) {
            throw expected(OPERATOR);
        }
        return expression;
    }

    private Expression factor() {
        space();
        if (take("(")) {
            Expression inner = expression();
            close();
            return inner;
        }
        Matcher function = at(FUNCTION);
        if (function.lookingAt()) {
            position = function.end();
            List<Expression> arguments = arguments();
            close();
            return new Expression.Call(function.group(1), arguments);
        }
        return literal();
    }

    private Expression literal() {
        Matcher number = at(NUMBER);
        if (number.lookingAt()) {
            position = number.end();
            space();
            return new Expression.Constant(Double.parseDouble(number.group()));
        }
        int quotedEnd = quotedEnd();
        if (quotedEnd > 0) {
            String quoted = text.substring(position, quotedEnd);
            position = quotedEnd;
            space();
            return new Expression.Variable(unquote(quoted));
        }
        Matcher variable = at(VARIABLE);
        if (variable.lookingAt()) {
            position = variable.end();
            space();
            return new Expression.Variable(variable.group());
        }
        throw expected(OPERAND);
    }

    private List<Expression> arguments() {
        List<Expression> arguments = new ArrayList<>();
        space();
        while (position < text.length() && text.charAt(position) != ')') {
            arguments.add(argument());
            if (!take(",")) {
                break;
            }
        }
        return arguments;
    }

    private Expression argument() {
        space();
        Matcher name = at(ARGUMENT_NAME);
        if (name.lookingAt()) {
            int start = position;
            position = name.end();
            space();
            Matcher number = at(NUMBER);
            int valueEnd = number.lookingAt() ? number.end() : quotedEnd();
            if (valueEnd > 0) {
                position = valueEnd;
                space();
                return new Expression.NamedArgument(name.group(1));
            }
            position = start;
        }
        return expression();
    }

    /** Takes an operator, which must not follow a comparison in parentheses. */
    private boolean operator(String token, Expression left) {
        space();
        if (text.startsWith(token, position)) {
            operand(left);
        }
        return take(token);
    }

    private void close() {
        if (!take(")")) {
            throw expected("\")\", \",\", operator, or whitespace");
        }
    }

    private boolean take(String token) {
        space();
        if (text.startsWith(token, position)) {
            position += token.length();
            space();
            return true;
        }
        return false;
    }

    private void space() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private Matcher at(Pattern pattern) {
        return pattern.matcher(text).region(position, text.length());
    }

    /** The end of the quoted text at the position, or 0. */
    private int quotedEnd() {
        char quote = position < text.length() ? text.charAt(position) : 0;
        if (quote != '"' && quote != '\'') {
            return 0;
        }
        for (int i = position + 1; i < text.length(); i++) {
            if (text.charAt(i) == quote && text.charAt(i - 1) != '\\') {
                return i + 1;
            }
        }
        return 0;
    }

    private static String unquote(String quoted) {
        String quote = quoted.substring(0, 1);
        return quoted.substring(1, quoted.length() - 1).replace("\\" + quote, quote);
    }

    private MathException expected(String what) {
        String found =
                position < text.length()
                        ? "\""
                                + text.substring(position, text.offsetByCodePoints(position, 1))
                                + "\""
                        : "end of input";
        return new MathException(
                "Failed to parse expression. Expected " + what + " but " + found + " found.");
    }
}
