package dev.patchbay.server.security;

import dev.patchbay.engine.audit.AuditLog;
import dev.patchbay.engine.security.ApplicationEntry;
import dev.patchbay.engine.security.Names;
import dev.patchbay.engine.security.Rights;
import dev.patchbay.engine.security.Role;
import dev.patchbay.engine.security.RoleChange;
import dev.patchbay.engine.security.RoleDescriptor;
import dev.patchbay.engine.security.Roles;
import dev.patchbay.engine.security.Security;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schemas;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.Route;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;

import java.util.List;
import java.util.Optional;

/**
 * Kibana's role API (contract/security-and-spaces.md, section 2). It asks for Elasticsearch's
 * cluster privileges, so its refusals carry Elasticsearch's texts. Thread-safe.
 */
public final class RoleRoutes {

    private static final String ONE = "/api/security/role/{name}";
    private static final int LONGEST_DESCRIPTION = 1000;
    private static final Schema PARAMS =
            Schemas.object(Schemas.member("name", Schemas.string(1, 1024)));
    private static final Schema GET_QUERY =
            Schemas.object(Schemas.member("replaceDeprecatedPrivileges", flag().optional()));
    private static final Schema PUT_QUERY =
            Schemas.object(Schemas.member("createOnly", flag().withDefault(false)));

    private final Roles roles;
    private final Rights rights;
    private final SecurityAudit audit;

    private RoleRoutes(Security security, AuditLog audit) {
        this.roles = security.roles();
        this.rights = security.rights();
        this.audit = new SecurityAudit(audit);
    }

    /** The routes. */
    public static List<Route> routes(Security security, AuditLog audit) {
        RoleRoutes routes = new RoleRoutes(security, audit);
        Route.Access open = Route.Access.PUBLIC;
        return List.of(
                Route.of("PUT", ONE, open, "Create or update a role", routes::put)
                        .withParams(PARAMS)
                        .withQuery(PUT_QUERY)
                        .withBody(RoleSchema.BODY),
                Route.of("GET", ONE, open, "Get a role", routes::get)
                        .withParams(PARAMS)
                        .withQuery(GET_QUERY),
                Route.of("GET", "/api/security/role", open, "Get all roles", routes::list)
                        .withQuery(GET_QUERY),
                Route.of("DELETE", ONE, open, "Delete a role", routes::delete).withParams(PARAMS));
    }

    /** A boolean in a query. */
    static Schema flag() {
        return Schemas.bool()
                .coerced(raw ->
                        switch (raw.stringValue("")) {
                            case "true" -> BooleanNode.TRUE;
                            case "false" -> BooleanNode.FALSE;
                            default -> raw;
                        });
    }

    private Answer put(Exchange exchange) {
        String name = exchange.pathParam("name");
        Optional<Answer> unread = forbidden(exchange, ClusterAction.ROLE_GET);
        if (unread.isPresent()) {
            audit.refused(exchange, "role_put", "change", "role", name);
            return unread.get();
        }
        boolean createOnly = exchange.query().path("createOnly").booleanValue(false);
        if (createOnly && roles.find(name).isPresent()) {
            return exists(name);
        }
        Optional<Answer> forbidden = forbidden(exchange, ClusterAction.ROLE_PUT);
        if (forbidden.isPresent()) {
            audit.refused(exchange, "role_put", "change", "role", name);
            return forbidden.get();
        }
        JsonNode body = exchange.requireBody();
        Optional<String> wrong = wrong(name, body);
        if (wrong.isPresent()) {
            return invalid(wrong.get());
        }
        RoleChange change =
                roles.put(
                        name,
                        createOnly,
                        before ->
                                Optional.of(
                                        RoleBody.descriptor(
                                                body,
                                                before.map(RoleRoutes::ofOthers)
                                                        .orElse(List.of()))));
        return switch (change) {
            case CREATED, REPLACED -> {
                audit.done(exchange, "role_put", "change", "role", name);
                RoleWarnings.written(name, RoleBody.descriptor(body, List.of()));
                yield Answer.noContent();
            }
            case EXISTS -> exists(name);
            case RESERVED -> invalid("Role [" + name + "] is reserved and may not be used.");
            case CONFIGURED -> invalid(configured(name));
            case DELETED, UNKNOWN -> throw new IllegalStateException("not an answer to a put");
        };
    }

