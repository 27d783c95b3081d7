package dev.patchbay.server;

import dev.patchbay.engine.execution.ExecuteRules;
import dev.patchbay.engine.security.ConfiguredUser;
import dev.patchbay.engine.security.Credential;
import dev.patchbay.engine.security.OwnedRules;
import dev.patchbay.engine.security.PasswordCost;
import dev.patchbay.engine.security.Role;
import dev.patchbay.engine.security.Security;
import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.server.security.ConfiguredRoles;
import dev.patchbay.server.settings.SecuritySettings;

import tools.jackson.databind.node.ObjectNode;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Users, roles and keys of the settings and of the database. */
final class SecurityParts {

    private SecurityParts() {}

    /** Opens security and creates the first user where there is none. */
    static Security open(ServerParts ground, OpenParts parts, Consumer<String> terminal)
            throws StartRefusedException {
        SecuritySettings settings = ground.settings().security();
        Security security =
                parts.add(
                        "security",
                        new Security(
                                ground.database().security(),
                                new Security.Options(
                                        users(settings.users()),
                                        roles(settings.roles()),
                                        schemes(settings),
                                        ground.settings().patchbay().dataPath(),
                                        PasswordCost.STANDARD),
                                OwnedRules.none(),
                                ground.audit(),
                                ground.clock(),
                                ground.ids()));
        try {
            Optional<Secret> made = security.firstStart().run(settings.initialPassword());
            made.ifPresent(password ->
                    terminal.accept(
                            "The user elastic was created. Password: " + password.reveal()));
        } catch (UncheckedIOException | StoreUnavailableException e) {
            throw StartRefusedException.unusable(
                    "the first user cannot be created: " + e.getMessage());
        }
        return security;
    }

    private static List<ConfiguredUser> users(Map<String, SecuritySettings.User> users) {
        List<ConfiguredUser> configured = new ArrayList<>();
        users.forEach((name, user) ->
                configured.add(
                        new ConfiguredUser(name, credential(user), user.roles(), user.fullName())));
        return configured;
    }

    private static Credential credential(SecuritySettings.User user) {
        return switch (user.credential()) {
            case SecuritySettings.Credential.Password(Secret value) -> new Credential.Plain(value);
            case SecuritySettings.Credential.PasswordHash(Secret value) ->
                    new Credential.Hash(value);
        };
    }

    private static List<Role> roles(Map<String, ObjectNode> bodies) throws StartRefusedException {
        List<Role> roles = new ArrayList<>();
        for (Map.Entry<String, ObjectNode> entry : bodies.entrySet()) {
            Optional<String> problem = ConfiguredRoles.problem(entry.getKey(), entry.getValue());
            if (problem.isPresent()) {
                throw StartRefusedException.configuration(problem.get());
            }
            roles.add(ConfiguredRoles.read(entry.getKey(), entry.getValue()));
        }
        return roles;
    }

    private static Set<String> schemes(SecuritySettings settings) {
        Set<String> schemes = new HashSet<>();
        if (settings.httpAuthenticationEnabled()) {
            schemes.addAll(settings.httpSchemes());
        }
        return schemes;
    }

    /** Who may run what. */
    static ExecuteRules executeRules(SecuritySettings settings) {
        return new ExecuteRules(
                settings.execute().stream()
                        .map(rule -> new ExecuteRules.Rule(target(rule.target()), rule.roles()))
                        .toList());
    }

    private static ExecuteRules.Target target(SecuritySettings.ExecuteRule.Target target) {
        return switch (target) {
            case SecuritySettings.ExecuteRule.Target.Connector(String id) ->
                    new ExecuteRules.Target.Connector(id);
            case SecuritySettings.ExecuteRule.Target.Type(String id) ->
                    new ExecuteRules.Target.Type(id);
        };
    }
}
