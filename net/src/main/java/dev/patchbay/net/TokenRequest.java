package dev.patchbay.net;

import dev.patchbay.sdk.http.Bodies;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.oauth.ClientCredentials;
import dev.patchbay.sdk.oauth.PasswordGrant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A form for a token endpoint, whatever the grant (RFC 6749, sections 4.3.2 and 4.4.2). */
record TokenRequest(String url, Map<String, String> fields, TlsOptions tls) {

    private static final String GRANT_TYPE = "grant_type";

    static TokenRequest of(ClientCredentials grant) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("client_id", grant.clientId());
        fields.put("client_secret", grant.clientSecret().reveal());
        grant.scope().ifPresent(value -> fields.put("scope", value));
        fields.putAll(grant.additionalFields());
        fields.put(GRANT_TYPE, "client_credentials");
        return new TokenRequest(grant.tokenUrl(), fields, grant.tls());
    }

    static TokenRequest of(PasswordGrant grant) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("username", grant.user().reveal());
        fields.put("password", grant.password().reveal());
        grant.clientId().ifPresent(value -> fields.put("client_id", value));
        grant.scope().ifPresent(value -> fields.put("scope", value));
        fields.putAll(grant.additionalFields());
        fields.put(GRANT_TYPE, "password");
        return new TokenRequest(grant.tokenUrl(), fields, grant.tls());
    }

    HttpCall call() {
        return Bodies.form(HttpCall.of("POST", url).withTls(tls).asHandshake(), fields);
    }

    /** Tells the grants of one connector apart without keeping what is secret in them. */
    String fingerprint() {
        String text = url + '\n' + fields;
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The names of the fields alone: their values are secret. */
    @Override
    public String toString() {
        return "TokenRequest[" + fields.keySet() + "]";
    }
}
