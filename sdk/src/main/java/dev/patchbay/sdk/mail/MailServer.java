package dev.patchbay.sdk.mail;

/**
 * Where mail goes. An entry {@code smtp://host:port} of {@code customHostSettings} wins over {@code
 * security} as far as it is about {@code STARTTLS}, and over how certificates are checked.
 *
 * @param host a name or an address, as it is written in a config
 * @param port 1–65535
 * @param security when TLS begins
 */
public record MailServer(String host, int port, Security security) {

    /** When TLS begins. */
    public enum Security {
        /** With the connection. */
        IMPLICIT,
        /** By {@code STARTTLS} when the server offers it, else never. */
        OFFERED,
        /** By {@code STARTTLS}, or nothing is sent. */
        REQUIRED,
        /** Never. */
        NEVER
    }
}
