package dev.patchbay.connectors.spec;

import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.TypeContext;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The types that come with the server as data. Stateless. */
public final class BundledSpecs {

    private static final List<String> FILES =
            List.of(
                    "discord.yaml",
                    "github_issues.yaml",
                    "gitlab_issues.yaml",
                    "google_chat.yaml",
                    "mattermost.yaml",
                    "ntfy.yaml",
                    "telegram.yaml",
                    "zendesk_tickets.yaml");

    private BundledSpecs() {}

    /**
     * All of them.
     *
     * @throws IllegalStateException when one of them is no type, which is a bug
     */
    public static List<ConnectorType> types(TypeContext context) {
        SpecReader reader = new SpecReader(context);
        return FILES.stream().map(file -> type(reader, file)).toList();
    }

    private static ConnectorType type(SpecReader reader, String file) {
        return switch (reader.read(file, text(file))) {
            case SpecReading.Declared(ConnectorType type) -> type;
            case SpecReading.Refused(List<SpecProblem> problems) ->
                    throw new IllegalStateException(problems.toString());
        };
    }

    private static String text(String file) {
        try (InputStream in = BundledSpecs.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("not packaged: " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
