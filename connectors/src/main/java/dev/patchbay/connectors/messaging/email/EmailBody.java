package dev.patchbay.connectors.messaging.email;

/**
 * The two forms of a message (contract/connectors-messaging-webhook.md, section 2.7).
 *
 * @param text with footer
 * @param html given, or rendered from the text
 */
record EmailBody(String text, String html) {

    static EmailBody of(EmailParams params, MailSettings settings, String connectorId) {
        String text = footed(trimmed(params.message(), settings, connectorId), params, settings);
        if (text.isEmpty()) {
            text = EmailTexts.NOTHING_SET;
        }
        String plain = text;
        return new EmailBody(
                plain,
                params.messageHTML()
                        .map(html -> trimmed(html, settings, connectorId))
                        .orElseGet(() -> Markdown.html(plain)));
    }

    private static String trimmed(String text, MailSettings settings, String connectorId) {
        long most = settings.maximumBodyLength();
        if (text.isEmpty() || text.length() < most) {
            return text;
        }
        return EmailTexts.tooLong(text.length(), most, connectorId) + text.substring(0, (int) most);
    }

    private static String footed(String text, EmailParams params, MailSettings settings) {
        if (!settings.footer()) {
            return text;
        }
        EmailParams.FooterLink link = params.kibanaFooterLink();
        String path = link.path().equals("/") ? "" : link.path();
        return text
                + EmailTexts.FOOTER
                + settings.publicBaseUrl()
                        .map(url -> EmailTexts.linked(link.text(), url + path))
                        .orElse(EmailTexts.SENT_BY);
    }
}
