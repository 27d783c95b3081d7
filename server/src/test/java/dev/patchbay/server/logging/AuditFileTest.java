package dev.patchbay.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.audit.AuditEvent;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.settings.AppenderSettings;
import dev.patchbay.server.settings.AppenderSettings.Layout;
import dev.patchbay.server.settings.AuditSettings;
import dev.patchbay.server.settings.AuditSettings.Filter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The audit log in a real file. */
final class AuditFileTest {

    private static final AuditEvent CREATED = event("connector_create", "jane");

    @TempDir Path data;

    private static AuditEvent event(String action, String user) {
        return new AuditEvent(
                action,
                "database",
                Optional.of("creation"),
                "unknown",
                "User is creating connector [id=X]",
                Optional.of("action"),
                Optional.of("X"),
                Optional.of("ops"),
                Optional.of(user),
                Optional.empty());
    }

    private List<String> written(
            Optional<AppenderSettings> appender, List<Filter> filters, AuditEvent... events)
            throws IOException {
        try (AuditFile audit =
                AuditFile.open(new AuditSettings(true, appender, filters), data, Clock.system())) {
            assertThat(audit.enabled()).isTrue();
            for (AuditEvent event : events) {
                audit.write(event);
            }
        }
        return Files.readAllLines(data.resolve("audit.log"));
    }

    @Test
    void eventIsALineOfEcsInTheDataDirectory() throws IOException {
        JsonNode line = Json.read(written(Optional.empty(), List.of(), CREATED).getFirst());
        assertThat(Json.write(line.path("event")))
                .isEqualTo(
                        "{\"action\":\"connector_create\",\"category\":[\"database\"],\"type\":[\"creation\"],\"outcome\":\"unknown\"}");
        assertThat(Json.write(line.path("kibana")))
                .isEqualTo(
                        "{\"space_id\":\"ops\",\"saved_object\":{\"type\":\"action\",\"id\":\"X\"}}");
        assertThat(line.path("user").path("name").stringValue()).isEqualTo("jane");
        assertThat(line.path("message").stringValue())
                .isEqualTo("User is creating connector [id=X]");
        assertThat(line.has("error")).isFalse();
    }

    @Test
    void failureHasItsError() throws IOException {
        AuditEvent failed =
                new AuditEvent(
                        "connector_get",
                        "database",
                        Optional.empty(),
                        "failure",
                        "Failed attempt to access connector [id=X]",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new AuditEvent.ErrorInfo("Error", "Unauthorized")));
        JsonNode line = Json.read(written(Optional.empty(), List.of(), failed).getFirst());
        assertThat(Json.write(line.path("error")))
                .isEqualTo("{\"code\":\"Error\",\"message\":\"Unauthorized\"}");
        assertThat(line.path("event").has("type")).isFalse();
        assertThat(line.has("user")).isFalse();
    }

    @Test
    void filterDropsWhatAllOfItsListsMatch() throws IOException {
        Filter filter =
                new Filter(
                        Optional.of(List.of("connector_create")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(List.of("jane")));
        Filter none =
                new Filter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        assertThat(
                        written(
                                Optional.empty(),
                                List.of(filter, none),
                                CREATED,
                                event("connector_create", "john"),
                                event("connector_delete", "jane")))
                .hasSize(2)
                .noneMatch(line -> line.contains("connector_create") && line.contains("jane"));
    }

    @Test
    void appenderAndLayoutAreTheOperators() throws IOException {
        AppenderSettings.File file =
                new AppenderSettings.File(
                        new Layout.Pattern("%logger: %message", false), data.resolve("audit.log"));
        assertThat(written(Optional.of(file), List.of(), CREATED))
                .containsExactly("plugins.security.audit.ecs: User is creating connector [id=X]");
    }
}
