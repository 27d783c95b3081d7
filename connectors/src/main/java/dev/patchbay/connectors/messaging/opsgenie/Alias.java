package dev.patchbay.connectors.messaging.opsgenie;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What names an alert. */
final class Alias {

    private static final int LONGEST = 512;

    private Alias() {}

    /** The alias as it is sent: a hash of one that is longer than the API takes. */
    static String sent(String alias) {
        if (alias.length() <= LONGEST) {
            return alias;
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(alias.getBytes(StandardCharsets.UTF_8));
            return "sha-" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
