package dev.patchbay.server;

import dev.patchbay.engine.connector.PreconfiguredConnectors.Entry;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * Preconfigured connectors and users of Kibana's own API tests (contract/actions-api.md, section
 * 16).
 */
public final class TestBed {

    private TestBed() {}

    /** The preconfigured connectors, in list order. */
    public static List<Entry> preconfigured() {
        return List.of(
                entry("notification-email", ".email", "Notification Email Connector", "{}"),
                entry(
                        "preconfigured-es-index-action",
                        ".index",
                        "preconfigured_es_index_action",
                        "{\"index\":\"functional-test-actions-index-preconfigured\"}"),
                entry(
                        "my-deprecated-servicenow",
                        ".servicenow",
                        "ServiceNow#xyz",
                        "{\"usesTableApi\":true}"),
                entry(
                        "my-deprecated-servicenow-default",
                        ".servicenow",
                        "ServiceNow#xyz",
                        "{\"apiUrl\":\"https://ven04334.service-now.com\"}"),
                entry("my-slack1", ".slack", "Slack#xyz", "{}"),
                entry(
                        "custom-system-abc-connector",
                        "system-abc-action-type",
                        "SystemABC",
                        "{\"xyzConfig1\":\"value1\"}"),
                entry(
                        "preconfigured.test.index-record",
                        "test.index-record",
                        "Test:_Preconfigured_Index_Record",
                        "{\"unencrypted\":\"ignored-but-required\"}"),
                entry("my-test-email", ".email", "TestEmail#xyz", "{}"));
    }

    private static Entry entry(String id, String type, String name, String config) {
        ObjectNode secrets = Json.object().put("encrypted", "preconfigured-canary");
        return new Entry(id, name, type, (ObjectNode) Json.read(config), secrets, false);
    }

    /** The authorizations of Kibana's six users; {@code space1} and {@code space2} must exist. */
    public record Users(
            String none,
            String superuser,
            String globalRead,
            String space1All,
            String space2All,
            String alertsOnly) {}

    /** Makes them. */
    public static Users users(TestNode node) {
        return new Users(
                node.userWith("no_kibana_privileges", "{\"elasticsearch\":{}}"),
                TestNode.ROOT,
                node.userWith("global_read", "{\"kibana\":[{\"base\":[\"read\"]}]}"),
                node.userWith(
                        "space_1_all",
                        "{\"kibana\":[{\"feature\":{\"actions\":[\"all\"]},\"spaces\":[\"space1\"]}]}"),
                node.userWith(
                        "space_1_all_in_space_2",
                        "{\"kibana\":[{\"feature\":{\"actions\":[\"all\"]},\"spaces\":[\"space2\"]}]}"),
                node.userWith(
                        "alerts_all_actions_none",
                        "{\"kibana\":[{\"feature\":{\"stackAlerts\":[\"all\"]},\"spaces\":[\"space1\"]}]}"));
    }
}
