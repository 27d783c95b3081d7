package dev.patchbay.server.settings;

import static dev.patchbay.server.settings.Setting.group;
import static dev.patchbay.server.settings.Setting.setting;
import static dev.patchbay.server.settings.SettingTypes.bool;
import static dev.patchbay.server.settings.SettingTypes.list;
import static dev.patchbay.server.settings.SettingTypes.partly;
import static dev.patchbay.server.settings.SettingTypes.string;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Schema.Member;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.server.settings.SecuritySettings.Credential;
import dev.patchbay.server.settings.SecuritySettings.ExecuteRule;
import dev.patchbay.server.settings.SecuritySettings.User;

import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code xpack.security} (contract/settings.md, section 7), read with {@code patchbay.security}.
 */
final class SecuritySection {

    static final SettingsRoot ROOT =
            new SettingsRoot(
                    "xpack.security",
                    partly(
                            group(
                                    "authc",
                                    partly(
                                            group(
                                                    "http",
                                                    partly(
                                                            setting(
                                                                    "enabled",
                                                                    bool().withDefault(true),
                                                                    "Takes schemes of"
                                                                            + " `Authorization`"
                                                                            + " beside Basic."),
                                                            setting(
                                                                    "schemes",
                                                                    list(string())
                                                                            .withDefault(
                                                                                    Json.array()
                                                                                            .add(
                                                                                                    "apikey")
                                                                                            .add(
                                                                                                    "bearer")),
                                                                    "Those schemes."))))),
                            group(
                                    "audit",
                                    partly(
                                            setting(
                                                    "enabled",
                                                    bool().withDefault(false),
                                                    "Writes the audit log."),
                                            setting(
                                                    "appender",
                                                    AppenderSection.SCHEMA.optional(),
                                                    "Where it goes, as an appender of `logging`."
                                                        + " Unset: a rolling file `audit.log` in"
                                                        + " the data directory."),
                                            setting(
                                                    "ignore_filters",
                                                    list(partly(
                                                                    values("actions"),
                                                                    values("categories"),
                                                                    values("types"),
                                                                    values("outcomes"),
                                                                    values("spaces"),
                                                                    values("users")))
                                                            .withDefault(Json.array()),
                                                    "Events that are left out: those that every"
                                                            + " list of one entry matches.")))));

    private SecuritySection() {}

    private static Member values(String name) {
        return setting(name, list(string()).optional(), "Values that match.");
    }

    static SecuritySettings read(
            Values security, Values patchbay, Map<String, String> environment) {
        return new SecuritySettings(
                security.bool("authc.http.enabled"),
                security.strings("authc.http.schemes").stream()
                        .map(scheme -> scheme.toLowerCase(Locale.ROOT))
                        .toList(),
                audit(security),
                users(patchbay),
                roles(patchbay),
                patchbay.objects("security.execute").stream().map(SecuritySection::rule).toList(),
                initialPassword(patchbay, environment),
                patchbay.bool("security.elasticsearchClients"));
    }

    /** The environment variable of Elasticsearch's image counts where the setting is absent. */
    private static Optional<Secret> initialPassword(
            Values patchbay, Map<String, String> environment) {
        return patchbay.maybeString("security.initialPassword")
                .or(() -> Optional.ofNullable(environment.get("ELASTIC_PASSWORD")))
                .filter(password -> !password.isEmpty())
                .map(Secret::new);
    }

    private static AuditSettings audit(Values security) {
        return new AuditSettings(
                security.bool("audit.enabled"),
                security.maybeObject("audit.appender").map(AppenderSection::read),
                security.objects("audit.ignore_filters").stream()
                        .map(filter ->
                                new AuditSettings.Filter(
                                        filter.maybeStrings("actions"),
                                        filter.maybeStrings("categories"),
                                        filter.maybeStrings("types"),
                                        filter.maybeStrings("outcomes"),
                                        filter.maybeStrings("spaces"),
                                        filter.maybeStrings("users")))
                        .toList());
    }

    private static Map<String, User> users(Values patchbay) {
        Map<String, User> users = new LinkedHashMap<>();
        patchbay.objectMap("security.users")
                .forEach((name, user) ->
                        users.put(
                                name,
                                new User(
                                        credential(user),
                                        user.strings("roles"),
                                        user.maybeString("fullName"))));
        return java.util.Collections.unmodifiableMap(users);
    }

    private static Credential credential(Values user) {
        return user.maybeSecret("password")
                .<Credential>map(Credential.Password::new)
                .orElseGet(
                        () -> new Credential.PasswordHash(new Secret(user.string("passwordHash"))));
    }

    private static Map<String, ObjectNode> roles(Values patchbay) {
        Map<String, ObjectNode> roles = new LinkedHashMap<>();
        patchbay.objectMap("security.roles").forEach((name, role) -> roles.put(name, role.tree()));
        return java.util.Collections.unmodifiableMap(roles);
    }

    private static ExecuteRule rule(Values entry) {
        ExecuteRule.Target target =
                entry.maybeString("connector")
                        .<ExecuteRule.Target>map(ExecuteRule.Target.Connector::new)
                        .orElseGet(() -> new ExecuteRule.Target.Type(entry.string("type")));
        return new ExecuteRule(target, Set.copyOf(entry.strings("roles")));
    }
}
