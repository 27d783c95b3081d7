package dev.patchbay.server.security;

import dev.patchbay.engine.audit.AuditLog;
import dev.patchbay.engine.security.Authorizer;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.engine.security.Right;
import dev.patchbay.engine.space.Space;
import dev.patchbay.engine.space.SpaceChange;
import dev.patchbay.engine.space.SpaceDraft;
import dev.patchbay.engine.space.Spaces;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.Route;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/** Kibana's spaces API (contract/security-and-spaces.md, section 1). Thread-safe. */
public final class SpaceRoutes {

    private static final String ONE = "/api/spaces/space/{id}";
    private static final String ALL = "/api/spaces/space";

    private final Spaces spaces;
    private final Authorizer rights;
    private final SecurityAudit audit;

    private SpaceRoutes(Spaces spaces, Authorizer rights, AuditLog audit) {
        this.spaces = spaces;
        this.rights = rights;
        this.audit = new SecurityAudit(audit);
    }

    /** The routes. */
    public static List<Route> routes(Spaces spaces, Authorizer rights, AuditLog audit) {
        SpaceRoutes routes = new SpaceRoutes(spaces, rights, audit);
        Route.Access open = Route.Access.PUBLIC;
        return List.of(
                Route.of("POST", ALL, open, "Create a space", routes::create)
                        .withBody(SpaceSchema.BODY),
                Route.of("GET", ALL, open, "Get all spaces", routes::list)
                        .withQuery(SpaceSchema.LIST_QUERY),
                Route.of("GET", ONE, open, "Get a space", x -> get(routes, x, x.pathParam("id"))),
                Route.of("PUT", ONE, open, "Update a space", routes::update)
                        .withBody(SpaceSchema.BODY),
                Route.of("DELETE", ONE, open, "Delete a space", routes::delete),
                Route.of(
                        "GET",
                        "/internal/spaces/_active_space",
                        Route.Access.INTERNAL,
                        "",
                        x -> get(routes, x, x.spaceId())));
    }

    private Answer create(Exchange exchange) {
        SpaceDraft draft = draft(exchange.requireBody());
        if (!mayManage(exchange)) {
            audit.spaceRefused(exchange, "space_create", "creation", "create", draft.id());
            return Answer.error(403, "Unauthorized to create spaces");
        }
        if (exchange.requireBody().has("projectRouting")) {
            return Answer.error(400, routing("create"));
        }
        audit.spaceWrite(exchange, "space_create", "creation", "creating", draft.id());
        return answer(spaces.create(draft), draft.id(), "create");
    }

    private Answer update(Exchange exchange) {
        String id = exchange.pathParam("id");
        if (!mayManage(exchange)) {
            audit.spaceRefused(exchange, "space_update", "change", "update", id);
            return Answer.error(403, "Unauthorized to update spaces");
        }
        if (exchange.requireBody().has("projectRouting")) {
            return Answer.error(400, routing("update"));
        }
        audit.spaceWrite(exchange, "space_update", "change", "updating", id);
        return answer(spaces.update(id, draft(exchange.requireBody())), id, "update");
    }

    private Answer delete(Exchange exchange) {
        String id = exchange.pathParam("id");
        if (!mayManage(exchange)) {
            audit.spaceRefused(exchange, "space_delete", "deletion", "delete", id);
            return Answer.error(403, "Unauthorized to delete spaces");
        }
        audit.spaceWrite(exchange, "space_delete", "deletion", "deleting", id);
        return answer(spaces.delete(id), id, "delete");
    }

    private static Answer get(SpaceRoutes routes, Exchange exchange, String id) {
        if (!routes.rights.may(exchange.requireCaller(), Right.LOGIN, id)) {
            routes.audit.spaceRefused(exchange, "space_get", "access", "access", id);
            return Answer.error(403, "Unauthorized to get " + id + " space");
        }
        Optional<Space> space = routes.spaces.find(id);
        space.ifPresent(_ -> routes.audit.spaceRead(exchange, "space_get", id));
        return space.map(found -> Answer.json(json(found)))
                .orElseGet(() -> Answer.error(404, "Not Found"));
    }

