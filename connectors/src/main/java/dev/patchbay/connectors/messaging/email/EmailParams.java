package dev.patchbay.connectors.messaging.email;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What to send and to whom. */
record EmailParams(
        List<String> to,
        List<String> cc,
        List<String> bcc,
        Optional<List<String>> replyTo,
        String subject,
        String message,
        Optional<String> messageHTML,
        FooterLink kibanaFooterLink,
        Optional<JsonNode> attachments) {

    EmailParams {
        to = filled(to);
        cc = filled(cc);
        bcc = filled(bcc);
        replyTo = replyTo.map(EmailParams::filled);
        // Binding makes an absent tree a present null.
        attachments = attachments.filter(node -> !node.isNull());
    }

    /** The link of the footer. */
    record FooterLink(String path, String text) {}

    /** Entries for whom the message is. */
    List<String> recipients() {
        return Stream.of(to, cc, bcc).flatMap(List::stream).toList();
    }

    List<String> replies() {
        return replyTo.orElse(List.of());
    }

    /** Blank entries are none. */
    private static List<String> filled(List<String> entries) {
        return entries.stream().filter(entry -> !entry.isBlank()).toList();
    }
}
