package dev.patchbay.engine.secret;

/** What came of opening a sealed value. */
public sealed interface Opened {

    /**
     * The value as it was sealed, under the same associated data.
     *
     * @param bytes not copied; the caller owns them
     * @param keyId the key that sealed it, 16 hexadecimal digits
     * @param primary whether that is the primary key; false = rotation has work left
     */
    record Value(byte[] bytes, String keyId, boolean primary) implements Opened {
        @Override
        public String toString() {
            return "Value[redacted, keyId=" + keyId + ", primary=" + primary + "]";
        }
    }

    /** Not readable. */
    record Unreadable(Reason reason, String why) implements Opened {}

    /** Why a value cannot be read. */
    enum Reason {
        /** It is no envelope: cut off, or of a version that this server does not know. */
        MALFORMED,
        /** It was sealed with a key that is not in the ring. */
        UNKNOWN_KEY,
        /** It, or what it is bound to, is not what was sealed. */
        CHANGED
    }
}
