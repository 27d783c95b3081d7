package dev.patchbay.server.settings;

import static dev.patchbay.server.settings.Setting.group;
import static dev.patchbay.server.settings.Setting.setting;
import static dev.patchbay.server.settings.SettingTypes.list;
import static dev.patchbay.server.settings.SettingTypes.object;
import static dev.patchbay.server.settings.SettingTypes.string;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Refinement;
import dev.patchbay.sdk.secret.Secret;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/** {@code xpack.encryptedSavedObjects} (contract/settings.md, section 3). */
final class EncryptionSection {

    static final SettingsRoot ROOT =
            new SettingsRoot(
                    "xpack.encryptedSavedObjects",
                    object(
                                    setting(
                                            "encryptionKey",
                                            string(EncryptionSettings.LEAST_KEY_LENGTH)
                                                    .optional()
                                                    .secret(),
                                            "Encrypts stored secrets; the same on all nodes."
                                                    + " Unset: SQLite generates a key file,"
                                                    + " PostgreSQL refuses to start."),
                                    group(
                                            "keyRotation",
                                            object(
                                                    setting(
                                                            "decryptionOnlyKeys",
                                                            list(string(
                                                                            EncryptionSettings
                                                                                    .LEAST_KEY_LENGTH))
                                                                    .withDefault(Json.array())
                                                                    .secret(),
                                                            "Older keys that still decrypt."))))
                            .refined(
                                    Refinement.of(
                                            EncryptionSection::primaryIsNotOld,
                                            "`keyRotation.decryptionOnlyKeys` cannot contain"
                                                    + " primary encryption key specified in"
                                                    + " `encryptionKey`.")));

    private EncryptionSection() {}

    private static boolean primaryIsNotOld(JsonNode section) {
        JsonNode primary = section.get("encryptionKey");
        return primary == null
                || section.at("/keyRotation/decryptionOnlyKeys")
                        .valueStream()
                        .noneMatch(primary::equals);
    }

    static EncryptionSettings read(Values values, boolean postgreSql) throws RefusedException {
        Optional<Secret> key = values.maybeSecret("encryptionKey");
        if (key.isEmpty() && postgreSql) {
            throw RefusedException.invalid(
                    "xpack.encryptedSavedObjects.encryptionKey must be set when"
                            + " patchbay.database.url names PostgreSQL: every node needs the same"
                            + " key.");
        }
        return new EncryptionSettings(
                key,
                values.strings("keyRotation.decryptionOnlyKeys").stream()
                        .map(Secret::new)
                        .toList());
    }
}
