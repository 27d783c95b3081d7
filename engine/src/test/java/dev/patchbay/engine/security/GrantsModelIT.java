package dev.patchbay.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The compiled rights against a brute-force reading of contract/security-and-spaces.md, section 5:
 * every privilege is spelled out as the set of things it allows.
 */
class GrantsModelIT {

    private static final int ROUNDS = 20_000;
    private static final List<String> SPACES = List.of("default", "ops", "ops-2", "dev");
    private static final List<String> RESOURCES =
            List.of(
                    "*",
                    "space:ops",
                    "space:dev",
                    "space:ops-*",
                    "space:*",
                    "other",
                    "space:default");
    private static final List<String> APPLICATIONS =
            List.of("kibana-.kibana", "kibana-.kibana", "kibana-*", "*", "other-app");
    private static final List<String> PRIVILEGES =
            List.of(
                    "all",
                    "read",
                    "space_all",
                    "space_read",
                    "*",
                    "feature_actions.all",
                    "feature_actions.read",
                    "feature_actions.minimal_all",
                    "feature_actions.minimal_read",
                    "feature_actions.endpoint_security_execute",
                    "feature_actions.endpoint_security_sub_actions_execute",
                    "feature_savedObjectsManagement.all",
                    "feature_savedObjectsManagement.minimal_all",
                    "feature_savedObjectsManagement.read",
                    "feature_discover.all",
                    "reserved_fleet",
                    "login:",
                    "api:something");

    /** What each feature privilege allows, by hand from the tables of actions-api, section 4. */
    private static final Map<String, Set<Right>> FEATURE =
            Map.of(
                    "feature_actions.all",
                    Set.of(Right.CONNECTOR_WRITE, Right.CONNECTOR_READ, Right.LOGIN),
                    "feature_actions.read",
                    Set.of(Right.CONNECTOR_READ, Right.LOGIN),
                    "feature_actions.minimal_all",
                    Set.of(Right.CONNECTOR_WRITE, Right.CONNECTOR_READ, Right.LOGIN),
                    "feature_actions.minimal_read",
                    Set.of(Right.CONNECTOR_READ, Right.LOGIN),
                    "feature_actions.endpoint_security_execute",
                    Set.of(Right.LOGIN),
                    "feature_actions.endpoint_security_sub_actions_execute",
                    Set.of(Right.LOGIN),
                    "feature_savedObjectsManagement.all",
                    Set.of(Right.SAVED_OBJECTS_MANAGE, Right.SAVED_OBJECTS_READ, Right.LOGIN),
                    "feature_savedObjectsManagement.minimal_all",
                    Set.of(Right.SAVED_OBJECTS_MANAGE, Right.SAVED_OBJECTS_READ, Right.LOGIN),
                    "feature_savedObjectsManagement.read",
                    Set.of(Right.SAVED_OBJECTS_READ, Right.LOGIN),
                    "feature_discover.all",
                    Set.of(Right.LOGIN));

    @Test
    void compiledRightsAgreeWithTheModel() {
        long seed = Long.getLong("patchbay.seed", new Random().nextLong());
        Random random = new Random(seed);
        int allowed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<RoleDescriptor> roles = randomRoles(random);
            Grants grants = new Grants(roles);
            for (String space : SPACES) {
                for (Right right : Right.values()) {
                    boolean expected = model(roles, right, space);
                    allowed += expected ? 1 : 0;
                    assertThat(grants.allows(right, space))
                            .as("seed %s: %s in %s by %s", seed, right, space, roles)
                            .isEqualTo(expected);
                }
            }
        }
        assertThat(allowed)
                .isBetween(ROUNDS, ROUNDS * SPACES.size() * Right.values().length - ROUNDS);
    }

    private static List<RoleDescriptor> randomRoles(Random random) {
        List<RoleDescriptor> roles = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<ApplicationEntry> entries = new ArrayList<>();
            for (int j = random.nextInt(3); j > 0; j--) {
                entries.add(
                        new ApplicationEntry(
                                pick(random, APPLICATIONS),
                                some(random, PRIVILEGES),
                                some(random, RESOURCES)));
            }
            roles.add(
                    RoleDescriptor.of(
                            random.nextInt(3) == 0 ? List.of("all") : List.of("monitor"), entries));
        }
        return roles;
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static List<String> some(Random random, List<String> list) {
        Set<String> some = new HashSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            some.add(pick(random, list));
        }
        return List.copyOf(some);
    }

    private static boolean model(List<RoleDescriptor> roles, Right right, String space) {
        Set<Right> held = new HashSet<>();
        boolean endpoint = false;
        boolean subActions = false;
        for (RoleDescriptor role : roles) {
            for (ApplicationEntry entry : role.applications()) {
                boolean kibana =
                        Set.of("kibana-.kibana", "kibana-*", "*").contains(entry.application());
                for (String resource : entry.resources()) {
                    for (String privilege : entry.privileges()) {
                        boolean superuser =
                                role.cluster().contains("all")
                                        && entry.application().equals("*")
                                        && privilege.equals("*")
                                        && resource.equals("*");
                        if (superuser) {
                            held.add(Right.SUPERUSER);
                        }
                        if (!kibana || !reaches(resource, space)) {
                            continue;
                        }
                        boolean everywhere = resource.equals("*");
                        if (privilege.equals("*")) {
                            held.addAll(ordinary());
                            endpoint = true;
                            subActions = true;
                            if (everywhere) {
                                held.add(Right.SPACE_MANAGE);
                            }
                        } else if (everywhere && privilege.equals("all")) {
                            held.addAll(ordinary());
                            held.add(Right.SPACE_MANAGE);
                            endpoint = true;
                        } else if (!everywhere && privilege.equals("space_all")) {
                            held.addAll(ordinary());
                            endpoint = true;
                        } else if (everywhere && privilege.equals("read")
                                || !everywhere && privilege.equals("space_read")) {
                            held.add(Right.CONNECTOR_READ);
                            held.add(Right.SAVED_OBJECTS_READ);
                            held.add(Right.LOGIN);
                        }
                        held.addAll(FEATURE.getOrDefault(privilege, Set.of()));
                        endpoint |=
                                privilege.equals("feature_actions.all")
                                        || privilege.equals(
                                                "feature_actions.endpoint_security_execute");
                        subActions |=
                                privilege.equals(
                                        "feature_actions.endpoint_security_sub_actions_execute");
                    }
                }
            }
        }
        boolean read = held.contains(Right.CONNECTOR_READ);
        return switch (right) {
            case ENDPOINT_EXECUTE -> read && endpoint;
            case ENDPOINT_SUB_ACTIONS -> read && endpoint && subActions;
            case CONNECTOR_WRITE,
                    CONNECTOR_READ,
                    LOGIN,
                    SAVED_OBJECTS_READ,
                    SAVED_OBJECTS_MANAGE,
                    SPACE_MANAGE,
                    SUPERUSER ->
                    held.contains(right);
        };
    }

    private static Set<Right> ordinary() {
        return Set.of(
                Right.CONNECTOR_WRITE,
                Right.CONNECTOR_READ,
                Right.LOGIN,
                Right.SAVED_OBJECTS_READ,
                Right.SAVED_OBJECTS_MANAGE);
    }

    private static boolean reaches(String resource, String space) {
        return switch (resource) {
            case "*", "space:*" -> true;
            case "space:ops-*" -> space.equals("ops-2");
            default -> resource.equals("space:" + space);
        };
    }
}
