package dev.patchbay.server.settings;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/** Dotted keys (contract/settings.md, section 1). */
final class Keys {

    private static final int LONGEST_SHOWN = 120;

    private Keys() {}

    /** The steps of a key: split at dots, but not inside of a step in square brackets. */
    static List<String> steps(String key) {
        List<String> steps = new ArrayList<>();
        int from = 0;
        while (from <= key.length()) {
            int end = bracketed(key, from);
            if (end >= 0) {
                steps.add(key.substring(from + 1, end - 1));
            } else {
                int dot = key.indexOf('.', from);
                end = dot < 0 ? key.length() : dot;
                steps.add(key.substring(from, end));
            }
            from = end + 1;
        }
        return steps;
    }

    /** The end of a step in brackets that begins here; -1 when none does. */
    private static int bracketed(String key, int from) {
        if (from >= key.length() || key.charAt(from) != '[') {
            return -1;
        }
        int close = key.indexOf(']', from);
        while (close >= 0 && close + 1 < key.length() && key.charAt(close + 1) != '.') {
            close = key.indexOf(']', close + 1);
        }
        return close < 0 ? -1 : close + 1;
    }

    /** Whether a name is one step by itself. */
    private static boolean plain(String step) {
        return !step.isEmpty() && step.indexOf('.') < 0;
    }

    /** A path as it would be written. */
    static String join(String prefix, String step) {
        String written = plain(step) ? step : "[" + step + "]";
        return prefix.isEmpty() ? written : prefix + "." + written;
    }

    /** Every key below {@code prefix} that has a value of its own; lists are values. */
    static void leaves(String prefix, JsonNode node, List<String> into) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            object.properties()
                    .forEach(entry -> leaves(join(prefix, entry.getKey()), entry.getValue(), into));
        } else {
            into.add(prefix);
        }
    }

    /** A key for a message: one line, not too long. */
    static String shown(String key) {
        String line = oneLine(key);
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
    }

    /** A text without control characters. */
    static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
