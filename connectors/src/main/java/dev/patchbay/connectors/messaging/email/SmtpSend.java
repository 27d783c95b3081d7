package dev.patchbay.connectors.messaging.email;

import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.mail.MailAddress;
import dev.patchbay.sdk.mail.MailCall;
import dev.patchbay.sdk.mail.MailFailure;
import dev.patchbay.sdk.mail.MailLogin;
import dev.patchbay.sdk.mail.MailMessage;
import dev.patchbay.sdk.mail.MailSent;
import dev.patchbay.sdk.mail.MailSent.Refused;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A message over SMTP. A direct execution that some recipients refused is a success, as in Kibana;
 * a delivery goes on with those that the server may take later (ADR 2).
 */
record SmtpSend(Invocation invocation, EmailConfig config, MailSettings settings) {

    private static final String DELIVERED = "delivered";

    Outcome send(MailMessage message, List<MailAddress> everybody) {
        Optional<MailRoute> route = MailRoute.of(config, settings);
        if (route.isEmpty()) {
            return Failed.of(Reason.CONFIGURATION, EmailTexts.NOT_SENT)
                    .withServiceMessage(EmailTexts.unknownService(config.service()));
        }
        List<String> delivered = delivered();
        List<MailAddress> left =
                everybody.stream().filter(one -> !delivered.contains(one.address())).toList();
        if (left.isEmpty()) {
            return Outcome.ok();
        }
        MailCall call =
                new MailCall(
                        route.get().server(),
                        login(route.get()),
                        message,
                        left,
                        MailCall.Times.DEFAULT);
        return switch (invocation.transports().mail().send(call)) {
            case MailSent sent -> sent(sent, message, everybody, delivered);
            case MailFailure failure ->
                    Failed.of(failure.reason(), EmailTexts.NOT_SENT)
                            .withServiceMessage(failure.text())
                            .withEffect(effect(failure.effect(), delivered));
        };
    }

    private Outcome sent(
            MailSent sent,
            MailMessage message,
            List<MailAddress> everybody,
            List<String> delivered) {
        List<Refused> later = sent.refused().stream().filter(Refused::later).toList();
        if (invocation.deliveryId().isEmpty() || later.isEmpty()) {
            return Outcome.ok(data(sent, message, everybody));
        }
        List<String> done = new ArrayList<>(delivered);
        done.addAll(sent.accepted());
        return Failed.of(Reason.SERVER_ERROR, EmailTexts.NOT_SENT)
                .withServiceMessage(
                        later.stream().map(Refused::response).collect(Collectors.joining("; ")))
                .withEffect(partial(done));
    }

    /** nodemailer's answer. */
    private static ObjectNode data(
            MailSent sent, MailMessage message, List<MailAddress> everybody) {
        ObjectNode data = Json.object();
        data.set("accepted", texts(sent.accepted()));
        data.set("rejected", texts(sent.refused().stream().map(Refused::address).toList()));
        data.set("ehlo", texts(sent.ehlo()));
        data.put("envelopeTime", sent.envelopeTime().toMillis());
        data.put("messageTime", sent.messageTime().toMillis());
        data.put("messageSize", sent.messageSize());
        data.put("response", sent.response());
        data.set("envelope", JsonMail.envelope(message.from(), everybody));
        data.put("messageId", message.messageId());
        return data;
    }

    private Optional<MailLogin> login(MailRoute route) {
        EmailSecrets secrets = invocation.secrets(EmailSecrets.class);
        return config.hasAuth() && secrets.user().isPresent() && secrets.password().isPresent()
                ? Optional.of(
                        new MailLogin(
                                secrets.user().get().reveal(),
                                secrets.password().get(),
                                route.login()))
                : Optional.empty();
    }

    /** Whom an earlier attempt of the delivery has reached. */
    private List<String> delivered() {
        return invocation
                .checkpoint()
                .map(checkpoint -> checkpoint.path(DELIVERED))
                .filter(JsonNode::isArray)
                .map(list -> list.valueStream().map(JsonNode::asString).toList())
                .orElse(List.of());
    }

    /** What was reached before stays reached when this attempt reaches nobody. */
    private static Effect effect(Effect effect, List<String> delivered) {
        return effect.equals(Effect.NONE) && !delivered.isEmpty() ? partial(delivered) : effect;
    }

    private static Effect partial(List<String> done) {
        ObjectNode checkpoint = Json.object();
        checkpoint.set(DELIVERED, texts(done));
        return new Effect.Partial(checkpoint);
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode array = Json.array();
        texts.forEach(array::add);
        return array;
    }
}
