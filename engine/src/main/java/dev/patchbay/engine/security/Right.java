package dev.patchbay.engine.security;

/**
 * What an operation asks for (contract/security-and-spaces.md, section 5.3; actions-api.md, section
 * 4).
 */
public enum Right {
    /** {@code actions: all | minimal_all}: create, update, delete, OAuth token. */
    CONNECTOR_WRITE,
    /**
     * {@code actions: all | read | minimal_all | minimal_read}: get, list, execute, dry run, logs.
     */
    CONNECTOR_READ,
    /** {@link #CONNECTOR_READ} and {@code endpoint_security_execute}. */
    ENDPOINT_EXECUTE,
    /** {@link #ENDPOINT_EXECUTE} and {@code endpoint_security_sub_actions_execute}. */
    ENDPOINT_SUB_ACTIONS,
    /** Any privilege in the space. */
    LOGIN,
    /** {@code savedObjectsManagement: all | read} in the space. */
    SAVED_OBJECTS_READ,
    /** {@code savedObjectsManagement: all} in the space. */
    SAVED_OBJECTS_MANAGE,
    /** Global base privilege {@code all}; the space does not matter. */
    SPACE_MANAGE,
    /** Superuser; the space does not matter. */
    SUPERUSER
}
