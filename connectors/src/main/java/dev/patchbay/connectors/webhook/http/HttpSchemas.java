package dev.patchbay.connectors.webhook.http;

import static dev.patchbay.sdk.schema.Schemas.bool;
import static dev.patchbay.sdk.schema.Schemas.enumeration;
import static dev.patchbay.sdk.schema.Schemas.integer;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.number;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.record;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.connectors.shared.auth.AuthSchema;
import dev.patchbay.connectors.shared.auth.AuthType;
import dev.patchbay.sdk.connector.AllowedHosts;
import dev.patchbay.sdk.schema.EscapeMode;
import dev.patchbay.sdk.schema.Format;
import dev.patchbay.sdk.schema.Refinement;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schema.Member;

import java.util.ArrayList;
import java.util.List;

/** The fields of {@code .http} (contract/connectors-messaging-webhook.md, section 7). */
final class HttpSchemas {

    private HttpSchemas() {}

    static Schema config(AllowedHosts hosts) {
        List<Member> members = new ArrayList<>();
        members.add(
                member(
                        "url",
                        url(hosts)
                                .described(
                                        "URL", "Where requests go; params add path and query.")));
        members.addAll(
                AuthSchema.config(
                        enumeration(
                                        AuthType.BASIC,
                                        AuthType.SSL,
                                        AuthType.OAUTH,
                                        AuthType.QUERY_PARAM)
                                .nullable()
                                .optional()));
        return object(members);
    }

    static Schema secrets() {
        return AuthSchema.secrets(
                member(
                        "secretQueryParams",
                        record(string().secret())
                                .nullByDefault()
                                .secret()
                                .described(
                                        "Secret query parameters",
                                        "Added to the URL with `authType`"
                                                + " `http-authentication-query-param`.")));
    }

    static Schema params(AllowedHosts hosts) {
        return object(
                member(
                        "url",
                        url(hosts)
                                .template(EscapeMode.JSON)
                                .optional()
                                .described("URL", "Used only when the config has none.")),
                member(
                        "path",
                        string().template(EscapeMode.JSON)
                                .optional()
                                .described("Path", "Added to the URL after a slash.")),
                member(
                        "method",
                        enumeration("GET", "POST", "PUT", "PATCH", "DELETE")
                                .withDefault("GET")
                                .described("Method", "HTTP method of the request.")),
                member(
                        "body",
                        string().template(EscapeMode.JSON)
                                .optional()
                                .described("Body", "Sent when it is not empty.")),
                member(
                        "query",
                        record(string().template(EscapeMode.JSON))
                                .optional()
                                .described("Query", "Parameters added to the URL.")),
                member(
                        "headers",
                        record(string().template(EscapeMode.JSON))
                                .optional()
                                .described("Headers", "Over those of the connector.")),
                member(
                        "timeout",
                        number().refined(
                                        Refinement.of(
                                                value -> value.doubleValue() > 0,
                                                "Too small: expected number to be >0"))
                                .optional()
                                .described(
                                        "Timeout",
                                        "Milliseconds; can only lengthen"
                                                + " `xpack.actions.responseTimeout`.")),
                member(
                        "fetcher",
                        fetcher().optional().described("Fetcher", "How the request is made.")));
    }

    private static Schema fetcher() {
        return object(
                member(
                        "skip_ssl_verification",
                        bool().optional()
                                .described(
                                        "Skip TLS verification",
                                        "Whether any certificate is taken.")),
                member(
                        "follow_redirects",
                        bool().optional()
                                .described("Follow redirects", "`false`: none is followed.")),
                member(
                        "max_redirects",
                        integer(0, Integer.MAX_VALUE)
                                .optional()
                                .described("Most redirects", "21 when it is left out.")),
                member(
                        "keep_alive",
                        bool().optional()
                                .described(
                                        "Keep alive",
                                        "Taken and ignored: the server keeps connections.")));
    }

    private static Schema url(AllowedHosts hosts) {
        return string(new Format("url", "Invalid URL", text -> hosts.hostName(text).isPresent()));
    }
}
