package dev.patchbay.server.security;

import dev.patchbay.engine.security.ApiKey;
import dev.patchbay.engine.security.ApiKeys;
import dev.patchbay.engine.security.Authentication;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.engine.security.RoleDescriptor;
import dev.patchbay.engine.security.User;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.Route;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** {@code /_security/api_key} (contract/security-and-spaces.md, section 3.4). Thread-safe. */
final class ApiKeyRoutes {

    private static final String KEY = "/_security/api_key";
    private static final Set<String> GET_PARAMETERS =
            Set.of(
                    "id",
                    "name",
                    "username",
                    "realm_name",
                    "owner",
                    "active_only",
                    "with_limited_by",
                    "with_profile_uid");

    private final SecurityDoors doors;
    private final EsAnswers answers;
    private final KeyRequest requests;
    private final KeyInvalidation invalidation;

    ApiKeyRoutes(SecurityDoors doors) {
        this.doors = doors;
        this.answers = doors.answers();
        this.requests = new KeyRequest(answers);
        this.invalidation = new KeyInvalidation(doors);
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.addAll(EsHandler.putAndPost(answers, KEY, "Create an API key", this::create));
        routes.add(EsHandler.route(answers, "GET", KEY, "Get API keys", GET_PARAMETERS, this::get));
        routes.add(
                EsHandler.route(
                        answers,
                        "DELETE",
                        KEY,
                        "Invalidate API keys",
                        Set.of(),
                        invalidation::handle));
        routes.add(
                EsHandler.route(
                        answers,
                        "PUT",
                        KEY + "/{id}",
                        "Update an API key",
                        Set.of(),
                        this::update));
        routes.add(
                EsHandler.route(
                        answers,
                        "POST",
                        KEY + "/grant",
                        "Create an API key of another user",
                        Set.of(),
                        this::grant));
        return routes;
    }

    private Answer create(Exchange exchange) {
        EsBody body =
                EsBody.of(answers, exchange.body(), "create api key request", KeyRequest.MEMBERS);
        ApiKeys.Draft draft = requests.read(body);
        if (body.refusal().isPresent()) {
            return body.refusal().get();
        }
        Optional<Answer> forbidden = doors.forbidden(exchange, ClusterAction.KEY_CREATE);
        if (forbidden.isPresent()) {
            doors.audit().refused(exchange, "api_key_create", "creation", "api_key", draft.name());
            return forbidden.get();
        }
        if (exchange.requireCaller().apiKey().isPresent()) {
            return answers.error(
                    400,
                    EsAnswers.ARGUMENT,
                    "creating derived api keys requires an explicit role descriptor that is empty"
                            + " (has no privileges)");
        }
        Optional<User> owner = doors.security().users().find(exchange.requireCaller());
        return owner.map(user -> made(exchange, user, draft, "api_key_create"))
                .orElseGet(() -> doors.refused(exchange.requireCaller(), ClusterAction.KEY_CREATE));
    }

    private Answer made(Exchange exchange, User owner, ApiKeys.Draft draft, String event) {
        ApiKeys.Created created = doors.security().keys().create(owner, draft);
        ApiKey key = created.key();
        String secret = created.secret().reveal();
        doors.audit().done(exchange, event, "creation", "api_key", key.id());
        ObjectNode json = Json.object().put("id", key.id()).put("name", key.name());
        key.expiresAt().ifPresent(at -> json.put("expiration", at.toEpochMilli()));
        json.put("api_key", secret);
        json.put(
                "encoded",
                Base64.getEncoder()
                        .encodeToString(
                                (key.id() + ":" + secret).getBytes(StandardCharsets.UTF_8)));
        return answers.json(exchange, 200, json);
    }

    private Answer grant(Exchange exchange) {
        EsBody body =
                EsBody.of(
                        answers,
                        exchange.body(),
                        "grant api key request",
                        Set.of(
                                "grant_type",
                                "username",
                                "password",
                                "access_token",
                                "api_key",
                                "run_as"));
        Optional<String> type = body.string("grant_type");
        Optional<String> username = body.string("username");
        Optional<String> password = body.string("password");
        if (type.isPresent() && !type.get().equals("password")) {
            body.refuse(argument("unsupported grant type [" + type.get() + "]"));
        }
        if (body.has("run_as")) {
            body.refuse(argument("run_as is not supported"));
        }
        EsBody inner =
                EsBody.of(
                        answers,
                        Optional.of(body.object("api_key").orElseGet(Json::object)),
                        "create api key request",
                        KeyRequest.MEMBERS);
        ApiKeys.Draft draft = requests.read(inner);
        List<String> missing = new ArrayList<>();
        if (type.isEmpty()) {
            missing.add("[grant_type] is required");
        }
        if (username.isEmpty()) {
            missing.add("[username] is required for grant_type [password]");
        }
        if (password.isEmpty()) {
            missing.add("[password] is required for grant_type [password]");
        }
        if (!missing.isEmpty()) {
            body.refuse(answers.invalid(EsAnswers.REQUEST_VALIDATION, missing));
        }
        inner.refusal().ifPresent(body::refuse);
        if (body.refusal().isPresent()) {
            return body.refusal().get();
        }
        Optional<Answer> forbidden = doors.forbidden(exchange, ClusterAction.KEY_GRANT);
        if (forbidden.isPresent()) {
            doors.audit().refused(exchange, "api_key_grant", "creation", "api_key", draft.name());
            return forbidden.get();
        }
        return granted(exchange, username.orElseThrow(), password.orElseThrow(), draft);
    }