    private static List<ApplicationEntry> ofOthers(RoleDescriptor stored) {
        return stored.applications().stream()
                .filter(entry -> !entry.application().equals(ApplicationEntry.KIBANA))
                .toList();
    }

    private static Optional<String> wrong(String name, JsonNode body) {
        if (!Names.isUserOrRoleName(name)) {
            return Optional.of(UserRoutes.BAD_ROLE_NAME);
        }
        if (body.path("description").stringValue("").length() > LONGEST_DESCRIPTION) {
            return Optional.of("Role description must be less than 1000 characters.");
        }
        return KeyRequest.hasReservedKey(body.path("metadata"))
                ? Optional.of("metadata keys may not start with [_]")
                : Optional.empty();
    }

    private Answer get(Exchange exchange) {
        Optional<Answer> forbidden = forbidden(exchange, ClusterAction.ROLE_GET);
        if (forbidden.isPresent()) {
            return forbidden.get();
        }
        Optional<Role> role = roles.find(exchange.pathParam("name"));
        return role.map(found -> Answer.json(RoleView.of(found))).orElseGet(RoleRoutes::notFound);
    }

    private Answer list(Exchange exchange) {
        Optional<Answer> forbidden = forbidden(exchange, ClusterAction.ROLE_GET);
        if (forbidden.isPresent()) {
            return forbidden.get();
        }
        ArrayNode all = Json.array();
        roles.list().forEach(role -> all.add(RoleView.of(role)));
        return Answer.json(all);
    }

    private Answer delete(Exchange exchange) {
        String name = exchange.pathParam("name");
        Optional<Answer> forbidden = forbidden(exchange, ClusterAction.ROLE_DELETE);
        if (forbidden.isPresent()) {
            audit.refused(exchange, "role_delete", "deletion", "role", name);
            return forbidden.get();
        }
        return switch (roles.delete(name)) {
            case DELETED -> {
                audit.done(exchange, "role_delete", "deletion", "role", name);
                yield Answer.noContent();
            }
            case UNKNOWN -> notFound();
            case RESERVED ->
                    elasticsearch(
                            400,
                            EsAnswers.ARGUMENT,
                            "role [" + name + "] is reserved and cannot be deleted");
            case CONFIGURED -> elasticsearch(400, EsAnswers.ARGUMENT, configured(name));
            case CREATED, REPLACED, EXISTS ->
                    throw new IllegalStateException("not an answer to a delete");
        };
    }

    private Optional<Answer> forbidden(Exchange exchange, ClusterAction action) {
        return action.allowedTo(exchange.requireCaller(), rights)
                ? Optional.empty()
                : Optional.of(
                        elasticsearch(
                                403,
                                EsAnswers.SECURITY,
                                action.refusal(exchange.requireCaller(), rights)));
    }

    private static Answer exists(String name) {
        return Answer.error(409, "Role already exists and cannot be created: " + name);
    }

    private static Answer notFound() {
        return Answer.error(404, "Not Found");
    }

    /** Of a role that is in kibana.yml. */
    static String configured(String name) {
        return "role [" + name + "] is defined in kibana.yml and cannot be changed here";
    }

    private static Answer invalid(String reason) {
        return elasticsearch(
                400, EsAnswers.REQUEST_VALIDATION, "Validation Failed: 1: " + reason + ";");
    }

    private static Answer elasticsearch(int status, String type, String reason) {
        return Answer.error(status, KibanaRefusals.wrapped(type, reason));
    }
}
