package dev.patchbay.engine.security;

import dev.patchbay.sdk.json.Json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Roles that nobody writes (contract/security-and-spaces.md, section 2.7). */
final class ReservedRoles {

    /** Those that exist. */
    static final Map<String, Role> ROLES = roles();

    /** Those of Elasticsearch that do not exist here, so that a later move does not collide. */
    private static final Set<String> RESERVED_NAMES =
            Set.of(
                    "transport_client",
                    "kibana_user",
                    "kibana_system",
                    "monitoring_user",
                    "remote_monitoring_agent",
                    "remote_monitoring_collector",
                    "ingest_admin",
                    "reporting_user",
                    "logstash_system",
                    "logstash_admin",
                    "beats_admin",
                    "beats_system",
                    "apm_system",
                    "apm_user",
                    "machine_learning_user",
                    "machine_learning_admin",
                    "data_frame_transforms_user",
                    "data_frame_transforms_admin",
                    "transform_user",
                    "transform_admin",
                    "watcher_user",
                    "watcher_admin",
                    "rollup_user",
                    "rollup_admin",
                    "snapshot_user",
                    "enrich_user",
                    "inference_admin",
                    "inference_user");

    private ReservedRoles() {}

    private static Map<String, Role> roles() {
        Map<String, Role> roles = new LinkedHashMap<>();
        put(roles, "editor", List.of(), ApplicationEntry.KIBANA, "all", List.of());
        put(roles, "kibana_admin", List.of(), ApplicationEntry.KIBANA, "all", List.of());
        put(roles, User.SUPERUSER, List.of("all"), "*", "*", List.of("*"));
        put(roles, "viewer", List.of(), ApplicationEntry.KIBANA, "read", List.of());
        return roles;
    }

    private static void put(
            Map<String, Role> roles,
            String name,
            List<String> cluster,
            String application,
            String privilege,
            List<String> runAs) {
        RoleDescriptor plain =
                RoleDescriptor.of(
                        cluster,
                        List.of(
                                new ApplicationEntry(
                                        application, List.of(privilege), List.of("*"))));
        roles.put(
                name,
                new Role(
                        name,
                        new RoleDescriptor(
                                plain.cluster(),
                                plain.indices(),
                                plain.applications(),
                                runAs,
                                Json.object().put("_reserved", true),
                                plain.description(),
                                plain.others())));
    }

    static boolean isReserved(String name) {
        return ROLES.containsKey(name) || RESERVED_NAMES.contains(name);
    }
}
