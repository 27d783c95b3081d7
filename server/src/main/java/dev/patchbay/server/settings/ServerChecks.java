package dev.patchbay.server.settings;

import dev.patchbay.sdk.schema.Path;
import dev.patchbay.sdk.schema.Refinement.Violation;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks of {@code server} that one value's form does not say. */
final class ServerChecks {

    private static final Pattern HEADER_VALUE =
            Pattern.compile("[\\x21-\\x7e\\x80-\\xff]([\\t\\x20-\\x7e\\x80-\\xff]*)|");
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private ServerChecks() {}

    static boolean isHeaderValue(String text) {
        return HEADER_VALUE.matcher(text).matches();
    }

    static boolean isHeaderName(String text) {
        return HEADER_NAME.matcher(text).matches();
    }

    static boolean isWebUrl(String text) {
        return UrlParts.parse(text)
                .filter(url -> url.scheme().equals("http") || url.scheme().equals("https"))
                .isPresent();
    }

    static List<Violation> host(JsonNode host) {
        return host.stringValue().equals("0")
                ? violation(
                        "value cannot be \"0\" (use \"0.0.0.0\" or \"::\" to listen on every"
                                + " address)")
                : List.of();
    }

    static List<Violation> publicBaseUrl(JsonNode value) {
        String text = value.stringValue();
        UrlParts url = UrlParts.parse(text).orElseThrow();
        if (url.userInfo() || url.fragment() || text.indexOf('?') >= 0) {
            return violation("expected URI without user, query and fragment");
        }
        return text.endsWith("/") ? violation("expected URI without trailing slash") : List.of();
    }

    static List<Violation> cors(JsonNode cors) {
        boolean anyone =
                cors.get("allowOrigin")
                        .valueStream()
                        .anyMatch(origin -> origin.stringValue().equals("*"));
        return cors.get("allowCredentials").booleanValue() && anyone
                ? violation(
                        "Cannot specify wildcard origin \"*\" with \"credentials: true\". Please"
                                + " provide a list of allowed origins.")
                : List.of();
    }

    static List<Violation> basePath(JsonNode server) {
        String basePath = server.get("basePath").stringValue();
        if (basePath.isEmpty() && server.get("rewriteBasePath").booleanValue()) {
            return violation("cannot use [rewriteBasePath] when [basePath] is not specified");
        }
        String path =
                Optional.ofNullable(server.get("publicBaseUrl"))
                        .flatMap(url -> UrlParts.parse(url.stringValue()))
                        .map(UrlParts::path)
                        .orElse(basePath);
        return path.equals(basePath)
                ? List.of()
                : violation(
                        Keys.oneLine(
                                "[publicBaseUrl] must contain the [basePath]: "
                                        + path
                                        + " !== "
                                        + basePath));
    }

    static List<Violation> violation(String text) {
        return List.of(new Violation(Path.ROOT, text));
    }
}
