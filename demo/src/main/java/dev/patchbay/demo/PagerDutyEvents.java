package dev.patchbay.demo;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * PagerDuty's Events API v2 (developer.pagerduty.com/docs/events-api-v2-overview): one open
 * incident per dedup key.
 */
final class PagerDutyEvents implements Vendor {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> ACTIONS = Set.of("trigger", "acknowledge", "resolve");
    private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");

    private final Map<String, String> incidents = new ConcurrentHashMap<>();
    private final AtomicLong made = new AtomicLong();

    @Override
    public String prefix() {
        return "/v2/enqueue";
    }

    /** State of each incident by dedup key. */
    Map<String, String> incidents() {
        return Map.copyOf(incidents);
    }

    @Override
    public Reply answer(Received request) {
        if (!request.method().equals("POST")) {
            return Reply.text(405, "");
        }
        JsonNode event;
        try {
            event = JSON.readTree(request.body());
        } catch (JacksonException e) {
            return invalid("body is not valid JSON");
        }
        String key = event.path("routing_key").asString(request.header("x-routing-key"));
        if (key.isEmpty()) {
            return invalid("'routing_key' is missing or blank");
        }
        String action = event.path("event_action").asString("");
        if (!ACTIONS.contains(action)) {
            return invalid(
                    "'event_action' is invalid (must be one of the following: 'trigger',"
                            + " 'acknowledge' or 'resolve')");
        }
        if (action.equals("trigger")) {
            String problem = payloadProblem(event.path("payload"));
            if (!problem.isEmpty()) {
                return invalid(problem);
            }
        }
        String dedup = event.path("dedup_key").asString("");
        if (dedup.isEmpty() && !action.equals("trigger")) {
            return invalid("'dedup_key' is missing or blank");
        }
        String incident = dedup.isEmpty() ? "demo-" + made.incrementAndGet() : dedup;
        incidents.put(incident, action);
        ObjectNode answer = JSON.createObjectNode();
        answer.put("status", "success")
                .put("message", "Event processed")
                .put("dedup_key", incident);
        return Reply.json(202, answer.toString());
    }

    private static String payloadProblem(JsonNode payload) {
        if (payload.path("summary").asString("").isEmpty()) {
            return "'payload.summary' is missing or blank";
        }
        if (payload.path("source").asString("").isEmpty()) {
            return "'payload.source' is missing or blank";
        }
        return SEVERITIES.contains(payload.path("severity").asString(""))
                ? ""
                : "'payload.severity' is invalid (must be one of the following: 'critical',"
                        + " 'warning', 'error' or 'info')";
    }

    private static Reply invalid(String reason) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("status", "invalid event").put("message", "Event object is invalid");
        answer.putArray("errors").add(reason);
        return Reply.json(400, answer.toString());
    }
}
