package dev.patchbay.connectors.shared.auth;

import static dev.patchbay.sdk.schema.Schemas.bool;
import static dev.patchbay.sdk.schema.Schemas.enumeration;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.record;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Refinement;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schema.Member;

import java.util.ArrayList;
import java.util.List;

/**
 * The fields of the authentication block (contract/connectors-messaging-webhook.md, section 6.1).
 */
public final class AuthSchema {

    /** What a mix of credentials that do not belong together is told. */
    public static final String MIXED_SECRETS =
            "must specify one of the following schemas: user and password; crt and key (with"
                    + " optional password); pfx (with optional password); or clientSecret (for"
                    + " OAuth2)";

    private AuthSchema() {}

    /** The values of {@code authType}; a type adds whether it is nullable, optional, a default. */
    public static Schema authType() {
        return enumeration(AuthType.BASIC, AuthType.SSL, AuthType.OAUTH);
    }

    /**
     * The members of a config, in Kibana's order.
     *
     * @param authType the type's own {@code authType}
     */
    public static List<Member> config(Schema authType) {
        return List.of(
                member(
                        "headers",
                        record(string())
                                .nullByDefault()
                                .described("Headers", "Sent with each request.")),
                member(
                        "hasAuth",
                        bool().withDefault(true)
                                .described(
                                        "Authentication", "Whether requests carry credentials.")),
                member(
                        "authType",
                        authType.described(
                                "Kind of authentication",
                                "User and password when it is left out.")),
                member(
                        "certType",
                        enumeration(AuthType.CRT_KEY, AuthType.PFX)
                                .optional()
                                .described(
                                        "Kind of client certificate",
                                        "Form of the client certificate among the secrets.")),
                member(
                        "ca",
                        string().optional()
                                .described(
                                        "Authorities",
                                        "Base64 of the PEM certificates that are trusted in place"
                                                + " of the public ones.")),
                member(
                        "verificationMode",
                        enumeration("none", "certificate", "full")
                                .optional()
                                .described(
                                        "Verification",
                                        "How the target's certificate is checked; the server's"
                                                + " setting when it is left out.")),
                member(
                        "accessTokenUrl",
                        string().optional()
                                .described("Token URL", "OAuth 2: where tokens are asked for.")),
                member(
                        "clientId",
                        string().optional().described("Client id", "OAuth 2: who asks.")),
                member(
                        "scope",
                        string().optional().described("Scope", "OAuth 2: what is asked for.")),
                member(
                        "additionalFields",
                        string().nullable()
                                .optional()
                                .described(
                                        "Additional fields",
                                        "OAuth 2: JSON object of further form fields of the token"
                                                + " request.")));
    }

    /** The secrets; which go together is an issue of the whole. */
    public static Schema secrets() {
        return secrets(List.of());
    }

    /** The secrets of a type that has one more, which goes with any of them. */
    public static Schema secrets(Member more) {
        return secrets(List.of(more));
    }

    private static Schema secrets(List<Member> more) {
        List<Member> members = new ArrayList<>();
        members.add(secret("user", "User", "Name for Basic authentication."));
        members.add(
                secret(
                        "password",
                        "Password",
                        "For Basic authentication, or the passphrase of the client certificate."));
        members.add(secret("crt", "Certificate", "Base64 of the client certificate (PEM)."));
        members.add(secret("key", "Key", "Base64 of its private key (PEM)."));
        members.add(secret("pfx", "PFX", "Base64 of a PKCS#12 file with certificate and key."));
        members.add(secret("clientSecret", "Client secret", "OAuth 2: proof of the client."));
        members.add(
                member(
                        "secretHeaders",
                        record(string().secret())
                                .nullByDefault()
                                .secret()
                                .described(
                                        "Secret headers",
                                        "Sent with each request, over headers of the same"
                                                + " name.")));
        members.addAll(more);
        return object(members)
                .refined(
                        Refinement.of(
                                secrets -> Json.bind(secrets, AuthSecrets.class).fit(),
                                MIXED_SECRETS));
    }

    private static Member secret(String name, String label, String help) {
        return member(name, string().nullByDefault().secret().described(label, help));
    }
}
