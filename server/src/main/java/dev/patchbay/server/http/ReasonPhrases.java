package dev.patchbay.server.http;

import java.util.Map;

/**
 * The {@code error} member of Kibana's envelope: hapi's phrases (contract/actions-api.md, section
 * 1.3).
 */
public final class ReasonPhrases {

    private static final Map<Integer, String> PHRASES =
            Map.ofEntries(
                    Map.entry(400, "Bad Request"),
                    Map.entry(401, "Unauthorized"),
                    Map.entry(403, "Forbidden"),
                    Map.entry(404, "Not Found"),
                    Map.entry(405, "Method Not Allowed"),
                    Map.entry(406, "Not Acceptable"),
                    Map.entry(408, "Request Time-out"),
                    Map.entry(409, "Conflict"),
                    Map.entry(413, "Request Entity Too Large"),
                    Map.entry(414, "URI Too Long"),
                    Map.entry(415, "Unsupported Media Type"),
                    Map.entry(429, "Too Many Requests"),
                    Map.entry(431, "Request Header Fields Too Large"),
                    Map.entry(500, "Internal Server Error"),
                    Map.entry(503, "Service Unavailable"));

    private ReasonPhrases() {}

    /** The phrase of an error status. */
    public static String of(int status) {
        return PHRASES.getOrDefault(status, "Error");
    }
}
