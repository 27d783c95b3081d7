package dev.patchbay.server.security;

import dev.patchbay.engine.security.Caller;
import dev.patchbay.engine.security.ClusterPrivilege;
import dev.patchbay.engine.security.Rights;

/**
 * Elasticsearch's names of what is done here, and the privileges that grant it, in the order of the
 * refusal's text (contract/security-and-spaces.md, section 3.1).
 */
enum ClusterAction {
    USER_PUT("user/put", ClusterPrivilege.MANAGE_SECURITY, "manage_security,all"),
    USER_DELETE("user/delete", ClusterPrivilege.MANAGE_SECURITY, "manage_security,all"),
    USER_SET_ENABLED("user/set_enabled", ClusterPrivilege.MANAGE_SECURITY, "manage_security,all"),
    USER_CHANGE_PASSWORD(
            "user/change_password", ClusterPrivilege.MANAGE_SECURITY, "manage_security,all"),
    USER_GET("user/get", ClusterPrivilege.READ_SECURITY, "read_security,manage_security,all"),
    ROLE_PUT("role/put", ClusterPrivilege.MANAGE_SECURITY, "manage_security,all"),
    ROLE_DELETE("role/delete", ClusterPrivilege.MANAGE_SECURITY, "manage_security,all"),
    ROLE_GET("role/get", ClusterPrivilege.READ_SECURITY, "read_security,manage_security,all"),
    KEY_CREATE(
            "api_key/create",
            ClusterPrivilege.MANAGE_OWN_API_KEY,
            "manage_own_api_key,manage_api_key,manage_security,all"),
    KEY_UPDATE(
            "api_key/update",
            ClusterPrivilege.MANAGE_OWN_API_KEY,
            "manage_own_api_key,manage_api_key,manage_security,all"),
    KEY_GET(
            "api_key/get",
            ClusterPrivilege.MANAGE_OWN_API_KEY,
            "manage_own_api_key,read_security,manage_api_key,manage_security,all"),
    KEY_INVALIDATE(
            "api_key/invalidate",
            ClusterPrivilege.MANAGE_OWN_API_KEY,
            "manage_own_api_key,manage_api_key,manage_security,all"),
    KEY_GRANT(
            "api_key/grant",
            ClusterPrivilege.GRANT_API_KEY,
            "grant_api_key,manage_api_key,manage_security,all");

    private final String action;
    private final ClusterPrivilege needed;
    private final String grantedBy;

    ClusterAction(String name, ClusterPrivilege needed, String grantedBy) {
        this.action = "cluster:admin/xpack/security/" + name;
        this.needed = needed;
        this.grantedBy = grantedBy;
    }

    /** Whether the caller may do it at all; some actions have a narrower scope for some. */
    boolean allowedTo(Caller caller, Rights rights) {
        return rights.may(caller, needed);
    }

    /** The reason of the 403. */
    String refusal(Caller caller, Rights rights) {
        return "action ["
                + action
                + "] is unauthorized for "
                + Who.is(caller, rights)
                + ", this action is granted by the cluster privileges ["
                + grantedBy
                + "]";
    }
}
