package dev.patchbay.connectors.messaging.email;

import java.util.List;

/** What {@code .email} says (contract/connectors-messaging-webhook.md, section 2). */
final class EmailTexts {

    static final String NOT_SENT = "error sending email";
    static final String NO_RECIPIENT = "At least one entry in [to], [cc], or [bcc] is required";
    static final String NO_HTML =
            "HTML email can only be sent when the connector is configured to allow HTML";
    static final String NO_ATTACHMENTS = "Email attachments can only be sent via notifications";
    static final String ALLOW_HTML =
            "[allowHtml]: cannot be true when [service] is \"elastic_cloud\"";
    static final String SES_SECURE = "[ses.secure] must be true for AWS SES";
    static final String NOTHING_SET = "no message set";
    static final String FOOTER = "\n\n---\n\n";
    static final String SENT_BY = "This message was sent by Elastic.";

    private EmailTexts() {}

    static String required(String field) {
        return "[" + field + "] is required";
    }

    static String serviceNotEnabled(String name, List<String> enabled) {
        return "[service]: \""
                + name
                + "\" is not in the list of enabled email services: "
                + String.join(",", enabled);
    }

    static String tokenUrlNotAllowed(String url) {
        return "[oauthTokenUrl]: host name value for '"
                + url
                + "' is not in the allowedHosts configuration";
    }

    static String sesMismatch(String fields, String what) {
        return fields + " does not match with the configured AWS SES " + what;
    }

    static String hostNotAllowed(String host) {
        return "[host] value '" + host + "' is not in the allowedHosts configuration";
    }

    static String unknownService(String service) {
        return "[service] value '" + service + "' is not valid";
    }

    static String serviceHostNotAllowed(String service, String host) {
        return "[service] value '"
                + service
                + "' resolves to host '"
                + host
                + "' which is not in the allowedHosts configuration";
    }

    static String tooLong(int length, long most, String connectorId) {
        return "Your message's length of "
                + length
                + " exceeded the "
                + most
                + " bytes limit that is set for the connector \""
                + connectorId
                + "\" and was trimmed. You can modify the limit by increasing the value specified"
                + " for the xpack.actions.email.maximum_body_length setting.\n\n";
    }

    static String linked(String text, String url) {
        return "This message was sent by Elastic. [" + text + "](" + url + ").";
    }

    static String noToken(String connectorId) {
        return "Unable to retrieve access token for connectorId: " + connectorId;
    }
}
