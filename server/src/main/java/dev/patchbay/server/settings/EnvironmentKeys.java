package dev.patchbay.server.settings;

import dev.patchbay.sdk.schema.Schema;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Environment variables in the form of Kibana's image: the key in capitals with underscores for
 * dots. Only keys that are honoured have one.
 */
final class EnvironmentKeys {

    /** What Kubernetes puts into the environment for a service that happens to be so named. */
    private static final String SERVICE_LINK = "tcp://";

    private static final Map<String, String> KEYS = keys();

    private EnvironmentKeys() {}

    /** Keys by the name of their variable, sorted. */
    static Map<String, String> all() {
        return KEYS;
    }

    /** Lays the variables that are set over the tree; values stay strings. */
    static void lay(ObjectNode tree, Map<String, String> environment, List<Notice> notices) {
        KEYS.forEach((variable, key) -> {
            String value = environment.get(variable);
            if (value == null || value.isEmpty()) {
                return;
            }
            if (value.startsWith(SERVICE_LINK)) {
                notices.add(
                        Notice.info(
                                "The environment variable "
                                        + variable
                                        + " is a service link of Kubernetes and is ignored."));
                return;
            }
            SettingsTree.lay(tree, List.of(key.split("\\.", -1)), SettingTypes.text(value));
            notices.add(
                    Notice.info(
                            "The configuration "
                                    + key
                                    + " is taken from the environment variable "
                                    + variable
                                    + "."));
        });
    }

    private static Map<String, String> keys() {
        Map<String, String> keys = new TreeMap<>();
        for (SettingsRoot root : Roots.HONOURED) {
            collect(root.name(), root.schema(), keys);
        }
        return java.util.Collections.unmodifiableMap(keys);
    }

    private static void collect(String key, Schema schema, Map<String, String> keys) {
        switch (schema) {
            case Schema.Annotated(Schema inner, var _) -> collect(key, inner, keys);
            case Schema.Optional_(Schema inner) -> collect(key, inner, keys);
            case Schema.Nullable_(Schema inner) -> collect(key, inner, keys);
            case Schema.Default(Schema inner, var _) -> collect(key, inner, keys);
            case Schema.Refined(Schema inner, var _) -> collect(key, inner, keys);
            case Schema.Coerced(Schema inner, var _) -> collect(key, inner, keys);
            case Schema.JsonText(Schema inner) -> collect(key, inner, keys);
            case Schema.Obj object ->
                    object.members().stream()
                            .filter(member -> !Setting.isIgnored(member.schema()))
                            .forEach(member ->
                                    collect(key + "." + member.name(), member.schema(), keys));
            case Schema.Any _,
                    Schema.Text _,
                    Schema.Numeric _,
                    Schema.Bool _,
                    Schema.Literal _,
                    Schema.Enumeration _,
                    Schema.Items _,
                    Schema.Dictionary _,
                    Schema.Union _,
                    Schema.Discriminated _ ->
                    add(key, keys);
        }
    }

    private static void add(String key, Map<String, String> keys) {
        String variable = key.replace('.', '_').toUpperCase(Locale.ROOT);
        if (keys.put(variable, key) != null) {
            throw new IllegalStateException("two keys have the variable " + variable);
        }
    }
}
