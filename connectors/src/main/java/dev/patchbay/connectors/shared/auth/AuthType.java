package dev.patchbay.connectors.shared.auth;

/** Wire names of {@code authType} and {@code certType}. */
public final class AuthType {

    public static final String BASIC = "webhook-authentication-basic";
    public static final String SSL = "webhook-authentication-ssl";
    public static final String OAUTH = "webhook-oauth2-client-credentials";

    /** Of {@code .http} alone. */
    public static final String QUERY_PARAM = "http-authentication-query-param";

    public static final String CRT_KEY = "ssl-crt-key";
    public static final String PFX = "ssl-pfx";

    private AuthType() {}
}
