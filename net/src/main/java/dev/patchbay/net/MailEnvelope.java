package dev.patchbay.net;

import dev.patchbay.sdk.mail.MailAddress;
import dev.patchbay.sdk.mail.MailCall;
import dev.patchbay.sdk.mail.MailFailure;
import dev.patchbay.sdk.mail.MailMessage;
import dev.patchbay.sdk.outcome.Reason;

import jakarta.mail.Address;
import jakarta.mail.internet.InternetAddress;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whom a message is for, by the form that the server sees, each once. Immutable.
 *
 * @param written the address as it was written, by its form
 */
record MailEnvelope(Map<String, String> written) {

    static MailEnvelope of(MailCall call) {
        Map<String, String> written = new LinkedHashMap<>();
        for (MailAddress to : call.envelope()) {
            String form = MailAddressForm.of(to.address());
            if (form != null) {
                written.putIfAbsent(form, to.address());
            }
        }
        return new MailEnvelope(written);
    }

    /** What must not be sent: an address that is none, nobody to send to. */
    static Optional<MailFailure> violation(MailCall call) {
        if (call.envelope().isEmpty()) {
            return Optional.of(failure("No recipients defined"));
        }
        return all(call)
                .filter(each -> MailAddressForm.of(each.address()) == null)
                .findFirst()
                .map(each -> failure("Invalid address: " + HeaderText.line(each.address())));
    }

    /** Whether an address needs {@code SMTPUTF8}. */
    static boolean international(MailCall call) {
        return all(call)
                .map(each -> MailAddressForm.of(each.address()))
                .anyMatch(form -> form != null && MailAddressForm.international(form));
    }

    Address[] addresses() {
        return written.keySet().stream()
                .map(form -> {
                    InternetAddress address = new InternetAddress();
                    address.setAddress(form);
                    return address;
                })
                .toArray(Address[]::new);
    }

    private static Stream<MailAddress> all(MailCall call) {
        MailMessage message = call.message();
        return Stream.of(
                        Stream.of(message.from()),
                        message.to().stream(),
                        message.cc().stream(),
                        message.replyTo().stream(),
                        call.envelope().stream())
                .flatMap(each -> each);
    }

    private static MailFailure failure(String text) {
        return MailErrors.nothingDone(Reason.CONFIGURATION, text);
    }
}
