package dev.patchbay.server.security;

import dev.patchbay.engine.security.Names;
import dev.patchbay.engine.security.User;
import dev.patchbay.engine.security.UserChange;
import dev.patchbay.engine.security.UserChange.Done;
import dev.patchbay.engine.security.UserChange.Refused;
import dev.patchbay.engine.security.UserDraft;
import dev.patchbay.engine.security.UserDraft.NewPassword;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.Route;

import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /_security/user} (contract/security-and-spaces.md, section 3.3). Thread-safe. */
final class UserRoutes {

    private static final Set<String> MEMBERS =
            Set.of(
                    "username",
                    "password",
                    "password_hash",
                    "roles",
                    "full_name",
                    "email",
                    "metadata",
                    "enabled");
    private static final String NAME_RULE =
            " names must be at least 1 and no more than 1024 characters. They can contain"
                    + " alphanumeric characters (a-z, A-Z, 0-9), spaces, punctuation, and printable"
                    + " symbols in the Basic Latin (ASCII) block. Leading or trailing whitespace is"
                    + " not allowed.";

    /** What is wrong with a user name. */
    static final String BAD_USER_NAME = "User" + NAME_RULE;

    /** What is wrong with a role name. */
    static final String BAD_ROLE_NAME = "Role" + NAME_RULE;

    private static final String BAD_HASH =
            "The provided password hash is not a hash or it could not be resolved to a supported"
                    + " hash algorithm. The supported password hash algorithms are [bcrypt,"
                    + " bcrypt4, bcrypt5, bcrypt6, bcrypt7, bcrypt8, bcrypt9, bcrypt10, bcrypt11,"
                    + " bcrypt12, bcrypt13, bcrypt14, pbkdf2, pbkdf2_1000, pbkdf2_10000,"
                    + " pbkdf2_50000, pbkdf2_100000, pbkdf2_500000, pbkdf2_1000000, pbkdf2_stretch,"
                    + " pbkdf2_stretch_1000, pbkdf2_stretch_10000, pbkdf2_stretch_50000,"
                    + " pbkdf2_stretch_100000, pbkdf2_stretch_500000, pbkdf2_stretch_1000000]";

    private final SecurityDoors doors;
    private final EsAnswers answers;

    UserRoutes(SecurityDoors doors) {
        this.doors = doors;
        this.answers = doors.answers();
    }

    List<Route> routes() {
        String user = "/_security/user/{username}";
        List<Route> routes = new ArrayList<>();
        routes.addAll(EsHandler.putAndPost(answers, user, "Create or update a user", this::put));
        for (String path : List.of(user, "/_security/user")) {
            routes.add(
                    EsHandler.route(
                            answers,
                            "GET",
                            path,
                            "Get users",
                            Set.of("with_profile_uid"),
                            this::get));
        }
        routes.add(
                EsHandler.route(answers, "DELETE", user, "Delete a user", Set.of(), this::delete));
        for (String path : List.of(user + "/_password", "/_security/user/_password")) {
            routes.addAll(EsHandler.putAndPost(answers, path, "Change a password", this::password));
        }
        routes.addAll(
                EsHandler.putAndPost(
                        answers, user + "/_enable", "Enable a user", x -> setEnabled(x, true)));
        routes.addAll(
                EsHandler.putAndPost(
                        answers, user + "/_disable", "Disable a user", x -> setEnabled(x, false)));
        return routes;
    }

