package dev.patchbay.connectors.messaging.email;

import dev.patchbay.sdk.mail.MailAddress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which addresses may be used (contract/connectors-messaging-webhook.md, section 2.4). Thread-safe.
 *
 * @param domains {@code email.domain_allowlist}; empty = every domain
 * @param recipients {@code email.recipient_allowlist} as patterns; empty = everybody
 */
record AddressRules(Optional<List<String>> domains, Optional<List<Pattern>> recipients) {

    static AddressRules of(
            Optional<List<String>> domainAllowlist, Optional<List<String>> recipientAllowlist) {
        return new AddressRules(
                domainAllowlist,
                recipientAllowlist.map(
                        globs -> globs.stream().map(AddressRules::pattern).toList()));
    }

    /** What is wrong with the entries of {@code to}, {@code cc}, {@code bcc}. */
    Optional<String> recipientsViolation(List<String> entries) {
        return violation(entries, List.of());
    }

    /** What is wrong with an address that nothing is sent to: the sender. */
    Optional<String> senderViolation(String entry) {
        return violation(List.of(), List.of(entry));
    }

    /** What is wrong with recipients and with where answers go. */
    Optional<String> violation(List<String> recipientEntries, List<String> otherEntries) {
        List<String> invalid = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        judge(recipientEntries, true, invalid, refused);
        judge(otherEntries, false, invalid, refused);
        String text =
                Stream.of(
                                named("not valid emails: ", invalid),
                                named("not allowed emails: ", refused))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining("; "));
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private void judge(
            List<String> entries, boolean recipient, List<String> invalid, List<String> refused) {
        for (String entry : entries) {
            Optional<List<MailAddress>> parsed = AddressParser.parse(entry);
            if (parsed.isEmpty()) {
                invalid.add(entry);
            } else if (!parsed.get().stream().allMatch(each -> allows(each, recipient))) {
                refused.add(entry);
            }
        }
    }

    private boolean allows(MailAddress address, boolean recipient) {
        String text = address.address();
        if (domains.isPresent()) {
            return domains.get().contains(text.substring(text.lastIndexOf('@') + 1));
        }
        return !recipient
                || recipients.isEmpty()
                || recipients.get().stream().anyMatch(glob -> glob.matcher(text).matches());
    }

    private static Optional<String> named(String what, List<String> entries) {
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(what + String.join(", ", entries));
    }

    private static Pattern pattern(String glob) {
        String regex =
                Stream.of(glob.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
