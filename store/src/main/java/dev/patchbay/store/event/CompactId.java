package dev.patchbay.store.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Ids as bytes: a lower-case UUID, which nearly all are, takes 16 instead of 36. Anything else is
 * its text behind one mark, or two where it would be as long as a UUID. Stateless.
 */
final class CompactId {

    private static final int UUID_BYTES = 16;
    private static final int UUID_CHARACTERS = 36;
    private static final byte MARK = 1;

    private CompactId() {}

    static byte[] bytes(String id) {
        if (id.length() == UUID_CHARACTERS) {
            try {
                UUID uuid = UUID.fromString(id);
                if (uuid.toString().equals(id)) {
                    return ByteBuffer.allocate(UUID_BYTES)
                            .putLong(uuid.getMostSignificantBits())
                            .putLong(uuid.getLeastSignificantBits())
                            .array();
                }
            } catch (IllegalArgumentException e) {
                return marked(id);
            }
        }
        return marked(id);
    }

    private static byte[] marked(String id) {
        byte[] text = id.getBytes(StandardCharsets.UTF_8);
        int marks = text.length + 1 == UUID_BYTES ? 2 : 1;
        ByteBuffer bytes = ByteBuffer.allocate(marks + text.length);
        for (int i = 0; i < marks; i++) {
            bytes.put(MARK);
        }
        return bytes.put(text).array();
    }

    static String text(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length == UUID_BYTES) {
            return new UUID(buffer.getLong(), buffer.getLong()).toString();
        }
        int marks = bytes.length == UUID_BYTES + 1 && bytes[1] == MARK ? 2 : 1;
        return new String(bytes, marks, bytes.length - marks, StandardCharsets.UTF_8);
    }
}
