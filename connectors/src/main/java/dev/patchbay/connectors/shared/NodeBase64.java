package dev.patchbay.connectors.shared;

import java.util.Base64;

/**
 * Base64 as Node's {@code Buffer.from(text, "base64")} reads it: both alphabets, whatever else is
 * in between is skipped, the text ends at the first padding; never an error
 * (nodejs.org/api/buffer.html). Stateless.
 */
public final class NodeBase64 {

    private NodeBase64() {}

    /** The bytes. */
    public static byte[] decode(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length() && text.charAt(i) != '='; i++) {
            char c = text.charAt(i);
            if (c == '-' || c == '+') {
                clean.append('+');
            } else if (c == '_' || c == '/') {
                clean.append('/');
            } else if (c < 128 && Character.isLetterOrDigit(c)) {
                clean.append(c);
            }
        }
        if (clean.length() % 4 == 1) {
            clean.setLength(clean.length() - 1);
        }
        return Base64.getDecoder().decode(clean.toString());
    }
}
