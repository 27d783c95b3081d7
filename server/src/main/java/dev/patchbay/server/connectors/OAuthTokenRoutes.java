package dev.patchbay.server.connectors;

import static dev.patchbay.sdk.schema.Schemas.any;
import static dev.patchbay.sdk.schema.Schemas.enumeration;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.engine.security.Authorizer;
import dev.patchbay.engine.security.Right;
import dev.patchbay.net.JwtAssertion;
import dev.patchbay.sdk.connector.AllowedHosts;
import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.http.Bodies;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Parsed;
import dev.patchbay.sdk.schema.RouteTexts;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.transport.AttemptScope;
import dev.patchbay.sdk.transport.AttemptTransports;
import dev.patchbay.sdk.transport.Outbound;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.Route;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Fetches an access token for whoever sets a connector up (contract/actions-api.md, section 6.9).
 * Nothing is stored. Thread-safe.
 */
public final class OAuthTokenRoutes {

    private static final Logger LOG = LoggerFactory.getLogger("plugins.actions");
    private static final String FAILED = "Failed to retrieve access token";

    private static final Schema BODY =
            object(member("type", enumeration("jwt", "client")), member("options", any()));

    private static final Schema JWT =
            object(
                    member("tokenUrl", string()),
                    member(
                            "config",
                            object(
                                    member("clientId", string()),
                                    member("jwtKeyId", string()),
                                    member("userIdentifierValue", string()))),
                    member(
                            "secrets",
                            object(
                                    member("clientSecret", string().secret()),
                                    member("privateKey", string().secret()),
                                    member("privateKeyPassword", string().secret().optional()))));

    private static final Schema CLIENT =
            object(
                    member("tokenUrl", string()),
                    member("scope", string()),
                    member("config", object(member("clientId", string()))),
                    member("secrets", object(member("clientSecret", string().secret()))));

    private final Outbound outbound;
    private final AllowedHosts allowedHosts;
    private final Authorizer rights;
    private final Clock clock;

    private OAuthTokenRoutes(
            Outbound outbound, AllowedHosts allowedHosts, Authorizer rights, Clock clock) {
        this.outbound = outbound;
        this.allowedHosts = allowedHosts;
        this.rights = rights;
        this.clock = clock;
    }

    /** The route. */
    public static List<Route> routes(
            Outbound outbound, AllowedHosts allowedHosts, Authorizer rights, Clock clock) {
        return List.of(
                Route.of(
                                "POST",
                                "/internal/actions/connector/_oauth_access_token",
                                Route.Access.INTERNAL,
                                "",
                                new OAuthTokenRoutes(outbound, allowedHosts, rights, clock)::token)
                        .withBody(BODY));
    }

    private Answer token(Exchange exchange) {
        JsonNode body = exchange.requireBody();
        boolean jwt = body.path("type").stringValue().equals("jwt");
        ObjectNode wrapped = Json.object();
        if (body.has("options")) {
            wrapped.set("options", body.path("options"));
        }
        Parsed parsed = object(member("options", jwt ? JWT : CLIENT)).parse(wrapped);
        if (!parsed.fits()) {
            return Answer.error(400, RouteTexts.print("request body", parsed.issues()));
        }
        if (!rights.may(exchange.requireCaller(), Right.CONNECTOR_WRITE, exchange.spaceId())) {
            return Answer.error(403, "Unauthorized to update actions");
        }
        JsonNode options = parsed.get().path("options");
        Optional<String> refused = refused(options.path("tokenUrl").stringValue());
        if (refused.isPresent()) {
            return Answer.error(400, refused.get());
        }
        if (incomplete(options)) {
            return Answer.json(Json.object().putNull("accessToken"));
        }
        return fetch(exchange, options, jwt);
    }

    private Optional<String> refused(String url) {
        if (!allowedHosts.allowsUrl(url)) {
            return Optional.of(AllowedHosts.refusedUrl(url));
        }
        if (allowedHosts.hostName(url).filter(host -> !host.isEmpty()).isEmpty()) {
            return Optional.of("Token URL must contain hostname");
        }
        String lower = url.strip().toLowerCase(Locale.ROOT);
        return lower.startsWith("https:") || lower.startsWith("http:")
                ? Optional.empty()
                : Optional.of("Token URL must use http or https");
    }

    /** As in Kibana no request is made then, and there is no token. */
    private static boolean incomplete(JsonNode options) {
        return Stream.concat(
                        options.path("config").valueStream(),
                        Stream.of("clientSecret", "privateKey").map(options.path("secrets")::path))
                .anyMatch(value -> value.isString() && value.stringValue().isEmpty());
    }

    private Answer fetch(Exchange exchange, JsonNode options, boolean jwt) {
        SecretValues secrets = new SecretValues();
        options.path("secrets").valueStream().forEach(each -> secrets.add(each.stringValue()));
        AttemptScope scope =
                new AttemptScope(
                        new ConnectorIdentity(
                                "oauth-access-token",
                                "OAuth access token",
                                ".oauth",
                                exchange.spaceId()),
                        secrets,
                        exchange.cancellation());
        Optional<Map<String, String>> form = jwt ? bearer(options) : credentials(options);
        if (form.isEmpty()) {
            return Answer.error(400, FAILED);
        }
        HttpCall call =
                Bodies.form(
                        HttpCall.of("POST", options.path("tokenUrl").stringValue()).asHandshake(),
                        form.get());
        try (AttemptTransports transports = outbound.open(scope)) {
            return switch (transports.http().send(call)) {
                case HttpReply reply when reply.status() == 200 -> granted(reply);
                case HttpReply reply -> {
                    LOG.debug("a token endpoint answered {}", reply.status());
                    yield Answer.error(400, FAILED);
                }
                case HttpFailure failure -> {
                    LOG.debug("a token endpoint gave no answer: {}", failure.message());
                    yield Answer.error(400, FAILED);
                }
            };
        }
    }

    private static Answer granted(HttpReply reply) {
        JsonNode json = reply.json().orElseGet(Json::object);
        String token = json.path("access_token").stringValue("");
        if (token.isEmpty()) {
            return Answer.error(400, FAILED);
        }
        String type = json.path("token_type").stringValue("Bearer");
        return Answer.json(Json.object().put("accessToken", type + " " + token));
    }

    private static Optional<Map<String, String>> credentials(JsonNode options) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("client_id", options.at("/config/clientId").stringValue());
        fields.put("client_secret", options.at("/secrets/clientSecret").stringValue());
        fields.put("grant_type", "client_credentials");
        fields.put("scope", options.path("scope").stringValue());
        return Optional.of(fields);
    }

    private Optional<Map<String, String>> bearer(JsonNode options) {
        String clientId = options.at("/config/clientId").stringValue();
        Secret clientSecret = new Secret(options.at("/secrets/clientSecret").stringValue());
        JwtAssertion assertion =
                new JwtAssertion(
                        clientId,
                        options.at("/config/userIdentifierValue").stringValue(),
                        options.at("/config/jwtKeyId").stringValue(),
                        new Secret(options.at("/secrets/privateKey").stringValue()),
                        Optional.ofNullable(
                                        options.at("/secrets/privateKeyPassword").stringValue(null))
                                .map(Secret::new));
        return switch (assertion.sign(clock.now())) {
            case JwtAssertion.Signed signed ->
                    Optional.of(JwtAssertion.form(signed, clientId, clientSecret));
            case JwtAssertion.Unusable(String why) -> {
                LOG.debug("Unable to generate JWT token. Error: {}", why);
                yield Optional.empty();
            }
        };
    }
}
