package dev.patchbay.server.settings;

import dev.patchbay.sdk.schema.Schema;

/**
 * A root of kibana.yml that is honoured (contract/settings.md, section 1).
 *
 * @param name such as {@code xpack.actions}
 * @param schema strict, or partly: then keys that it does not declare are dropped
 */
record SettingsRoot(String name, Schema schema) {

    /** What stands before a violation. */
    String errorRoot() {
        return "config validation of [" + name + "]";
    }
}
