package dev.patchbay.connectors.messaging.email;

import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.bool;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.number;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.EscapeMode;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schema.Member;
import dev.patchbay.sdk.schema.Schemas;

/** The fields of {@code .email}. */
final class EmailSchemas {

    private static final int MOST_RECIPIENTS = 100;
    private static final int MOST_REPLIES = 10;
    private static final int LONGEST_ENTRY = 512;

    static final Schema CONFIG =
            object(
                    member(
                            "service",
                            string().withDefault(EmailConfig.OTHER)
                                    .described(
                                            "Service",
                                            "`other`, `exchange_server`, or a service whose server"
                                                    + " is known.")),
                    member(
                            "host",
                            string().nullByDefault()
                                    .described("Host", "SMTP server; `other` and `ses` only.")),
                    member(
                            "port",
                            number(1.0, 65_535.0)
                                    .coerced(Schemas::numberFromText)
                                    .nullByDefault()
                                    .described("Port", "Its port.")),
                    member(
                            "secure",
                            bool().nullByDefault()
                                    .described(
                                            "Secure",
                                            "TLS from the start; `null`: on port 465. Otherwise"
                                                    + " STARTTLS when the server offers it.")),
                    member("from", string().described("From", "Address of the sender.")),
                    member(
                            "hasAuth",
                            bool().withDefault(true)
                                    .described(
                                            "Requires authentication",
                                            "Whether to sign in with user and password.")),
                    member(
                            "tenantId",
                            string().nullByDefault()
                                    .described("Tenant ID", "Of Microsoft Entra ID.")),
                    member(
                            "clientId",
                            string().nullByDefault()
                                    .described("Client ID", "Of the application there.")),
                    member(
                            "oauthTokenUrl",
                            string().nullByDefault()
                                    .described(
                                            "Token URL",
                                            "In place of the tenant's at"
                                                    + " `xpack.actions.microsoftExchangeUrl`.")),
                    member(
                            "allowHtml",
                            bool().optional()
                                    .described(
                                            "Allow HTML", "Whether `messageHTML` may be sent.")));

    static final Schema SECRETS =
            object(
                    secret("user", "User", "Of the SMTP server."),
                    secret("password", "Password", "Of the SMTP server."),
                    secret("clientSecret", "Client secret", "Of the application in Entra ID."));

    private static final Schema FOOTER_LINK =
            object(
                    member(
                            "path",
                            string().withDefault("/")
                                    .described("Path", "Added to `server.publicBaseUrl`.")),
                    member(
                            "text",
                            string().withDefault("Go to Elastic")
                                    .described("Text", "What the link says.")));

    private static final Schema ATTACHMENT =
            object(
                    member("content", string().described("Content", "Of the file.")),
                    member("filename", string().described("File name", "Of the file.")),
                    member(
                            "contentType",
                            string().optional().described("Content type", "Of the file.")),
                    member("encoding", string().optional().described("Encoding", "Of `content`.")));

    static final Schema PARAMS =
            object(
                    recipients("to", "To", "Recipients."),
                    recipients("cc", "Cc", "Recipients of a copy."),
                    recipients("bcc", "Bcc", "Recipients whom the others do not see."),
                    member(
                            "replyTo",
                            array(entry(), 0, MOST_REPLIES)
                                    .optional()
                                    .described("Reply to", "Where answers go.")),
                    member(
                            "subject",
                            string().template(EscapeMode.NONE)
                                    .described("Subject", "Subject of the e-mail.")),
                    member(
                            "message",
                            string().template(EscapeMode.MARKDOWN)
                                    .described("Message", "Text, in Markdown.")),
                    member(
                            "messageHTML",
                            string().template(EscapeMode.HTML)
                                    .nullByDefault()
                                    .described(
                                            "HTML message",
                                            "In place of the rendered text; the connector must"
                                                    + " allow it.")),
                    member(
                            "kibanaFooterLink",
                            FOOTER_LINK
                                    .withDefault(Json.object())
                                    .described("Footer link", "Link at the end of the text.")),
                    member(
                            "attachments",
                            array(ATTACHMENT)
                                    .optional()
                                    .described(
                                            "Attachments",
                                            "Kept for Kibana's notifications; refused here.")));

    private EmailSchemas() {}

    private static Member secret(String name, String label, String help) {
        return member(name, string().secret().nullByDefault().described(label, help));
    }

    private static Member recipients(String name, String label, String help) {
        return member(
                name,
                array(entry(), 0, MOST_RECIPIENTS)
                        .withDefault(Json.array())
                        .described(label, help));
    }

    private static Schema entry() {
        return string(0, LONGEST_ENTRY).template(EscapeMode.NONE);
    }
}
