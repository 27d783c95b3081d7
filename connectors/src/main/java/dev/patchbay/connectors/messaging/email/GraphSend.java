package dev.patchbay.connectors.messaging.email;

import dev.patchbay.connectors.shared.HttpFacts;
import dev.patchbay.connectors.shared.SortedJson;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.http.Bodies;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.mail.MailAddress;
import dev.patchbay.sdk.oauth.AccessTokens.Result;
import dev.patchbay.sdk.oauth.ClientCredentials;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.Secret;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message through Microsoft Graph (contract/connectors-messaging-webhook.md, section 2.9;
 * learn.microsoft.com/graph/api/user-sendmail).
 */
record GraphSend(Invocation invocation, EmailConfig config, MailSettings.Graph graph) {

    private static final int ACCEPTED = 202;
    private static final int UNAUTHORIZED = 401;

    Outcome send(Addressees people, String subject, EmailBody body) {
        HttpCall call =
                Bodies.json(
                        HttpCall.of(
                                "POST", graph.apiUrl() + "/users/" + config.from() + "/sendMail"),
                        json(people, subject, body));
        Attempted first = once(call);
        Attempted last = first.status() == UNAUTHORIZED ? once(call) : first;
        return last.outcome();
    }

    /** What one request came to; the status is 0 when there was no answer of Graph's. */
    private record Attempted(int status, Outcome outcome) {}

    private Attempted once(HttpCall call) {
        return switch (invocation.tokens().clientCredentials(grant())) {
            case Result.Token(Secret authorization) ->
                    switch (invocation
                            .http()
                            .send(call.withHeader("Authorization", authorization.reveal()))) {
                        case HttpReply reply -> answered(reply);
                        case HttpFailure failure ->
                                new Attempted(
                                        0,
                                        HttpFacts.of(failure, EmailTexts.NOT_SENT)
                                                .withServiceMessage(failure.message()));
                    };
            case Result.Refused(HttpReply reply) -> new Attempted(0, refused(reply));
            case Result.Unreachable(HttpFailure failure) ->
                    new Attempted(
                            0,
                            HttpFacts.of(failure, EmailTexts.NOT_SENT)
                                    .withEffect(Effect.NONE)
                                    .withServiceMessage(failure.message()));
        };
    }

    private Attempted answered(HttpReply reply) {
        if (reply.status() >= 400 && reply.status() < 500) {
            invocation.tokens().discard();
        }
        return new Attempted(
                reply.status(),
                reply.status() == ACCEPTED
                        ? Outcome.ok(reply.data())
                        : failed(reply).withServiceMessage(Json.write(reply.data())));
    }

    /** A success that is no 202 may have sent the message. */
    private Failed failed(HttpReply reply) {
        Failed failed = HttpFacts.of(reply, invocation.clock(), EmailTexts.NOT_SENT);
        return reply.ok() ? failed.withEffect(Effect.UNKNOWN) : failed;
    }

    /** Graph has not been asked yet, so nothing was done there. */
    private Failed refused(HttpReply reply) {
        Failed failed =
                HttpFacts.of(reply, invocation.clock(), EmailTexts.NOT_SENT)
                        .withEffect(Effect.NONE)
                        .withServiceMessage(
                                reply.status() == 200
                                        ? EmailTexts.noToken(invocation.connector().id())
                                        : SortedJson.text(reply.data()));
        return failed.reason() == Reason.CLIENT_ERROR
                ? failed.withReason(Reason.AUTHENTICATION)
                : failed;
    }

    private ClientCredentials grant() {
        String url =
                config.oauthTokenUrl()
                        .orElseGet(() ->
                                graph.loginUrl()
                                        + "/"
                                        + config.tenantId().orElse("")
                                        + "/oauth2/v2.0/token");
        return new ClientCredentials(
                url,
                config.clientId().orElse(""),
                invocation.secrets(EmailSecrets.class).clientSecret().orElse(new Secret("")),
                Optional.of(graph.scope()),
                Map.of(),
                TlsOptions.DEFAULT);
    }

    private static ObjectNode json(Addressees people, String subject, EmailBody body) {
        ObjectNode json = Json.object();
        ObjectNode message = json.putObject("message").put("subject", subject);
        message.putObject("body").put("contentType", "HTML").put("content", body.html());
        message.set("toRecipients", recipients(people.to()));
        message.set("ccRecipients", recipients(people.cc()));
        message.set("bccRecipients", recipients(people.bcc()));
        if (!people.replyTo().isEmpty()) {
            message.set("replyTo", recipients(people.replyTo()));
        }
        message.putArray("attachments");
        return json;
    }

    private static ArrayNode recipients(List<MailAddress> people) {
        ArrayNode list = Json.array();
        people.forEach(
                one -> list.addObject().putObject("emailAddress").put("address", one.address()));
        return list;
    }
}
