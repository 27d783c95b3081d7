package dev.patchbay.connectors.spec;

import dev.patchbay.connectors.shared.auth.AuthConfig;
import dev.patchbay.connectors.shared.auth.AuthSecrets;
import dev.patchbay.connectors.shared.auth.AuthType;
import dev.patchbay.connectors.shared.auth.AuthenticatedHttp;
import dev.patchbay.connectors.shared.auth.AuthenticatedHttp.Sent;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.http.BasicAuthentication;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Path;
import dev.patchbay.sdk.secret.Secret;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How requests of a type show who asks. */
sealed interface SpecAuth {

    /** Not at all, or by a secret address. */
    record None() implements SpecAuth {}

    /** A header, which no header of a request may replace. */
    record Header(String name, Template value) implements SpecAuth {}

    /** A parameter of the query. */
    record Query(String name, Template value) implements SpecAuth {}

    /** Basic credentials (RFC 7617). */
    record Basic(Template user, Template password) implements SpecAuth {}

    /** A token of the client-credentials grant (RFC 6749, section 4.4). */
    record OAuth(
            SpecUrl tokenUrl,
            Template clientId,
            Template clientSecret,
            Optional<Template> scope,
            Map<String, Template> fields)
            implements SpecAuth {}

    /** Headers that are the transport's. */
    Set<String> RESERVED =
            Set.of("host", "content-length", "transfer-encoding", "connection", "upgrade", "te");

    /** Reads the block; {@code scope} has no params. */
    static SpecAuth parse(JsonNode auth, Scope scope, Path where) {
        return switch (auth.path("kind").asString()) {
            case "none" -> new None();
            case "basic" ->
                    new Basic(
                            template(auth, "user", scope, where),
                            template(auth, "password", scope, where));
            case "bearer" ->
                    new Header(
                            "Authorization",
                            Template.parse(
                                    "Bearer " + auth.path("token").asString(),
                                    scope,
                                    where.key("token")));
            case "apiKeyHeader" ->
                    new Header(
                            header(auth.path("name").asString(), where.key("name")),
                            template(auth, "value", scope, where));
            case "apiKeyQuery" ->
                    new Query(auth.path("name").asString(), template(auth, "value", scope, where));
            default -> oauth(auth, scope, where);
        };
    }

    private static SpecAuth oauth(JsonNode auth, Scope scope, Path where) {
        Map<String, Template> fields = new LinkedHashMap<>();
        auth.path("fields")
                .properties()
                .forEach(field ->
                        fields.put(
                                field.getKey(),
                                Template.parse(
                                        field.getValue().asString(),
                                        scope,
                                        where.key("fields").key(field.getKey()))));
        return new OAuth(
                SpecUrl.parse(auth.path("tokenUrl").asString(), scope, where.key("tokenUrl")),
                template(auth, "clientId", scope, where),
                template(auth, "clientSecret", scope, where),
                auth.has("scope")
                        ? Optional.of(template(auth, "scope", scope, where))
                        : Optional.empty(),
                fields);
    }

    private static Template template(JsonNode auth, String name, Scope scope, Path where) {
        return Template.parse(auth.path(name).asString(), scope, where.key(name));
    }

    /** A name that a type may set. */
    static String header(String name, Path where) {
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
            throw new SpecFault(where, "not the name of a header: " + name);
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new SpecFault(where, "the header " + name + " is the server's");
        }
        return name;
    }

    /** What it adds to the query. */
    default Map<String, String> query(Values values) {
        return this instanceof Query(String name, Template value) && value.complete(values)
                ? Map.of(name, value.text(values).orElse(""))
                : Map.of();
    }

    /** Sends with credentials; a token that is refused is renewed once. */
    default Sent send(Values values, HttpCall call) {
        Invocation invocation = values.invocation();
        return switch (this) {
            case None _, Query _ -> new Sent.Done(invocation.http().send(call));
            case Header(String name, Template value) ->
                    new Sent.Done(
                            invocation
                                    .http()
                                    .send(
                                            value.complete(values)
                                                    ? call.withHeader(
                                                            name, value.text(values).orElse(""))
                                                    : call));
            case Basic(Template user, Template password)
                    when !user.complete(values) || !password.complete(values) ->
                    new Sent.Done(invocation.http().send(call));
            case Basic(Template user, Template password) -> {
                String header =
                        BasicAuthentication.header(
                                user.text(values).orElse(""), password.text(values).orElse(""));
                invocation.secretValues().add(header.substring(header.indexOf(' ') + 1));
                yield new Sent.Done(
                        invocation.http().send(call.withHeader("Authorization", header)));
            }
            case OAuth oauth -> token(oauth, values, call);
        };
    }

    private static Sent token(OAuth oauth, Values values, HttpCall call) {
        Invocation invocation = values.invocation();
        Optional<String> url =
                oauth.tokenUrl().resolve(values, Map.of(), invocation.secretValues())
                                instanceof SpecUrl.Address.Found(String found)
                        ? Optional.of(found)
                        : Optional.empty();
        ObjectNode fields = Json.object();
        oauth.fields()
                .forEach((name, value) ->
                        value.text(values).ifPresent(text -> fields.put(name, text)));
        AuthConfig config =
                new AuthConfig(
                        Optional.empty(),
                        true,
                        Optional.of(AuthType.OAUTH),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        url,
                        oauth.clientId().text(values),
                        oauth.scope().flatMap(scope -> scope.text(values)),
                        fields.isEmpty() ? Optional.empty() : Optional.of(Json.write(fields)));
        AuthSecrets secrets =
                new AuthSecrets(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        oauth.clientSecret().text(values).map(Secret::new),
                        Optional.empty());
        return AuthenticatedHttp.send(invocation, config, secrets, call);
    }
}
