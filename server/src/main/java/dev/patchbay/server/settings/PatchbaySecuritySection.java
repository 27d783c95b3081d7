package dev.patchbay.server.settings;

import static dev.patchbay.server.settings.Setting.setting;
import static dev.patchbay.server.settings.SettingTypes.anyObject;
import static dev.patchbay.server.settings.SettingTypes.bool;
import static dev.patchbay.server.settings.SettingTypes.list;
import static dev.patchbay.server.settings.SettingTypes.map;
import static dev.patchbay.server.settings.SettingTypes.object;
import static dev.patchbay.server.settings.SettingTypes.string;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Refinement;
import dev.patchbay.sdk.schema.Schema;

/** {@code patchbay.security} (contract/settings.md, section 8). */
final class PatchbaySecuritySection {

    /** Least length of a password (contract/security-and-spaces.md, section 3.2). */
    private static final int LEAST_PASSWORD = 6;

    private static final Schema USER =
            object(
                            setting(
                                    "password",
                                    string(LEAST_PASSWORD).optional().secret(),
                                    "Password; not together with `passwordHash`."),
                            setting(
                                    "passwordHash",
                                    string(1).optional().secret(),
                                    "Hash as Elasticsearch exports it."),
                            setting(
                                    "roles",
                                    list(string(1)).withDefault(Json.array()),
                                    "Names of roles."),
                            setting("fullName", string().optional(), "Shown name."))
                    .refined(exactlyOne("password", "passwordHash"));

    private static final Schema EXECUTE =
            object(
                            setting("connector", string(1).optional(), "Connector id."),
                            setting("type", string(1).optional(), "Type id."),
                            setting("roles", list(string(1)), "Roles that may run it."))
                    .refined(exactlyOne("connector", "type"));

    static final Schema SCHEMA =
            object(
                    setting(
                            "users",
                            map(USER).withDefault(Json.object()),
                            "Users by name; a name with a dot stands in brackets."),
                    setting(
                            "roles",
                            map(anyObject()).withDefault(Json.object()),
                            "Bodies of Kibana's role API by name."),
                    setting(
                            "initialPassword",
                            string(LEAST_PASSWORD).optional().secret(),
                            "Password of `elastic` at the first start. Unset: `ELASTIC_PASSWORD`,"
                                    + " else a random one."),
                    setting(
                            "elasticsearchClients",
                            bool().withDefault(true),
                            "`GET /` answers clients of Elasticsearch."),
                    setting(
                            "execute",
                            list(EXECUTE).withDefault(Json.array()),
                            "Who may run a connector or type: `{connector, roles}` or `{type,"
                                    + " roles}`; the first entry that matches counts."));

    private PatchbaySecuritySection() {}

    private static Refinement exactlyOne(String one, String other) {
        return Refinement.of(
                entry -> entry.has(one) != entry.has(other),
                "exactly one of [" + one + "] and [" + other + "] must be given");
    }
}
