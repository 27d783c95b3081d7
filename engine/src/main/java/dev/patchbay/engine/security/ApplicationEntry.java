package dev.patchbay.engine.security;

import java.util.List;

/**
 * Privileges of one application on resources, as a role grants them
 * (contract/security-and-spaces.md, sections 3.4 and 5.1).
 *
 * @param application {@code kibana-.kibana}, {@code *}, or a pattern with a trailing {@code *}
 * @param privileges names, or {@code *}
 * @param resources {@code *}, {@code space:<id>}, or patterns with a trailing {@code *}
 */
public record ApplicationEntry(
        String application, List<String> privileges, List<String> resources) {

    /** The application that Kibana's privileges belong to. */
    public static final String KIBANA = "kibana-.kibana";

    public ApplicationEntry {
        privileges = List.copyOf(privileges);
        resources = List.copyOf(resources);
    }
}
