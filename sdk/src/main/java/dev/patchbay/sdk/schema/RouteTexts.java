package dev.patchbay.sdk.schema;

import java.util.List;

/**
 * Prints the first issue in the grammar of route schemas and of kibana.yml
 * (contract/actions-api.md, section 7.1; contract/settings.md, section 1). Stateless.
 */
public final class RouteTexts {

    private RouteTexts() {}

    /**
     * The first issue.
     *
     * @param root what stands first between the brackets: {@code request body}, {@code request
     *     query}, {@code config validation of [xpack.actions]}
     * @throws IllegalArgumentException when there is no issue
     */
    public static String print(String root, List<Issue> issues) {
        if (issues.isEmpty()) {
            throw new IllegalArgumentException("nothing to print");
        }
        return print(root, issues.getFirst());
    }

    private static String print(String root, Issue issue) {
        return switch (issue) {
            case Issue.UnrecognizedKeys keys ->
                    at(
                            root,
                            keys.path().key(keys.keys().getFirst()),
                            "definition for this key is missing");
            case Issue.InvalidUnion union -> union(root, union);
            case Issue.InvalidOption option when option.allowed().size() > 1 ->
                    options(root, option);
            default -> at(root, issue.path(), message(issue));
        };
    }

    private static String union(String root, Issue.InvalidUnion union) {
        StringBuilder text =
                new StringBuilder(at(root, union.path(), "types that failed validation:"));
        for (int i = 0; i < union.alternatives().size(); i++) {
            Path alternative = union.path().index(i);
            Issue first = union.alternatives().get(i).getFirst();
            text.append("\n- ").append(print(root, first.under(alternative)));
        }
        return text.toString();
    }

    /** Kibana declares options as a union of literals, and so it words them. */
    private static String options(String root, Issue.InvalidOption option) {
        StringBuilder text =
                new StringBuilder(at(root, option.path(), "types that failed validation:"));
        for (int i = 0; i < option.allowed().size(); i++) {
            text.append("\n- ")
                    .append(
                            at(
                                    root,
                                    option.path().index(i),
                                    "expected value to equal [" + option.allowed().get(i) + "]"));
        }
        return text.toString();
    }

    private static String message(Issue issue) {
        return switch (issue) {
            case Issue.InvalidType type -> wrongType(type);
            case Issue.InvalidOption option ->
                    "expected value to equal [" + option.allowed().getFirst() + "]";
            case Issue.TooSmall small ->
                    switch (small.origin()) {
                        case "string" ->
                                "value has length ["
                                        + small.actual()
                                        + "] but it must have a minimum length of ["
                                        + small.minimum()
                                        + "].";
                        case "array" ->
                                "array size is ["
                                        + small.actual()
                                        + "], but cannot be smaller than ["
                                        + small.minimum()
                                        + "]";
                        default ->
                                "Value must be equal to or greater than ["
                                        + Messages.plain(small.minimum())
                                        + "].";
                    };
            case Issue.TooBig big ->
                    switch (big.origin()) {
                        case "string" ->
                                "value has length ["
                                        + big.actual()
                                        + "] but it must have a maximum length of ["
                                        + big.maximum()
                                        + "].";
                        case "array" ->
                                "array size is ["
                                        + big.actual()
                                        + "], but cannot be greater than ["
                                        + big.maximum()
                                        + "]";
                        default ->
                                "Value must be equal to or lower than ["
                                        + Messages.plain(big.maximum())
                                        + "].";
                    };
            case Issue.InvalidFormat format -> format.message();
            case Issue.Custom custom -> custom.message();
            case Issue.UnrecognizedKeys _, Issue.InvalidUnion _ ->
                    throw new IllegalArgumentException("printed elsewhere");
        };
    }

    /**
     * Kibana names a JavaScript class where an object or array came, and the JSON type elsewhere.
     */
    private static String wrongType(Issue.InvalidType type) {
        String received =
                switch (type.received()) {
                    case "object" -> "Object";
                    case "array" -> "Array";
                    default -> type.received();
                };
        return switch (type.expected()) {
            case "object" ->
                    "expected a plain object value, but found [" + type.received() + "] instead.";
            case "record" -> "expected value of type [object] but got [" + received + "]";
            case "int" -> "expected value of type [number] but got [" + received + "]";
            default ->
                    "expected value of type [" + type.expected() + "] but got [" + received + "]";
        };
    }

    private static String at(String root, Path path, String text) {
        StringBuilder place = new StringBuilder(root);
        for (Path.Step step : path.steps()) {
            switch (step) {
                case Path.Key(String name) -> place.append('.').append(name);
                case Path.Index(int index) -> place.append('.').append(index);
                case Path.EntryKey(String name) ->
                        place.append(".key(\"").append(name).append("\")");
            }
        }
        return "[" + place + "]: " + text;
    }
}
