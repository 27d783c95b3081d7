package dev.patchbay.server.security;

import dev.patchbay.engine.security.Names;
import dev.patchbay.engine.security.Role;
import dev.patchbay.engine.security.RoleChange;
import dev.patchbay.engine.security.RoleDescriptor;
import dev.patchbay.engine.security.Roles;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.Route;

import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code /_security/role} (contract/security-and-spaces.md, section 3.6): the other view of the
 * roles of {@link RoleRoutes}. Thread-safe.
 */
final class EsRoleRoutes {

    private static final int LONGEST_DESCRIPTION = 1000;
    private static final String PRIVILEGE_RULE = "^([a-z][a-zA-Z0-9_\\-.]*|.*[*/:].*)$";
    private static final Pattern PRIVILEGE = Pattern.compile(PRIVILEGE_RULE);

    private final SecurityDoors doors;
    private final EsAnswers answers;
    private final Roles roles;
    private final DescriptorReader descriptors;

    EsRoleRoutes(SecurityDoors doors) {
        this.doors = doors;
        this.answers = doors.answers();
        this.roles = doors.security().roles();
        this.descriptors = new DescriptorReader(answers);
    }

    List<Route> routes() {
        String role = "/_security/role/{name}";
        List<Route> routes = new ArrayList<>();
        routes.addAll(EsHandler.putAndPost(answers, role, "Create or update a role", this::put));
        for (String path : List.of(role, "/_security/role")) {
            routes.add(EsHandler.route(answers, "GET", path, "Get roles", Set.of(), this::get));
        }
        routes.add(
                EsHandler.route(answers, "DELETE", role, "Delete a role", Set.of(), this::delete));
        return routes;
    }

    private Answer put(Exchange exchange) {
        String name = exchange.pathParam("name");
        EsBody body = descriptors.body(name, exchange.body());
        RoleDescriptor sent = descriptors.read(name, body);
        List<String> wrong = wrong(name, sent);
        if (!wrong.isEmpty()) {
            body.refuse(answers.invalid(EsAnswers.REQUEST_VALIDATION, wrong));
        }
        Optional<Answer> refusal = body.refusal();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<Answer> forbidden = doors.forbidden(exchange, ClusterAction.ROLE_PUT);
        if (forbidden.isPresent()) {
            doors.audit().refused(exchange, "role_put", "change", "role", name);
            return forbidden.get();
        }
        RoleChange change = roles.put(name, false, _ -> Optional.of(sent));
        return switch (change) {
            case CREATED, REPLACED -> {
                doors.audit().done(exchange, "role_put", "change", "role", name);
                RoleWarnings.written(name, sent);
                ObjectNode json = Json.object();
                json.putObject("role").put("created", change == RoleChange.CREATED);
                yield answers.json(exchange, 200, json);
            }
            case RESERVED -> invalid("Role [" + name + "] is reserved and may not be used.");
            case CONFIGURED -> invalid(RoleRoutes.configured(name));
            case EXISTS, DELETED, UNKNOWN ->
                    throw new IllegalStateException("not an answer to a put");
        };
    }

    private static List<String> wrong(String name, RoleDescriptor sent) {
        List<String> wrong = new ArrayList<>();
        if (!Names.isUserOrRoleName(name)) {
            wrong.add(UserRoutes.BAD_ROLE_NAME);
        }
        sent.applications().stream()
                .flatMap(entry -> entry.privileges().stream())
                .filter(privilege -> !PRIVILEGE.matcher(privilege).matches())
                .forEach(privilege ->
                        wrong.add(
                                "Application privilege names and actions must match the pattern "
                                        + PRIVILEGE_RULE
                                        + " (found '"
                                        + privilege
                                        + "')"));
        if (KeyRequest.hasReservedKey(sent.metadata())) {
            wrong.add("metadata keys may not start with [_]");
        }
        if (sent.description().orElse("").length() > LONGEST_DESCRIPTION) {
            wrong.add("Role description must be less than 1000 characters.");
        }
        return wrong;
    }

    private Answer get(Exchange exchange) {
        Optional<Answer> forbidden = doors.forbidden(exchange, ClusterAction.ROLE_GET);
        if (forbidden.isPresent()) {
            return forbidden.get();
        }
        ObjectNode found = Json.object();
        Optional<String> names = exchange.optionalPathParam("name");
        if (names.isEmpty()) {
            roles.list().forEach(role -> add(found, role));
            return answers.json(exchange, 200, found);
        }
        for (String name : names.get().split(",", -1)) {
            roles.find(name).ifPresent(role -> add(found, role));
        }
        return answers.json(exchange, found.isEmpty() ? 404 : 200, found);
    }

    private static void add(ObjectNode found, Role role) {
        ObjectNode json = role.descriptor().toJson();
        if (json.path("description").stringValue("").isEmpty()) {
            json.remove("description");
        }
        found.set(role.name(), json);
    }

    private Answer delete(Exchange exchange) {
        String name = exchange.pathParam("name");
        Optional<Answer> forbidden = doors.forbidden(exchange, ClusterAction.ROLE_DELETE);
        if (forbidden.isPresent()) {
            doors.audit().refused(exchange, "role_delete", "deletion", "role", name);
            return forbidden.get();
        }
        return switch (roles.delete(name)) {
            case DELETED -> {
                doors.audit().done(exchange, "role_delete", "deletion", "role", name);
                yield answers.json(exchange, 200, Json.object().put("found", true));
            }
            case UNKNOWN -> answers.json(exchange, 404, Json.object().put("found", false));
            case RESERVED ->
                    answers.error(
                            400,
                            EsAnswers.ARGUMENT,
                            "role [" + name + "] is reserved and cannot be deleted");
            case CONFIGURED -> answers.error(400, EsAnswers.ARGUMENT, RoleRoutes.configured(name));
            case CREATED, REPLACED, EXISTS ->
                    throw new IllegalStateException("not an answer to a delete");
        };
    }

    private Answer invalid(String reason) {
        return answers.invalid(EsAnswers.REQUEST_VALIDATION, List.of(reason));
    }
}
