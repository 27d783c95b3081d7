package dev.patchbay.sdk.mail;

/** What came of a message. */
public sealed interface MailResult permits MailSent, MailFailure {}
