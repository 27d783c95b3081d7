package dev.patchbay.connectors.messaging.email;

import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.mail.MailAddress;
import dev.patchbay.sdk.mail.MailMessage;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.time.IdSource;

import java.util.List;
import java.util.Optional;

/** One message, by whichever way the config names. Thread-safe. */
record EmailSend(MailSettings settings, IdSource ids) {

    Outcome attempt(Invocation invocation) {
        EmailConfig config = invocation.config(EmailConfig.class);
        EmailParams params = invocation.params(EmailParams.class);
        Optional<String> refusal = refusal(config, params);
        if (refusal.isPresent()) {
            return Failed.of(Reason.CONFIGURATION, refusal.get());
        }
        Addressees people = Addressees.of(config.from(), params);
        EmailBody body = EmailBody.of(params, settings, invocation.connector().id());
        if (config.service().equals(EmailConfig.EXCHANGE)) {
            return new GraphSend(invocation, config, settings.graph())
                    .send(people, params.subject(), body);
        }
        MailMessage message =
                new MailMessage(
                        people.from(),
                        people.to(),
                        people.cc(),
                        people.bcc(),
                        people.replyTo(),
                        params.subject(),
                        body.text(),
                        body.html(),
                        messageId(invocation, people.from()),
                        invocation.clock().now());
        return config.service().equals(EmailConfig.JSON)
                ? Outcome.ok(JsonMail.data(message, people.everybody()))
                : new SmtpSend(invocation, config, settings).send(message, people.everybody());
    }

    /** What Kibana says before it sends anything, in its order. */
    private Optional<String> refusal(EmailConfig config, EmailParams params) {
        Optional<String> addresses =
                settings.addresses()
                        .recipientsViolation(params.recipients())
                        .map(text -> "[to/cc/bcc]: " + text)
                        .or(() -> replies(params))
                        .or(() ->
                                settings.addresses()
                                        .senderViolation(config.from())
                                        .map(text -> "[from]: " + text));
        if (addresses.isPresent()) {
            return addresses;
        }
        if (params.messageHTML().isPresent() && !config.html()) {
            return Optional.of(EmailTexts.NO_HTML);
        }
        return params.attachments().isPresent()
                ? Optional.of(EmailTexts.NO_ATTACHMENTS)
                : Optional.empty();
    }

    /** A template among them may have been rendered to anything. */
    private Optional<String> replies(EmailParams params) {
        return settings.addresses()
                .violation(List.of(), params.replies())
                .map(text -> "[to/cc/bcc/replyTo]: " + text);
    }

    /** The same for every attempt of a delivery, so that a mailbox can tell a repetition. */
    private String messageId(Invocation invocation, MailAddress from) {
        String address = from.address();
        return "<"
                + invocation.deliveryId().orElseGet(ids::uuid)
                + address.substring(address.lastIndexOf('@'))
                + ">";
    }
}
