package dev.patchbay.engine.security;

import java.util.List;

/** What came of writing a user. */
public sealed interface UserChange {

    /**
     * Written.
     *
     * @param created whether the user is new
     * @param rules ids of rules that ran with keys of a user who is now disabled or gone
     */
    record Done(boolean created, List<String> rules) implements UserChange {
        public Done {
            rules = List.copyOf(rules);
        }
    }

    /** Not written. */
    record Refused(Reason reason) implements UserChange {}

    /** Why not. */
    enum Reason {
        /** There is no such user. */
        UNKNOWN,
        /** A name that is built in. */
        RESERVED,
        /** A name that is used internally. */
        INTERNAL,
        /** The user is in kibana.yml. */
        CONFIGURED,
        /** A new user needs a password. */
        PASSWORD_NEEDED,
        /** No one enables or disables the own account. */
        OWN_ACCOUNT,
        /** No enabled superuser would be left (D15). */
        LAST_ADMINISTRATOR,
        /** Too many passwords are being hashed. */
        BUSY
    }
}
