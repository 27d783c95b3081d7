package dev.patchbay.connectors.shared.auth;

import dev.patchbay.connectors.shared.UrlChecks;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The checks of the authentication block, in Kibana's order
 * (contract/connectors-messaging-webhook.md, section 6.2). Thread-safe.
 */
public final class AuthChecks {

    static final String UNPARSABLE_URL = "unable to parse url: " + UrlChecks.INVALID_URL;

    private static final String TOKEN_URL = "Access Token URL (accessTokenUrl)";

    private final UrlChecks urls;
    private final boolean pfxEnabled;
    private final boolean passwordGrant;

    /**
     * Checks of one type.
     *
     * @param prefix what the type says first
     */
    public AuthChecks(TypeContext context, String prefix) {
        this(context, prefix, false);
    }

    /** Checks of a type that takes the password grant, too. */
    public static AuthChecks withPasswordGrant(TypeContext context, String prefix) {
        return new AuthChecks(context, prefix, true);
    }

    private AuthChecks(TypeContext context, String prefix, boolean passwordGrant) {
        this.passwordGrant = passwordGrant;
        this.urls = new UrlChecks(context.allowedHosts(), prefix);
        this.pfxEnabled =
                context.setting("webhook.ssl.pfx.enabled").stream()
                        .allMatch(enabled -> enabled.booleanValue(true));
    }

    /** A URL that requests go to. */
    public Optional<String> url(String url) {
        return urls.violation(url, UNPARSABLE_URL);
    }

    /** Everything but the type's own URLs. */
    public Optional<String> violation(ObjectNode value) {
        AuthConfig config = Json.bind(value, AuthConfig.class);
        return first(config).map(text -> urls.prefix() + text).or(() -> tokenUrl(config));
    }

    private Optional<String> first(AuthConfig config) {
        if (!config.hasAuth() && config.authType().isPresent()) {
            return Optional.of("authType must be null or undefined if hasAuth is false");
        }
        if (!pfxEnabled && config.certType().filter(AuthType.PFX::equals).isPresent()) {
            return Optional.of("certType \"ssl-pfx\" is disabled");
        }
        Optional<ObjectNode> fields = config.additionalFields().flatMap(AdditionalFields::read);
        if (config.additionalFields().isPresent() && fields.isEmpty()) {
            return Optional.of("additionalFields must be a non-empty JSON object.");
        }
        if (!config.oauth()) {
            return Optional.empty();
        }
        boolean password = config.passwordGrant();
        if (password && passwordGrant) {
            return config.accessTokenUrl().orElse("").isEmpty()
                    ? Optional.of("missing " + TOKEN_URL + " field")
                    : Optional.empty();
        }
        List<String> missing = missing(config);
        if (!missing.isEmpty()) {
            return Optional.of("missing " + String.join(", ", missing) + " fields");
        }
        // The field cannot replace the grant: silently asking for another one would surprise.
        return password
                ? Optional.of("OAuth2 password grant authentication is not supported")
                : Optional.empty();
    }

    private static List<String> missing(AuthConfig config) {
        List<String> missing = new ArrayList<>();
        if (config.accessTokenUrl().orElse("").isEmpty()) {
            missing.add(TOKEN_URL);
        }
        if (config.clientId().orElse("").isEmpty()) {
            missing.add("Client ID (clientId)");
        }
        return missing;
    }

    private Optional<String> tokenUrl(AuthConfig config) {
        return config.oauth() ? config.accessTokenUrl().flatMap(this::url) : Optional.empty();
    }
}
