package dev.patchbay.sdk.mail;

import dev.patchbay.sdk.secret.Secret;

import java.util.Optional;

/**
 * How to sign in.
 *
 * @param kind empty = the first of {@link Kind} that the server offers
 */
public record MailLogin(String user, Secret password, Optional<Kind> kind) {

    /** Ways to sign in, in the order of preference. */
    public enum Kind {
        /** RFC 4616. */
        PLAIN("PLAIN"),
        /** draft-murchison-sasl-login. */
        LOGIN("LOGIN"),
        /** RFC 2195. */
        CRAM_MD5("CRAM-MD5"),
        /** Google's; the password is an access token. */
        XOAUTH2("XOAUTH2");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        /** As the server spells it. */
        public String wireName() {
            return wireName;
        }
    }

    /** Without the user, who may be a key. */
    @Override
    public String toString() {
        return "MailLogin[" + kind + "]";
    }
}
