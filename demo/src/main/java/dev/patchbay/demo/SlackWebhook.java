package dev.patchbay.demo;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Slack's incoming webhooks (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks).
 */
final class SlackWebhook implements Vendor {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public String prefix() {
        return "/services";
    }

    @Override
    public Reply answer(Received request) {
        if (!request.method().equals("POST")) {
            return Reply.text(405, "method_not_allowed");
        }
        if (request.path().split("/", -1).length != 5) {
            return Reply.text(404, "no_service");
        }
        if (!request.header("content-type").startsWith("application/json")) {
            return Reply.text(400, "invalid_payload");
        }
        try {
            JsonNode body = JSON.readTree(request.body());
            JsonNode text = body.get("text");
            boolean blocks = body.has("blocks") || body.has("attachments");
            if (!blocks && (text == null || text.asString().isEmpty())) {
                return Reply.text(400, "no_text");
            }
            return Reply.text(200, "ok");
        } catch (JacksonException e) {
            return Reply.text(400, "invalid_payload");
        }
    }
}
