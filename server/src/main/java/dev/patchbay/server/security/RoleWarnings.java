package dev.patchbay.server.security;

import dev.patchbay.engine.security.ApplicationEntry;
import dev.patchbay.engine.security.RoleDescriptor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Set;

/**
 * What a role says and the server does not do, so that nobody believes in it
 * (contract/security-and-spaces.md, 5.1 and D14).
 */
final class RoleWarnings {

    private static final Logger LOG = LoggerFactory.getLogger("security.roles");
    private static final Set<String> GLOBAL_BASE = Set.of("all", "read");
    private static final Set<String> SPACE_BASE = Set.of("space_all", "space_read");

    private RoleWarnings() {}

    /** At most one warning of each kind for a role that was written. */
    static void written(String name, RoleDescriptor descriptor) {
        if (descriptor.indices().stream()
                .anyMatch(entry -> entry.has("query") || entry.has("field_security"))) {
            LOG.warn(
                    "role [{}] has document or field security, which protects nothing here: this"
                            + " server has no indices",
                    name);
        }
        if (descriptor.applications().stream().anyMatch(RoleWarnings::misplacesBase)) {
            LOG.warn(
                    "role [{}] has a base privilege on resources where it grants nothing: [all] and"
                            + " [read] belong to [*], [space_all] and [space_read] to"
                            + " [space:<id>]",
                    name);
        }
    }

    private static boolean misplacesBase(ApplicationEntry entry) {
        if (!entry.application().equals(ApplicationEntry.KIBANA)) {
            return false;
        }
        return entry.resources().stream()
                .anyMatch(resource ->
                        entry.privileges().stream()
                                .anyMatch(
                                        (resource.equals("*") ? SPACE_BASE : GLOBAL_BASE)
                                                ::contains));
    }
}
