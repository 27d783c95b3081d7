package dev.patchbay.server.settings;

import dev.patchbay.sdk.schema.Parsed;
import dev.patchbay.sdk.schema.RouteTexts;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * Keys that Kibana renamed or removed: accepted with a notice and mapped (contract/settings.md,
 * section 2). A newer key beside its older one wins.
 */
final class OlderKeys {

    private static final String ACTIONS = "xpack.actions";

    private final ObjectNode tree;
    private final List<Notice> notices;

    private OlderKeys(ObjectNode tree, List<Notice> notices) {
        this.tree = tree;
        this.notices = notices;
    }

    /** Changes the tree. */
    static void map(ObjectNode tree, List<Notice> notices) throws RefusedException {
        OlderKeys keys = new OlderKeys(tree, notices);
        keys.renamed("server", "maxPayloadBytes", "maxPayload");
        keys.removed("enabled");
        keys.removed("cleanupFailedExecutionsTask");
        keys.renamed(ACTIONS, "whitelistedHosts", "allowedHosts");
        keys.verification("rejectUnauthorized", "ssl.verificationMode");
        keys.verification("proxyRejectUnauthorizedCertificates", "ssl.proxyVerificationMode");
        keys.customHosts();
    }

    private @Nullable JsonNode take(String section, String name) {
        return Roots.section(tree, section) instanceof ObjectNode object
                ? object.remove(name)
                : null;
    }

    private void removed(String name) {
        if (take(ACTIONS, name) != null) {
            notices.add(
                    Notice.deprecation(
                            "The configuration "
                                    + ACTIONS
                                    + "."
                                    + name
                                    + " was removed and has no effect."));
        }
    }

    private void renamed(String section, String older, String newer) {
        JsonNode value = take(section, older);
        if (value != null) {
            say(section + "." + older, section + "." + newer);
            put(section, newer, value);
        }
    }

    private void verification(String older, String newer) throws RefusedException {
        JsonNode value = take(ACTIONS, older);
        if (value != null) {
            say(ACTIONS + "." + older, ACTIONS + "." + newer);
            put(ACTIONS, newer, mode(older, value));
        }
    }

    private void customHosts() throws RefusedException {
        if (!(Roots.section(tree, ACTIONS + ".customHostSettings") instanceof ArrayNode hosts)) {
            return;
        }
        for (int i = 0; i < hosts.size(); i++) {
            JsonNode value =
                    hosts.get(i).get("ssl") instanceof ObjectNode ssl
                            ? ssl.remove("rejectUnauthorized")
                            : null;
            if (value != null) {
                String prefix = "customHostSettings." + i + ".ssl.";
                JsonNode mode = mode(prefix + "rejectUnauthorized", value);
                ((ObjectNode) hosts.get(i).get("ssl")).putIfAbsent("verificationMode", mode);
                say(
                        ACTIONS + "." + prefix + "rejectUnauthorized",
                        ACTIONS + "." + prefix + "verificationMode");
            }
        }
    }

    /** {@code false} was {@code none}, {@code true} was {@code full}. */
    private static JsonNode mode(String older, JsonNode value) throws RefusedException {
        Parsed flag = SettingTypes.bool().parse(value);
        if (!flag.fits()) {
            throw RefusedException.invalid(
                    RouteTexts.print(
                            "config validation of [" + ACTIONS + "]." + older, flag.issues()));
        }
        return SettingTypes.text(flag.get().booleanValue() ? "full" : "none");
    }

    /** Leaves what is there, also when what is there is wrong: validation will say so. */
    private void put(String section, String name, JsonNode value) {
        String path = section + "." + name;
        if (Roots.section(tree, path) == null) {
            SettingsTree.lay(tree, List.of(path.split("\\.", -1)), value);
        }
    }

    private void say(String older, String newer) {
        notices.add(
                Notice.deprecation(
                        "The configuration " + older + " is an older name of " + newer + "."));
    }
}