    private Answer put(Exchange exchange) {
        String name = exchange.pathParam("username");
        EsBody body = EsBody.of(answers, exchange.body(), "add user request", MEMBERS);
        Optional<String> said = body.string("username");
        if (said.isPresent() && !said.get().equals(name)) {
            body.refuse(
                    answers.error(
                            400,
                            EsAnswers.ARGUMENT,
                            "[username] in source does not match the username provided ["
                                    + name
                                    + "]"));
        }
        Optional<NewPassword> password = password(body);
        Optional<List<String>> roles = body.strings("roles");
        UserDraft draft =
                new UserDraft(
                        name,
                        password,
                        roles.orElse(List.of()),
                        body.string("full_name"),
                        body.string("email"),
                        body.object("metadata").orElseGet(Json::object),
                        body.bool("enabled", true));
        List<String> wrong = wrong(draft, roles.isPresent());
        if (!wrong.isEmpty()) {
            body.refuse(answers.invalid(EsAnswers.REQUEST_VALIDATION, wrong));
        }
        Optional<Answer> refusal = body.refusal();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<Answer> forbidden = doors.forbidden(exchange, ClusterAction.USER_PUT);
        if (forbidden.isPresent()) {
            doors.audit().refused(exchange, "user_update", "change", "user", name);
            return forbidden.get();
        }
        return switch (doors.security().users().put(draft)) {
            case Done done -> {
                boolean created = done.created();
                doors.audit()
                        .done(
                                exchange,
                                created ? "user_create" : "user_update",
                                created ? "creation" : "change",
                                "user",
                                name);
                yield withRules(
                        answers.json(exchange, 200, Json.object().put("created", created)), done);
            }
            case Refused refused -> refusal(refused, name, "");
        };
    }

    private List<String> wrong(UserDraft draft, boolean rolesSent) {
        List<String> wrong = new ArrayList<>();
        if (!Names.isUserOrRoleName(draft.name())) {
            wrong.add(BAD_USER_NAME);
        }
        if (!rolesSent) {
            wrong.add("roles are missing");
        }
        if (!draft.roles().stream().allMatch(Names::isUserOrRoleName)) {
            wrong.add(BAD_ROLE_NAME);
        }
        if (draft.metadata().propertyNames().stream().anyMatch(key -> key.startsWith("_"))) {
            wrong.add("metadata keys may not start with [_]");
        }
        return wrong;
    }

    private Optional<NewPassword> password(EsBody body) {
        Optional<String> clear = body.string("password");
        Optional<String> hash = body.string("password_hash");
        if (clear.isPresent() && hash.isPresent()) {
            body.refuse(
                    answers.invalid(
                            EsAnswers.VALIDATION, List.of("password_hash has already been set")));
            return Optional.empty();
        }
        if (hash.isPresent()) {
            if (!Names.isPasswordHash(hash.get())) {
                body.refuse(answers.error(400, EsAnswers.ARGUMENT, BAD_HASH));
            }
            return Optional.of(new NewPassword.Hashed(new Secret(hash.get())));
        }
        if (clear.isEmpty()) {
            return Optional.empty();
        }
        int length = clear.get().length();
        if (length < Names.SHORTEST_PASSWORD) {
            body.refuse(
                    answers.invalid(
                            EsAnswers.VALIDATION,
                            List.of("passwords must be at least [6] characters long")));
        } else if (length > Names.LONGEST_PASSWORD) {
            body.refuse(
                    answers.invalid(
                            EsAnswers.VALIDATION,
                            List.of("passwords must be at most [1024] characters long")));
        }
        return Optional.of(new NewPassword.Clear(new Secret(clear.get())));
    }

    private Answer get(Exchange exchange) {
        Optional<Answer> forbidden = doors.forbidden(exchange, ClusterAction.USER_GET);
        if (forbidden.isPresent()) {
            return forbidden.get();
        }
        ObjectNode found = Json.object();
        Optional<String> names = exchange.optionalPathParam("username");
        if (names.isEmpty()) {
            doors.security().users().list().forEach(user -> add(found, user));
            return answers.json(exchange, 200, found);
        }
        for (String name : names.get().split(",", -1)) {
            doors.security().users().find(name).ifPresent(user -> add(found, user));
        }
        return answers.json(exchange, found.isEmpty() ? 404 : 200, found);
    }

    private static void add(ObjectNode found, User user) {
        found.set(user.name(), UserJson.of(user));
    }

    private Answer delete(Exchange exchange) {
        String name = exchange.pathParam("username");
        Optional<Answer> forbidden = doors.forbidden(exchange, ClusterAction.USER_DELETE);
        if (forbidden.isPresent()) {
            doors.audit().refused(exchange, "user_delete", "deletion", "user", name);
            return forbidden.get();
        }
        return switch (doors.security().users().delete(name)) {
            case Done done -> {
                doors.audit().done(exchange, "user_delete", "deletion", "user", name);
                yield withRules(
                        answers.json(exchange, 200, Json.object().put("found", true)), done);
            }
            case Refused(UserChange.Reason reason) when reason == UserChange.Reason.UNKNOWN ->
                    answers.json(exchange, 404, Json.object().put("found", false));
            case Refused(UserChange.Reason reason) when reason == UserChange.Reason.RESERVED ->
                    answers.error(
                            400,
                            EsAnswers.ARGUMENT,
                            "user [" + name + "] is reserved and cannot be deleted");
            case Refused refused -> refusal(refused, name, "");
        };
    }

