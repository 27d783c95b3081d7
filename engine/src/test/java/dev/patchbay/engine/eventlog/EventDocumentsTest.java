package dev.patchbay.engine.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Contract actions-api, section 11.1: the fixture, literally. */
class EventDocumentsTest {

    private static final EventDocuments DOCUMENTS = new EventDocuments("server-1", "9.4.0");
    private static final String UUID = "0b7d6f2c-5a0f-4d4e-9c7f-3f8d8d1f6f11";

    @Test
    void executeIsAsInTheContract() {
        assertThat(Json.read(Json.write(DOCUMENTS.execute(record("space1", false, true)))))
                .isEqualTo(
                        Json.read(
                                """
                                {
                                  "@timestamp": "2025-01-01T10:00:00.320Z",
                                  "event": {"provider":"actions","action":"execute","kind":"action","start":"2025-01-01T10:00:00.200Z","end":"2025-01-01T10:00:00.320Z","duration":"120000000","outcome":"success"},
                                  "kibana": {
                                    "server_uuid":"server-1","version":"9.4.0",
                                    "saved_objects":[{"rel":"primary","type":"action","id":"c1","type_id":".webhook","namespace":"space1"}],
                                    "space_ids":["space1"],
                                    "action":{"name":"My Connector","id":"c1","type_id":".webhook",
                                      "execution":{"uuid":"0b7d6f2c-5a0f-4d4e-9c7f-3f8d8d1f6f11","source":"http_request","usage":{"request_body_bytes":0}}},
                                    "user_api_key":{"id":"k1","name":"key one"}
                                  },
                                  "user":{"name":"elastic"},
                                  "message":"action executed: .webhook:c1: My Connector",
                                  "ecs":{"version":"1.8.0"}
                                }
                                """));
    }

    @Test
    void startHasTheSameIdentity() {
        var start = DOCUMENTS.start(record("space1", false, true));
        var execute = DOCUMENTS.execute(record("space1", false, true));
        assertThat(start.get("kibana")).isEqualTo(execute.get("kibana"));
        assertThat(start.get("user")).isEqualTo(execute.get("user"));
        assertThat(start.get("event"))
                .isEqualTo(
                        Json.read(
                                """
                                {"provider":"actions","action":"execute-start","kind":"action",
                                 "start":"2025-01-01T10:00:00.200Z"}
                                """));
        assertThat(start.get("message").stringValue())
                .isEqualTo("action started: .webhook:c1: My Connector");
    }

    @Test
    void theDefaultSpaceHasNoNamespaceAndMemoryIsSpaceAgnostic() {
        var document = DOCUMENTS.execute(record("default", true, true));
        assertThat(document.at("/kibana/saved_objects/0"))
                .isEqualTo(
                        Json.read(
                                """
                                {"rel":"primary","type":"action","id":"c1","type_id":".webhook","space_agnostic":true}
                                """));
        assertThat(document.at("/kibana/space_ids")).isEqualTo(Json.read("[\"default\"]"));
    }

    @Test
    void aFailureSaysWhy() {
        var document = DOCUMENTS.execute(record("default", false, false));
        assertThat(document.at("/event/outcome").stringValue()).isEqualTo("failure");
        assertThat(document.at("/message").stringValue())
                .isEqualTo("action execution failure: .webhook:c1: My Connector");
        assertThat(document.at("/error/message").stringValue()).isEqualTo("no: why; retry: true");
    }

    private static ExecutionRecord record(String space, boolean preconfigured, boolean success) {
        return new ExecutionRecord(
                UUID,
                Instant.parse("2025-01-01T10:00:00.200Z"),
                Duration.ofMillis(120).toNanos(),
                space,
                "c1",
                "My Connector",
                ".webhook",
                preconfigured,
                "http_request",
                success,
                success ? Optional.empty() : Optional.of("serverError"),
                success ? Optional.empty() : Optional.of("none"),
                success ? Optional.empty() : Optional.of("no: why; retry: true"),
                "elastic",
                Optional.of("k1"),
                Optional.of("key one"),
                0,
                Optional.empty());
    }
}
