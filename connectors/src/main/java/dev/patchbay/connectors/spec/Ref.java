package dev.patchbay.connectors.spec;

import java.util.List;

/**
 * What a placeholder names.
 *
 * @param root {@code config secrets params delivery connector response header status}
 * @param names below it, in order
 */
record Ref(String root, List<String> names) {

    static Ref of(String text) {
        List<String> all = List.of(text.split("\\.", -1));
        return new Ref(all.getFirst(), all.subList(1, all.size()));
    }

    /** Whether what it names was decided by whoever saved the connector, not by who runs it. */
    boolean operators() {
        return root.equals("config") || root.equals("secrets");
    }

    @Override
    public String toString() {
        return names.isEmpty() ? root : root + "." + String.join(".", names);
    }
}