    private Answer granted(
            Exchange exchange, String username, String password, ApiKeys.Draft draft) {
        Authentication login =
                doors.security()
                        .authenticator()
                        .login(username, password, exchange.clientAddress());
        if (login instanceof Authentication.Authenticated(Caller caller)) {
            Optional<User> owner = doors.security().users().find(caller);
            if (owner.isPresent()) {
                return made(exchange, owner.get(), draft, "api_key_grant");
            }
        }
        if (login instanceof Authentication.Unavailable) {
            return new ElasticsearchErrors(answers.productHeader(), doors.rights()).failure(503);
        }
        return answers.unauthenticated(
                "unable to authenticate user ["
                        + username
                        + "] for action [cluster:admin/xpack/security/api_key/grant]");
    }

    private Answer get(Exchange exchange) {
        JsonNode query = exchange.query();
        Optional<Answer> badFlag = badFlag(query);
        if (badFlag.isPresent()) {
            return badFlag.get();
        }
        Optional<String> id = text(query, "id");
        KeyFilter filter =
                new KeyFilter(
                        id.map(List::of).orElse(List.of()),
                        text(query, "name"),
                        text(query, "username"),
                        text(query, "realm_name"),
                        flag(query, "owner"));
        List<String> wrong = new ArrayList<>();
        if (filter.hasUserOrRealm() && (id.isPresent() || filter.name().isPresent())) {
            wrong.add(
                    "username or realm name must not be specified when the api key id or api key"
                            + " name is specified");
        }
        if (filter.owner() && filter.hasUserOrRealm()) {
            wrong.add(
                    "neither username nor realm-name may be specified when retrieving owned API"
                            + " keys");
        }
        if (id.isPresent() && filter.name().isPresent()) {
            wrong.add("only one of [api key id, api key name] can be specified");
        }
        if (!wrong.isEmpty()) {
            return answers.invalid(EsAnswers.REQUEST_VALIDATION, wrong);
        }
        Caller caller = exchange.requireCaller();
        if (!filter.allowed(caller, doors.rights(), true)) {
            return doors.refused(caller, ClusterAction.KEY_GET);
        }
        ApiKeys keys = doors.security().keys();
        boolean activeOnly = flag(query, "active_only");
        Predicate<ApiKey> wanted =
                filter.fits(caller).and(key -> !activeOnly || keys.isActive(key));
        List<ApiKey> found =
                id.isPresent()
                        ? keys.find(id.get()).filter(wanted).stream().toList()
                        : keys.list(wanted);
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("api_keys");
        boolean limitedBy = flag(query, "with_limited_by");
        found.forEach(key -> list.add(KeyJson.of(key, limitedBy)));
        return answers.json(exchange, id.isPresent() && found.isEmpty() ? 404 : 200, json);
    }

    private Optional<Answer> badFlag(JsonNode query) {
        for (String name : List.of("owner", "active_only", "with_limited_by")) {
            String value = text(query, name).orElse("true");
            if (!value.equals("true") && !value.equals("false")) {
                return Optional.of(
                        argument(
                                "Failed to parse value ["
                                        + value
                                        + "] as only [true] or [false] are allowed."));
            }
        }
        return Optional.empty();
    }

    private static boolean flag(JsonNode query, String name) {
        return query.has(name) && !query.path(name).stringValue("").equals("false");
    }

    private static Optional<String> text(JsonNode query, String name) {
        return Optional.ofNullable(query.path(name).stringValue(null))
                .filter(value -> !value.isEmpty());
    }

    private Answer update(Exchange exchange) {
        EsBody body =
                EsBody.of(
                        answers,
                        Optional.of(exchange.body().orElseGet(Json::object)),
                        "update api key request",
                        Set.of("role_descriptors", "metadata", "expiration"));
        Optional<Map<String, RoleDescriptor>> descriptors = requests.descriptors(body);
        Optional<ObjectNode> metadata = body.object("metadata");
        Optional<Duration> lifetime = requests.lifetime(body);
        if (metadata.filter(KeyRequest::hasReservedKey).isPresent()) {
            body.refuse(
                    answers.invalid(
                            EsAnswers.REQUEST_VALIDATION, List.of(KeyRequest.BAD_METADATA)));
        }
        if (body.refusal().isPresent()) {
            return body.refusal().get();
        }
        String id = exchange.pathParam("id");
        Caller caller = exchange.requireCaller();
        Optional<Answer> forbidden = doors.forbidden(exchange, ClusterAction.KEY_UPDATE);
        if (forbidden.isPresent()) {
            doors.audit().refused(exchange, "api_key_update", "change", "api_key", id);
            return forbidden.get();
        }
        if (caller.apiKey().isPresent()) {
            return argument(
                    "authentication via API key not supported: only the owner user can update an"
                            + " API key");
        }
        Optional<User> owner = doors.security().users().find(caller);
        ApiKeys.Update update =
                owner.map(user ->
                                doors.security()
                                        .keys()
                                        .update(user, id, descriptors, metadata, lifetime))
                        .orElse(ApiKeys.Update.UNKNOWN);
        return switch (update) {
            case UPDATED -> {
                doors.audit().done(exchange, "api_key_update", "change", "api_key", id);
                yield answers.json(exchange, 200, Json.object().put("updated", true));
            }
            case UNCHANGED -> answers.json(exchange, 200, Json.object().put("updated", false));
            case UNKNOWN ->
                    answers.error(
                            404,
                            "resource_not_found_exception",
                            "no API key owned by requesting user found for ID [" + id + "]");
            case INVALIDATED -> argument("cannot update invalidated API key [" + id + "]");
            case EXPIRED -> argument("cannot update expired API key [" + id + "]");
        };
    }

    private Answer argument(String reason) {
        return answers.error(400, EsAnswers.ARGUMENT, reason);
    }
}
