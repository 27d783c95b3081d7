package dev.patchbay.engine.execution;

import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.mail.MailAddress;
import dev.patchbay.sdk.mail.MailCall;
import dev.patchbay.sdk.mail.MailMessage;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/** A message that a dry run did not send, in the shape of a request. Stateless. */
final class DryMail {

    private DryMail() {}

    /**
     * Method {@code MAIL}, the server as URL, the message as JSON; user and password are not shown.
     */
    static DryRequest shown(MailCall call, Redactor redactor) {
        MailMessage message = call.message();
        ObjectNode json = Json.object();
        json.putObject("envelope")
                .put("from", message.from().address())
                .set("to", addresses(call.envelope()));
        json.put("from", text(message.from()));
        json.set("to", texts(message.to()));
        json.set("cc", texts(message.cc()));
        json.set("bcc", texts(message.bcc()));
        json.set("replyTo", texts(message.replyTo()));
        json.put("subject", message.subject());
        json.put("text", message.text());
        json.put("html", message.html());
        json.put("messageId", message.messageId());
        json.put("login", call.login().isPresent());
        json.put("security", call.server().security().name().toLowerCase(java.util.Locale.ROOT));
        return new DryRequest(
                "MAIL",
                redactor.redact("smtp://" + call.server().host() + ":" + call.server().port()),
                Headers.EMPTY,
                Optional.of(redactor.redact(Json.write(json))),
                false);
    }

    private static ArrayNode addresses(List<MailAddress> all) {
        ArrayNode array = Json.array();
        all.forEach(one -> array.add(one.address()));
        return array;
    }

    private static ArrayNode texts(List<MailAddress> all) {
        ArrayNode array = Json.array();
        all.forEach(one -> array.add(text(one)));
        return array;
    }

    private static String text(MailAddress one) {
        return one.name().isEmpty() ? one.address() : one.name() + " <" + one.address() + ">";
    }
}
