package dev.patchbay.connectors.messaging.email;

import dev.patchbay.sdk.mail.MailAddress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The mailboxes of one message; every entry has been checked. */
record Addressees(
        MailAddress from,
        List<MailAddress> to,
        List<MailAddress> cc,
        List<MailAddress> bcc,
        List<MailAddress> replyTo) {

    static Addressees of(String from, EmailParams params) {
        return new Addressees(
                mailboxes(List.of(from)).getFirst(),
                mailboxes(params.to()),
                mailboxes(params.cc()),
                mailboxes(params.bcc()),
                mailboxes(params.replies()));
    }

    List<MailAddress> everybody() {
        List<MailAddress> all = new ArrayList<>(to);
        all.addAll(cc);
        all.addAll(bcc);
        return all;
    }

    private static List<MailAddress> mailboxes(List<String> entries) {
        return entries.stream()
                .map(AddressParser::parse)
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .toList();
    }
}
