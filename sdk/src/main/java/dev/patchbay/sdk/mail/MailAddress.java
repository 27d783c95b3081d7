package dev.patchbay.sdk.mail;

/**
 * A mailbox (RFC 5322, section 3.4).
 *
 * @param name display name, decoded; may be empty
 * @param address {@code local@domain}, the domain as it was written
 */
public record MailAddress(String name, String address) {}
