package dev.patchbay.engine.security;

/**
 * What an Argon2id hash of a password costs (RFC 9106), with one lane. A hash names its own cost;
 * one that was made at another cost is replaced when its password is next shown.
 *
 * @param memoryKib KiB of memory, at least 8
 * @param passes over that memory, at least 1
 */
public record PasswordCost(int memoryKib, int passes) {

    /** OWASP's first choice for one lane: some 40 ms. */
    public static final PasswordCost STANDARD = new PasswordCost(19_456, 2);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException below them
     */
    public PasswordCost {
        if (memoryKib < 8 || passes < 1) {
            throw new IllegalArgumentException("Argon2id wants 8 KiB and one pass at least");
        }
    }
}
