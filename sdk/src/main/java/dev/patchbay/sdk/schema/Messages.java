package dev.patchbay.sdk.schema;

import java.util.List;
import java.util.stream.Collectors;

/** The English message of an issue as Zod 4 words it (contract/actions-api.md, section 7.4). */
final class Messages {

    /** Of a union none of whose alternatives fits, unless it says something else. */
    static final String INVALID_INPUT = "Invalid input";

    private Messages() {}

    static String of(Issue issue) {
        return switch (issue) {
            case Issue.InvalidType type ->
                    "Invalid input: expected " + type.expected() + ", received " + type.received();
            case Issue.UnrecognizedKeys keys ->
                    (keys.keys().size() == 1 ? "Unrecognized key: " : "Unrecognized keys: ")
                            + keys.keys().stream()
                                    .map(Messages::quoted)
                                    .collect(Collectors.joining(", "));
            case Issue.InvalidOption option ->
                    option.allowed().size() == 1
                            ? "Invalid input: expected " + quoted(option.allowed().getFirst())
                            : "Invalid option: expected one of " + joined(option.allowed());
            case Issue.TooSmall small ->
                    "Too small: expected "
                            + small.origin()
                            + verb(small.origin())
                            + ">="
                            + plain(small.minimum())
                            + unit(small.origin());
            case Issue.TooBig big ->
                    "Too big: expected "
                            + big.origin()
                            + verb(big.origin())
                            + "<="
                            + plain(big.maximum())
                            + unit(big.origin());
            case Issue.InvalidFormat format -> format.message();
            case Issue.InvalidUnion union -> union.message();
            case Issue.Custom custom -> custom.message();
        };
    }

    /** A number without a trailing {@code .0}. */
    static String plain(Number number) {
        double value = number.doubleValue();
        return value == Math.rint(value) && Math.abs(value) <= 9007199254740992.0
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String verb(String origin) {
        return origin.equals("number") ? " to be " : " to have ";
    }

    private static String unit(String origin) {
        return switch (origin) {
            case "string" -> " characters";
            case "array" -> " items";
            default -> "";
        };
    }

    private static String joined(List<String> values) {
        return values.stream().map(Messages::quoted).collect(Collectors.joining("|"));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
