package dev.patchbay.sdk.mail;

/**
 * Sends mail for one invocation: its deadline, its count of sent bytes, its redaction. Blocking, to
 * be called on a virtual thread; thread-safe.
 */
public interface MailTransport {

    /**
     * Hands one message to one server. Never throws for what a network or a server does: that is a
     * {@link MailFailure}.
     */
    MailResult send(MailCall call);
}
