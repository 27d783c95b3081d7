package dev.patchbay.connectors.messaging.email;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.mail.MailAddress;
import dev.patchbay.sdk.mail.MailMessage;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** The answer of {@code __json}, nodemailer's transport that sends nothing (section 2.8). */
final class JsonMail {

    private JsonMail() {}

    static ObjectNode data(MailMessage message, List<MailAddress> envelope) {
        ObjectNode data = Json.object();
        data.set("envelope", envelope(message.from(), envelope));
        data.put("messageId", message.messageId());
        ObjectNode mail = data.putObject("message");
        mail.set("from", mailbox(message.from()));
        mail.set("to", mailboxes(message.to()));
        mail.set("cc", mailboxes(message.cc()));
        mail.set("bcc", mailboxes(message.bcc()));
        if (!message.replyTo().isEmpty()) {
            mail.set("replyTo", mailboxes(message.replyTo()));
        }
        mail.put("subject", message.subject());
        mail.put("html", message.html());
        mail.put("text", message.text());
        mail.putObject("headers");
        mail.put("messageId", message.messageId());
        return data;
    }

    /** Who it is from and for, as every transport answers it. */
    static ObjectNode envelope(MailAddress from, List<MailAddress> to) {
        ObjectNode envelope = Json.object().put("from", from.address());
        ArrayNode list = envelope.putArray("to");
        to.stream().map(MailAddress::address).distinct().forEach(list::add);
        return envelope;
    }

    /** Nobody is null, not an empty list. */
    private static JsonNode mailboxes(List<MailAddress> all) {
        if (all.isEmpty()) {
            return NullNode.getInstance();
        }
        ArrayNode list = Json.array();
        all.forEach(one -> list.add(mailbox(one)));
        return list;
    }

    private static ObjectNode mailbox(MailAddress one) {
        return Json.object().put("address", one.address()).put("name", one.name());
    }
}
