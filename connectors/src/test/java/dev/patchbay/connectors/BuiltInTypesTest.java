package dev.patchbay.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.net.Network;
import dev.patchbay.net.NetworkSettings;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.ConnectorTypeProvider;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.oauth.TokenStore;
import dev.patchbay.sdk.schema.Annotations;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** What every type declares (connectors-messaging-webhook, section 0; actions-api, section 8). */
class BuiltInTypesTest {

    @Test
    void theServiceLoaderFindsThem() {
        assertThat(ServiceLoader.load(ConnectorTypeProvider.class))
                .singleElement()
                .isInstanceOf(BuiltInTypes.class);
    }

    @Test
    void idNameLicenceAndFeaturesAreKibanas() {
        assertThat(types().stream().map(BuiltInTypesTest::line))
                .containsExactly(
                        "| `.email` | Email | gold | alerting, uptime, siem |",
                        "| `.index` | Index | basic | alerting, uptime, siem |",
                        "| `.pagerduty` | PagerDuty | gold | alerting, uptime, siem |",
                        "| `.swimlane` | Swimlane | gold | alerting, cases, siem |",
                        "| `.server-log` | Server log | basic | alerting, uptime, siem |",
                        "| `.slack` | Slack | gold | alerting, uptime, siem |",
                        "| `.slack_api` | Slack API | gold | uptime, alerting, siem |",
                        "| `.webhook` | Webhook | gold | alerting, uptime, siem |",
                        "| `.xmatters` | xMatters | gold | alerting, uptime, siem |",
                        "| `.teams` | Microsoft Teams | gold | alerting, uptime, siem |",
                        "| `.torq` | Torq | gold | alerting, uptime, siem |",
                        "| `.opsgenie` | Opsgenie | platinum | alerting, uptime, siem |",
                        "| `.jira-service-management` | Jira Service Management | platinum |"
                                + " alerting, uptime, siem |",
                        "| `.tines` | Tines | gold | siem |",
                        "| `.d3security` | D3 Security | gold | alerting, siem |",
                        "| `.http` | HTTP | gold | workflows |",
                        "| `discord` | Discord | basic | alerting, uptime, siem |",
                        "| `github_issues` | GitHub issues | basic | alerting, uptime, siem |",
                        "| `gitlab_issues` | GitLab issues | basic | alerting, uptime, siem |",
                        "| `google_chat` | Google Chat | basic | alerting, uptime, siem |",
                        "| `mattermost` | Mattermost | basic | alerting, uptime, siem |",
                        "| `ntfy` | ntfy | basic | alerting, uptime, siem |",
                        "| `telegram` | Telegram | basic | alerting, uptime, siem |",
                        "| `zendesk_tickets` | Zendesk tickets | basic | alerting, uptime, siem |");
        for (ConnectorType type : types()) {
            assertThat(type.system()).isFalse();
            boolean described = !type.id().startsWith(".");
            assertThat(type.source()).isEqualTo(described ? "spec" : "stack");
            assertThat(type.specHash().isPresent()).isEqualTo(described);
            assertThat(type.subFeature()).isEmpty();
        }
    }

    @Test
    void everyFieldSaysWhatItIs() {
        List<String> silent = new ArrayList<>();
        for (ConnectorType type : types()) {
            members(type.config()).forEach(member -> collect(type, "config", member, silent));
            members(type.secrets()).forEach(member -> collect(type, "secrets", member, silent));
            TypeParams.operations(type).stream()
                    .flatMap(operation -> members(operation.params()).stream())
                    .forEach(member -> collect(type, "params", member, silent));
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void everySecretIsMarked() {
        for (ConnectorType type : types()) {
            for (Schema.Member member : members(type.secrets())) {
                assertThat(Annotations.through(member.schema()).secret())
                        .as(type.id() + " " + member.name())
                        .isTrue();
            }
            for (Schema.Member member : members(type.config())) {
                assertThat(Annotations.through(member.schema()).secret())
                        .as(type.id() + " " + member.name())
                        .isFalse();
            }
        }
    }

    private static void collect(
            ConnectorType type, String part, Schema.Member member, List<String> silent) {
        Annotations facts = Annotations.through(member.schema());
        if (facts.label() == null || facts.help() == null) {
            silent.add(type.id() + " " + part + "." + member.name());
        }
    }

    private static List<Schema.Member> members(Schema schema) {
        return switch (schema) {
            case Schema.Obj object -> object.members();
            case Schema.Refined(Schema inner, var _) -> members(inner);
            case Schema.Annotated(Schema inner, var _) -> members(inner);
            default -> List.of();
        };
    }

    private static String line(ConnectorType type) {
        return "| `"
                + type.id()
                + "` | "
                + type.name()
                + " | "
                + type.minimumLicense().wireName()
                + " | "
                + String.join(", ", type.features())
                + " |";
    }

    /** The types of a server with default settings. */
    static List<ConnectorType> types() {
        try (Network network =
                new Network(NetworkSettings.DEFAULT, TokenStore.NONE, Clock.system())) {
            return new BuiltInTypes().types(TypeContext.ofDefaults(network.allowedHosts()));
        }
    }
}
