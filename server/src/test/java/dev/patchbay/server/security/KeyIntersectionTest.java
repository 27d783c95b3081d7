package dev.patchbay.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.security.ApiKeys;
import dev.patchbay.engine.security.ApplicationEntry;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.engine.security.ClusterPrivilege;
import dev.patchbay.engine.security.Right;
import dev.patchbay.engine.security.RoleDescriptor;
import dev.patchbay.engine.security.Security;
import dev.patchbay.engine.security.User;
import dev.patchbay.engine.security.UserDraft;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.secret.Secret;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * D4 with random roles and keys over a real store: a key may do what three users may all do, one
 * with the key's own rights, one with the owner's at creation, one with the owner's now.
 */
class KeyIntersectionTest {

    private static final int ROUNDS = 60;
    private static final List<String> PRIVILEGES =
            List.of(
                    "all",
                    "read",
                    "space_all",
                    "space_read",
                    "*",
                    "feature_actions.all",
                    "feature_actions.minimal_read",
                    "feature_actions.endpoint_security_execute",
                    "feature_actions.endpoint_security_sub_actions_execute",
                    "feature_savedObjectsManagement.all");
    private static final List<String> RESOURCES = List.of("*", "space:a", "space:b", "space:*");
    private static final List<String> CLUSTER =
            List.of("all", "manage_security", "manage_api_key", "read_security", "monitor");

    private final long seed = Long.getLong("patchbay.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    @Test
    void aKeyMayWhatAllThreeMay() {
        int allowed = 0;
        int asked = 0;
        try (TestDatabase database = TestDatabase.create(TestDatabase.Kind.SQLITE);
                Node node = new Node(database, new Node.Setup())) {
            Security security = node.security;
            for (int round = 0; round < ROUNDS; round++) {
                Map<String, RoleDescriptor> own =
                        random.nextInt(4) == 0 ? Map.of() : Map.of("own", descriptor());
                RoleDescriptor before = descriptor();
                RoleDescriptor now = descriptor();
                role(security, "of-owner", before);
                User owner = user(security, "owner", "of-owner");
                ApiKeys.Created key =
                        security.keys()
                                .create(
                                        owner,
                                        new ApiKeys.Draft(
                                                "k", Optional.empty(), own, Json.object()));
                role(security, "of-owner", now);
                role(security, "of-first", own.getOrDefault("own", before));
                role(security, "of-second", before);
                List<Caller> all =
                        List.of(
                                caller(user(security, "first", "of-first")),
                                caller(user(security, "second", "of-second")),
                                caller(owner));
                Caller byKey =
                        new Caller(
                                "owner",
                                owner.id(),
                                Optional.of(new Caller.ApiKeyRef(key.key().id(), "k")));
                for (Right right : Right.values()) {
                    for (String space : List.of("a", "b", "c")) {
                        boolean expected =
                                all.stream()
                                        .allMatch(one -> security.rights().may(one, right, space));
                        assertThat(security.rights().may(byKey, right, space))
                                .as("seed %s, round %s: %s in %s", seed, round, right, space)
                                .isEqualTo(expected);
                        asked++;
                        allowed += expected ? 1 : 0;
                    }
                }
                for (ClusterPrivilege privilege : ClusterPrivilege.values()) {
                    assertThat(security.rights().may(byKey, privilege))
                            .as("seed %s, round %s: %s", seed, round, privilege)
                            .isEqualTo(
                                    all.stream()
                                            .allMatch(
                                                    one -> security.rights().may(one, privilege)));
                }
            }
        }
        assertThat(allowed).isBetween(1, asked - 1);
    }

    private static Caller caller(User user) {
        return new Caller(user.name(), user.id(), Optional.empty());
    }

    private static void role(Security security, String name, RoleDescriptor descriptor) {
        security.roles().put(name, false, _ -> Optional.of(descriptor));
    }

    private static User user(Security security, String name, String role) {
        // Any hash will do: nobody logs in.
        Secret hash = new Secret("$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW");
        security.users()
                .put(
                        new UserDraft(
                                name,
                                Optional.of(new UserDraft.NewPassword.Hashed(hash)),
                                List.of(role),
                                Optional.empty(),
                                Optional.empty(),
                                Json.object(),
                                true));
        return security.users().find(name).orElseThrow();
    }

    private RoleDescriptor descriptor() {
        List<ApplicationEntry> entries = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            entries.add(
                    new ApplicationEntry(
                            random.nextInt(4) == 0 ? "*" : ApplicationEntry.KIBANA,
                            List.of(pick(PRIVILEGES), pick(PRIVILEGES)),
                            List.of(pick(RESOURCES))));
        }
        return RoleDescriptor.of(List.of(pick(CLUSTER)), entries);
    }

    private String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
