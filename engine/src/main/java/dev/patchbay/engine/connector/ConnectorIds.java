package dev.patchbay.engine.connector;

import java.util.regex.Pattern;

/**
 * Which ids a connector may be made with (contract/actions-api.md, sections 6.1 and 13.2); those
 * that exist are looked up whatever they look like. Stateless.
 */
public final class ConnectorIds {

    /** UTF-16 units of the longest. */
    public static final int LONGEST = 36;

    private static final Pattern SHAPE =
            Pattern.compile("[a-z0-9-]+" + "|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private ConnectorIds() {}

    /** Whether its characters fit; its length is not looked at. */
    public static boolean wellFormed(String id) {
        return SHAPE.matcher(id).matches();
    }

    /** Whether a connector may be made with it. */
    public static boolean mayBeMade(String id) {
        return id.length() <= LONGEST && wellFormed(id);
    }
}