    private Answer password(Exchange exchange) {
        String own = exchange.requireCaller().username();
        String name = exchange.optionalPathParam("username").orElse(own);
        EsBody body =
                EsBody.of(
                        answers,
                        exchange.body(),
                        "change password request",
                        Set.of("password", "password_hash"));
        Optional<NewPassword> password = password(body);
        if (password.isEmpty()) {
            body.refuse(
                    answers.invalid(EsAnswers.REQUEST_VALIDATION, List.of("password is missing")));
        }
        Optional<Answer> refusal = body.refusal();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        boolean self = name.equals(own) && exchange.requireCaller().apiKey().isEmpty();
        Optional<Answer> forbidden =
                self
                        ? Optional.empty()
                        : doors.forbidden(exchange, ClusterAction.USER_CHANGE_PASSWORD);
        if (forbidden.isPresent()) {
            doors.audit().refused(exchange, "user_change_password", "change", "user", name);
            return forbidden.get();
        }
        return switch (doors.security().users().changePassword(name, password.orElseThrow())) {
            case Done _ -> {
                doors.audit().done(exchange, "user_change_password", "change", "user", name);
                yield answers.json(exchange, 200, Json.object());
            }
            case Refused refused ->
                    refusal(refused, name, "user must exist in order to change password");
        };
    }

    private Answer setEnabled(Exchange exchange, boolean enabled) {
        String name = exchange.pathParam("username");
        String event = enabled ? "user_enable" : "user_disable";
        Optional<Answer> forbidden = doors.forbidden(exchange, ClusterAction.USER_SET_ENABLED);
        if (forbidden.isPresent()) {
            doors.audit().refused(exchange, event, "change", "user", name);
            return forbidden.get();
        }
        UserChange change =
                doors.security().users().setEnabled(exchange.requireCaller(), name, enabled);
        return switch (change) {
            case Done done -> {
                doors.audit().done(exchange, event, "change", "user", name);
                yield withRules(answers.json(exchange, 200, Json.object()), done);
            }
            case Refused refused ->
                    refusal(
                            refused,
                            name,
                            "only existing users can be " + (enabled ? "enabled" : "disabled"));
        };
    }

    private Answer refusal(Refused refused, String name, String unknown) {
        return switch (refused.reason()) {
            case UNKNOWN -> answers.invalid(EsAnswers.VALIDATION, List.of(unknown));
            case RESERVED ->
                    answers.invalid(
                            EsAnswers.REQUEST_VALIDATION,
                            List.of(
                                    "user ["
                                            + name
                                            + "] is reserved and only the password can be"
                                            + " changed"));
            case INTERNAL ->
                    answers.invalid(
                            EsAnswers.REQUEST_VALIDATION,
                            List.of("user [" + name + "] is internal"));
            case CONFIGURED ->
                    answers.invalid(
                            EsAnswers.REQUEST_VALIDATION,
                            List.of(
                                    "user ["
                                            + name
                                            + "] is defined in kibana.yml and cannot be changed"
                                            + " here"));
            case PASSWORD_NEEDED ->
                    answers.invalid(
                            EsAnswers.VALIDATION,
                            List.of(
                                    "password must be specified unless you are updating an"
                                            + " existing user"));
            case OWN_ACCOUNT ->
                    answers.error(
                            400,
                            EsAnswers.ARGUMENT,
                            "users may not update the enabled status of their own account");
            case LAST_ADMINISTRATOR ->
                    answers.error(
                            400,
                            EsAnswers.ARGUMENT,
                            "at least one enabled user must keep the [superuser] role");
            case BUSY ->
                    answers.error(
                            429,
                            "es_rejected_execution_exception",
                            "too many passwords are being hashed, try again");
        };
    }

    private static Answer withRules(Answer answer, Done done) {
        return done.rules().isEmpty()
                ? answer
                : answer.withHeader("x-patchbay-rules", String.join(",", done.rules()));
    }
}
