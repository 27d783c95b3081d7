package dev.patchbay.engine.security;

/** What came of writing a role. */
public enum RoleChange {
    /** Written, and new. */
    CREATED,
    /** Written in place of an older one. */
    REPLACED,
    /** Removed. */
    DELETED,
    /** There is no such role. */
    UNKNOWN,
    /** It should have been new. */
    EXISTS,
    /** A name that is built in. */
    RESERVED,
    /** The role is in kibana.yml. */
    CONFIGURED
}
