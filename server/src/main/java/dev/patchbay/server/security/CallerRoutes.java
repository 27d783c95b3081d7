package dev.patchbay.server.security;

import dev.patchbay.engine.security.ApiKey;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.engine.security.RoleDescriptor;
import dev.patchbay.engine.security.User;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.Route;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who am I and what may I do (contract/security-and-spaces.md, section 3.5). Thread-safe. */
final class CallerRoutes {

    private static final long MOST_BYTES = 1_048_576;
    private static final String HAS = "/_has_privileges";

    private final SecurityDoors doors;
    private final EsAnswers answers;

    CallerRoutes(SecurityDoors doors) {
        this.doors = doors;
        this.answers = doors.answers();
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.add(
                EsHandler.route(
                        answers,
                        "GET",
                        "/_security/_authenticate",
                        "Who calls",
                        Set.of(),
                        this::authenticate));
        for (String path : List.of("/_security/user" + HAS, "/_security/user/{username}" + HAS)) {
            routes.add(
                    EsHandler.route(
                            answers,
                            "POST",
                            path,
                            "Which privileges the caller has",
                            Set.of(),
                            exchange -> has(exchange, exchange.body())));
            // A GET with a body: the kernel reads it only as bytes.
            routes.add(
                    EsHandler.route(
                                    answers,
                                    "GET",
                                    path,
                                    "Which privileges the caller has",
                                    Set.of(),
                                    this::hasByGet)
                            .withUpload(MOST_BYTES));
        }
        routes.add(
                EsHandler.route(
                        answers,
                        "GET",
                        "/_security/user/_privileges",
                        "All privileges of the caller",
                        Set.of(),
                        this::privileges));
        return routes;
    }

    private Answer authenticate(Exchange exchange) {
        Caller caller = exchange.requireCaller();
        Optional<User> user = doors.security().users().find(caller);
        if (user.isEmpty()) {
            return answers.unauthenticated(KibanaRefusals.REFUSED_KEY);
        }
        ObjectNode json = UserJson.of(user.get());
        if (caller.apiKey().isPresent()) {
            json.putArray("roles");
            realms(json, "_es_api_key", "_es_api_key");
            json.put("authentication_type", "api_key");
            json.putObject("api_key")
                    .put("id", caller.apiKey().get().id())
                    .put("name", caller.apiKey().get().name())
                    .put("managed_by", "elasticsearch");
        } else {
            realms(json, UserJson.realm(caller.username()), UserJson.realmType(caller.username()));
            json.put("authentication_type", "realm");
        }
        return answers.json(exchange, 200, json);
    }

    private static void realms(ObjectNode json, String name, String type) {
        for (String realm : List.of("authentication_realm", "lookup_realm")) {
            json.putObject(realm).put("name", name).put("type", type);
        }
    }

    private Answer hasByGet(Exchange exchange) {
        if (exchange.content().length == 0) {
            return has(exchange, Optional.empty());
        }
        try {
            return has(exchange, Optional.of(Json.read(exchange.content())));
        } catch (JacksonException e) {
            return new ElasticsearchErrors(answers.productHeader(), doors.rights()).malformedBody();
        }
    }

    private Answer has(Exchange exchange, Optional<JsonNode> sent) {
        Caller caller = exchange.requireCaller();
        Optional<String> named = exchange.optionalPathParam("username");
        if (named.isPresent() && !named.get().equals(caller.username())) {
            return answers.error(
                    403,
                    EsAnswers.SECURITY,
                    "action [cluster:admin/xpack/security/user/has_privileges] is unauthorized for "
                            + Who.is(caller, doors.rights()));
        }
        return new PrivilegeQuestion(doors, caller).answer(exchange, sent);
    }

    private Answer privileges(Exchange exchange) {
        Set<String> cluster = new LinkedHashSet<>();
        Set<String> runAs = new LinkedHashSet<>();
        ObjectNode json = Json.object();
        var indices = Json.array();
        var applications = Json.array();
        for (RoleDescriptor descriptor : descriptors(exchange.requireCaller()).values()) {
            cluster.addAll(descriptor.cluster());
            runAs.addAll(descriptor.runAs());
            JsonNode plain = descriptor.toJson();
            plain.path("indices").forEach(indices::add);
            plain.path("applications").forEach(applications::add);
        }
        cluster.forEach(json.putArray("cluster")::add);
        json.putArray("global");
        json.set("indices", indices);
        json.set("applications", applications);
        runAs.forEach(json.putArray("run_as")::add);
        return answers.json(exchange, 200, json);
    }

    /** A key shows its own limits, or without any those of its owner at its creation. */
    private Map<String, RoleDescriptor> descriptors(Caller caller) {
        Optional<ApiKey> key =
                caller.apiKey().flatMap(used -> doors.security().keys().find(used.id()));
        return key.map(found ->
                        found.descriptors().isEmpty() ? found.limitedBy() : found.descriptors())
                .orElseGet(() -> doors.rights().descriptors(caller));
    }
}
