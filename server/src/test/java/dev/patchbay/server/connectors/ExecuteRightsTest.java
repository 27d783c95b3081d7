package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.execution.ExecuteRules;
import dev.patchbay.engine.execution.ExecuteRules.Rule;
import dev.patchbay.engine.execution.ExecuteRules.Target;
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;
import dev.patchbay.server.TestStorage.Kind;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Contract actions-api, section 4: the endpoint guard and who may run what. */
class ExecuteRightsTest {

    /** Type and its one sub-action that does no harm. */
    private static final Map<String, String> ENDPOINT =
            Map.of(
                    ".sentinelone", "getAgents",
                    ".crowdstrike", "getAgentDetails",
                    ".microsoft_defender_endpoint", "testConnector");

    private static TestStorage storage;
    private static ExecuteNode server;

    @BeforeAll
    static void start() {
        storage = new TestStorage(Kind.SQLITE);
        ExecuteNode.Setup setup = new ExecuteNode.Setup();
        setup.rules =
                new ExecuteRules(
                        List.of(
                                new Rule(new Target.Connector("open-echo"), Set.of("anybody")),
                                new Rule(new Target.Type("test.echo"), Set.of("operator")),
                                new Rule(new Target.Connector("open-echo"), Set.of("operator"))));
        server = new ExecuteNode(storage, setup);
        ENDPOINT.keySet().forEach(type -> server.connector(idOf(type), type));
        server.connector("echo", "test.echo");
        server.connector("open-echo", "test.echo");
        server.connector("silent", "test.silent");
    }

    @AfterAll
    static void stop() {
        server.close();
        storage.close();
    }

    @Test
    void readAloneRunsNoEndpointType() {
        String user = user("r1", "\"read\"");
        ENDPOINT.forEach((type, harmless) -> {
            assertRefused(type, execute(user, type, harmless));
            assertRefused(type, execute(user, type, "isolateHost"));
        });
    }

    @Test
    void thePrivilegeRunsTheHarmlessSubActionOnly() {
        String user = user("r2", "\"read\",\"endpoint_security_execute\"");
        ENDPOINT.forEach((type, harmless) -> {
            assertThat(execute(user, type, harmless).status()).isEqualTo(200);
            assertRefused(type, execute(user, type, "isolateHost"));
            assertRefused(type, execute(user, type, "no-such-sub-action"));
        });
    }

    @Test
    void aHarmlessNameOfAnotherTypeIsGuarded() {
        String user = user("r3", "\"read\",\"endpoint_security_execute\"");
        assertRefused(".crowdstrike", execute(user, ".crowdstrike", "getAgents"));
    }

    @Test
    void paramsWithoutASubActionAreGuarded() {
        String user = user("r4", "\"read\",\"endpoint_security_execute\"");
        for (String params : List.of("{}", "{\"subAction\":7}", "{\"subAction\":null}")) {
            assertRefused(".sentinelone", server.execute(user, "", idOf(".sentinelone"), params));
        }
    }

    @Test
    void theSubActionPrivilegeRunsEverything() {
        String user =
                user(
                        "r5",
                        "\"read\",\"endpoint_security_execute\","
                                + "\"endpoint_security_sub_actions_execute\"");
        ENDPOINT.forEach((type, harmless) -> {
            assertThat(execute(user, type, harmless).status()).isEqualTo(200);
            assertThat(execute(user, type, "isolateHost").status()).isEqualTo(200);
        });
    }

    @Test
    void theSubActionPrivilegeAloneIsNotEnough() {
        String user = user("r6", "\"read\",\"endpoint_security_sub_actions_execute\"");
        assertRefused(".sentinelone", execute(user, ".sentinelone", "isolateHost"));
    }

    @Test
    void allLeavesTheSubActionsToThoseNamed() {
        String user = user("r7", "\"all\"");
        assertThat(execute(user, ".sentinelone", "getAgents").status()).isEqualTo(200);
        assertRefused(".sentinelone", execute(user, ".sentinelone", "isolateHost"));
    }

    @Test
    void aSuperuserRunsEverythingThatNoRuleKeeps() {
        assertThat(execute(TestNode.ROOT, ".sentinelone", "isolateHost").status()).isEqualTo(200);
    }

    @Test
    void theDryRunHasTheSameGuard() {
        String user = user("r8", "\"read\",\"endpoint_security_execute\"");
        assertRefused(".sentinelone", dryRun(user, idOf(".sentinelone"), sub("isolateHost")));
        assertThat(dryRun(user, idOf(".sentinelone"), sub("getAgents")).status()).isEqualTo(200);
        String nobody = user("r9", "");
        assertRefused("test.silent", dryRun(nobody, "silent", "{}"));
    }

    @Test
    void aListedTypeRunsForItsRolesOnlySuperuserIncluded() {
        assertRefused("test.echo", server.execute("echo", "{}"));
        String operator = user("operator", "\"read\"");
        assertThat(server.execute(operator, "", "echo", "{}").status()).isEqualTo(200);
        assertRefused("test.echo", server.execute(user("other", "\"all\""), "", "echo", "{}"));
        assertThat(server.execute("silent", "{}").status()).isEqualTo(200);
        assertRefused("test.echo", dryRun(TestNode.ROOT, "echo", "{}"));
    }

    @Test
    void theFirstRuleThatMatchesCounts() {
        String anybody = user("anybody", "\"read\"");
        assertThat(server.execute(anybody, "", "open-echo", "{}").status()).isEqualTo(200);
        assertRefused("test.echo", server.execute(anybody, "", "echo", "{}"));
    }

    @Test
    void aListedRoleIsNoPrivilege() {
        String user = server.node.userWith("nothing", "{\"kibana\":[]}");
        assertRefused("test.echo", server.execute(user, "", "open-echo", "{}"));
    }

    private static String user(String name, String privileges) {
        return server.node.userWith(
                name,
                "{\"kibana\":[{\"spaces\":[\"default\"],\"feature\":{"
                        + (privileges.isEmpty()
                                ? "\"alerting\":[\"all\"]"
                                : "\"actions\":[" + privileges + "]")
                        + "}}]}");
    }

    private static Reply execute(String user, String type, String subAction) {
        return server.execute(user, "", idOf(type), sub(subAction));
    }

    private static Reply dryRun(String user, String id, String params) {
        return server.node.client.call(
                user,
                "POST",
                "/api/patchbay/connectors/" + id + "/_dry_run",
                "{\"params\":" + params + "}");
    }

    private static String sub(String subAction) {
        return "{\"subAction\":\"" + subAction + "\",\"subActionParams\":{}}";
    }

    private static String idOf(String type) {
        return type.substring(1).replace('_', '-');
    }

    private static void assertRefused(String type, Reply reply) {
        assertThat(reply.message()).isEqualTo("Unauthorized to execute a \"" + type + "\" action");
        assertThat(reply.status()).isEqualTo(403);
    }
}
