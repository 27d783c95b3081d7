package dev.patchbay.server.cli;

import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.secret.Secret;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** Which server, and as whom: options first, then the environment. */
final class ApiOptions {

    private static final String PASSWORD = "PATCHBAY_PASSWORD";
    private static final String API_KEY = "PATCHBAY_API_KEY";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:PATCHBAY_URL:-http://localhost:5601}",
            description =
                    "Where the server is, with its base path. Default: $PATCHBAY_URL, else"
                            + " http://localhost:5601.")
    private String url = "";

    @Option(
            names = "--space",
            paramLabel = "ID",
            defaultValue = "default",
            description = "Space. Default: ${DEFAULT-VALUE}.")
    private String space = "";

    @Option(
            names = {"-u", "--user"},
            paramLabel = "NAME",
            defaultValue = "${env:PATCHBAY_USER:-elastic}",
            description =
                    "User. Default: $PATCHBAY_USER, else elastic. The password is that of"
                            + " $PATCHBAY_PASSWORD or --password.")
    private String user = "";

    @Option(
            names = "--password",
            paramLabel = "PASSWORD",
            arity = "0..1",
            interactive = true,
            echo = false,
            prompt = "Password: ",
            description = "Password; without a value it is asked for.")
    private char @Nullable [] password;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            description =
                    "API key in its encoded form, in place of a user. Default:"
                            + " $PATCHBAY_API_KEY.")
    private @Nullable String apiKey;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "PEM certificates that the server's certificate is judged by.")
    private @Nullable Path authorities;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "json or table. Default: ${DEFAULT-VALUE}.")
    private Output output = Output.table;

    /** Names as they are written. */
    @SuppressWarnings("checkstyle:ConstantName")
    enum Output {
        json,
        table
    }

    boolean json() {
        return output == Output.json;
    }

    /** The server's API, below the space. */
    ApiClient client() {
        String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        return new ApiClient(
                space.equals("default") ? base : base + "/s/" + ApiClient.encoded(space),
                Optional.of(authorization()),
                tls());
    }

    private Secret authorization() {
        Optional<String> key =
                Optional.ofNullable(apiKey)
                        .or(() ->
                                password == null
                                        ? Optional.ofNullable(System.getenv(API_KEY))
                                        : Optional.empty());
        if (key.isPresent()) {
            return new Secret("ApiKey " + key.get());
        }
        String secret =
                Optional.ofNullable(password)
                        .map(String::new)
                        .or(() -> Optional.ofNullable(System.getenv(PASSWORD)))
                        .orElseThrow(() ->
                                new ParameterException(
                                        command.commandLine(),
                                        "Who is asking? Set $"
                                                + PASSWORD
                                                + " or $"
                                                + API_KEY
                                                + ", or give --password or --api-key."));
        byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return new Secret("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    private TlsOptions tls() {
        if (authorities == null) {
            return TlsOptions.DEFAULT;
        }
        try {
            return new TlsOptions(
                    Optional.empty(),
                    Optional.of(Files.readAllBytes(authorities)),
                    Optional.empty());
        } catch (IOException e) {
            throw new ParameterException(
                    command.commandLine(), "cannot be read: " + authorities, e);
        }
    }
}
