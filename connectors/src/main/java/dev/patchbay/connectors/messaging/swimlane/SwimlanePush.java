package dev.patchbay.connectors.messaging.swimlane;

import dev.patchbay.connectors.messaging.swimlane.SwimlaneConfig.Field;
import dev.patchbay.connectors.messaging.swimlane.SwimlaneParams.Comment;
import dev.patchbay.connectors.messaging.swimlane.SwimlaneParams.Incident;
import dev.patchbay.connectors.shared.JsDate;
import dev.patchbay.connectors.shared.UrlReference;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.ErrorSource;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.time.IsoTime;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A record, then its comments. What has been done is the checkpoint of an attempt that stops in
 * between, and it is what the answer will be.
 */
final class SwimlanePush {

    private static final String DOTS = "an id of one or two dots cannot be part of a URL";

    private final Invocation invocation;
    private final SwimlaneConfig config;
    private final SwimlaneParams params;

    private SwimlanePush(Invocation invocation) {
        this.invocation = invocation;
        this.config = invocation.config(SwimlaneConfig.class);
        this.params = invocation.params(SwimlaneParams.class);
    }

    static Outcome attempt(Invocation invocation) {
        return new SwimlanePush(invocation).push();
    }

    private Outcome push() {
        String token = invocation.secrets(SwimlaneSecrets.class).apiToken().reveal();
        if (config.apiUrl().isEmpty() || config.appId().isEmpty() || token.isEmpty()) {
            return wrong(SwimlaneTexts.WRONG_CONFIGURATION);
        }
        String existing = params.incident().externalId().orElse("");
        if (UrlReference.dots(config.appId()) || UrlReference.dots(existing)) {
            return wrong(DOTS);
        }
        if (invocation.checkpoint().orElse(null) instanceof ObjectNode done) {
            return comment(done.deepCopy());
        }
        return switch (send(params.incident())) {
            case SwimlaneCall.Answer.Thrown(Failed failure) -> failure;
            case SwimlaneCall.Answer.Done(JsonNode record) -> comment(pushed(record));
        };
    }

    private SwimlaneCall.Answer send(Incident incident) {
        JsonNode body = SwimlaneRecord.body(config, incident);
        String records = records();
        return incident.externalId()
                .map(id ->
                        new SwimlaneCall(
                                "update record",
                                "PATCH",
                                records + "/" + UrlReference.segment(id),
                                body,
                                List.of("id", "name", "modifiedDate")))
                .orElseGet(() ->
                        new SwimlaneCall(
                                "create record",
                                "POST",
                                records,
                                body,
                                List.of("id", "name", "createdDate")))
                .send(invocation);
    }

    private String records() {
        return config.api() + "/app/" + UrlReference.segment(config.appId()) + "/record";
    }

    private ObjectNode pushed(JsonNode record) {
        boolean update = params.incident().externalId().isPresent();
        String date = record.path(update ? "modifiedDate" : "createdDate").asString("");
        String id = record.path("id").asString("");
        return Json.object()
                .put("id", id)
                .put("title", record.path("name").asString(""))
                .put("url", config.base() + "/record/" + config.appId() + "/" + id)
                .put(
                        "pushedDate",
                        IsoTime.text(
                                JsDate.parse(date, ZoneId.systemDefault())
                                        .orElseGet(invocation.clock()::now)));
    }

    private Outcome comment(ObjectNode done) {
        Optional<Field> field = config.mappings().commentsConfig();
        List<Comment> comments = params.said();
        if (comments.isEmpty()) {
            return Outcome.ok(done);
        }
        if (field.isEmpty()) {
            invocation.log().warn(SwimlaneTexts.NO_COMMENT_FIELD);
            return Outcome.ok(done);
        }
        if (UrlReference.dots(done.path("id").asString(""))
                || UrlReference.dots(field.get().id())) {
            return wrong(DOTS).withEffect(Effect.APPLIED);
        }
        ArrayNode said =
                done.get("comments") instanceof ArrayNode before
                        ? before
                        : done.putArray("comments");
        for (Comment comment : comments.stream().skip(said.size()).toList()) {
            String now = IsoTime.text(invocation.clock().now());
            if (comment(done, field.get(), comment, now).send(invocation)
                    instanceof SwimlaneCall.Answer.Thrown(Failed failure)) {
                return failure.withEffect(new Effect.Partial(done));
            }
            said.addObject().put("commentId", comment.commentId()).put("pushedDate", now);
        }
        return Outcome.ok(done);
    }

    private SwimlaneCall comment(ObjectNode done, Field field, Comment comment, String now) {
        String url =
                records()
                        + "/"
                        + UrlReference.segment(done.path("id").asString(""))
                        + "/"
                        + UrlReference.segment(field.id())
                        + "/comment";
        ObjectNode body =
                Json.object()
                        .put("createdDate", now)
                        .put("fieldId", field.id())
                        .put("isRichText", true)
                        .put("message", comment.comment());
        return new SwimlaneCall("create comment", "POST", url, body, List.of());
    }

    private static Failed wrong(String text) {
        return Failed.thrown(Reason.CONFIGURATION, text, ErrorSource.FRAMEWORK);
    }
}