    private Answer list(Exchange exchange) {
        Caller caller = exchange.requireCaller();
        String purpose = exchange.query().path("purpose").stringValue("any");
        boolean withPurposes =
                exchange.query().path("include_authorized_purposes").booleanValue(false);
        ArrayNode all = Json.array();
        for (Space space : spaces.list()) {
            boolean login = rights.may(caller, Right.LOGIN, space.id());
            boolean objects = rights.may(caller, Right.SAVED_OBJECTS_MANAGE, space.id());
            boolean shown = purpose.equals("any") ? login : objects;
            if (!shown && !(withPurposes && objects)) {
                continue;
            }
            ObjectNode json = json(space);
            if (withPurposes) {
                json.putObject("authorizedPurposes")
                        .put("any", login)
                        .put("copySavedObjectsIntoSpace", objects)
                        .put("findSavedObjects", login)
                        .put("shareSavedObjectsIntoSpace", objects);
            }
            all.add(json);
            audit.spaceRead(exchange, "space_find", space.id());
        }
        if (all.isEmpty()) {
            audit.spaceRefused(exchange, "space_find", "access", "access", "");
            return Answer.error(403, "Forbidden");
        }
        return Answer.json(all);
    }

    private boolean mayManage(Exchange exchange) {
        return rights.may(exchange.requireCaller(), Right.SPACE_MANAGE, exchange.spaceId());
    }

    private static Answer answer(SpaceChange change, String id, String verb) {
        return switch (change) {
            case SpaceChange.Stored(Space space) -> Answer.json(json(space));
            case SpaceChange.Deleted _ -> Answer.noContent();
            case SpaceChange.Refused(SpaceChange.Reason reason) -> refusal(reason, id, verb);
        };
    }

    private static Answer refusal(SpaceChange.Reason reason, String id, String verb) {
        return switch (reason) {
            case TOO_MANY ->
                    Answer.error(
                            400,
                            "Unable to create Space, this exceeds the maximum number of spaces set"
                                    + " by the xpack.spaces.maxSpaces setting");
            case FEATURES_NOT_ALLOWED ->
                    Answer.error(
                            400,
                            "Unable to "
                                    + verb
                                    + " Space, the disabledFeatures array must be empty when"
                                    + " xpack.spaces.allowFeatureVisibility setting is disabled");
            case SOLUTION_NOT_ALLOWED ->
                    Answer.error(
                            400,
                            "Unable to "
                                    + verb
                                    + " Space, the solution property can not be set when"
                                    + " xpack.spaces.allowSolutionVisibility setting is disabled");
            case TAKEN ->
                    Answer.error(409, "A space with the identifier " + id + " already exists.");
            case UNKNOWN -> Answer.error(404, "Not Found");
            case RESERVED ->
                    Answer.error(
                            400, "The " + id + " space cannot be deleted because it is reserved.");
        };
    }

    private static String routing(String verb) {
        return "Unable to "
                + verb
                + " Space, projectRouting property is only allowed when CPS is enabled";
    }

    private static SpaceDraft draft(JsonNode body) {
        return new SpaceDraft(
                body.path("id").stringValue(""),
                body.path("name").stringValue(""),
                text(body, "description"),
                text(body, "initials"),
                text(body, "color"),
                text(body, "imageUrl"),
                text(body, "solution"),
                body.path("disabledFeatures").values().stream()
                        .map(feature -> feature.stringValue(""))
                        .toList());
    }

    private static Optional<String> text(JsonNode body, String name) {
        return Optional.ofNullable(body.path(name).stringValue(null));
    }

    private static ObjectNode json(Space space) {
        ObjectNode json = Json.object().put("id", space.id()).put("name", space.name());
        space.description().ifPresent(text -> json.put("description", text));
        space.initials().ifPresent(text -> json.put("initials", text));
        space.color().ifPresent(text -> json.put("color", text));
        space.imageUrl().ifPresent(text -> json.put("imageUrl", text));
        space.disabledFeatures().forEach(json.putArray("disabledFeatures")::add);
        if (space.reserved()) {
            json.put("_reserved", true);
        }
        space.solution().ifPresent(text -> json.put("solution", text));
        return json;
    }
}
