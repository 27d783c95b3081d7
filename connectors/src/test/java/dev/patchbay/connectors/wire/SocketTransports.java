package dev.patchbay.connectors.wire;

import dev.patchbay.sdk.http.Bodies;
import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.http.HttpResult;
import dev.patchbay.sdk.http.HttpTransport;
import dev.patchbay.sdk.oauth.AccessTokens;
import dev.patchbay.sdk.oauth.ClientCredentials;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.transport.Transports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plain HTTP over a socket, one connection a call: as little as the cases need. */
final class SocketTransports implements Transports, HttpTransport, AccessTokens {

    private Optional<Secret> token = Optional.empty();

    @Override
    public HttpTransport http() {
        return this;
    }

    @Override
    public AccessTokens tokens() {
        return this;
    }

    @Override
    public HttpResult send(HttpCall call) {
        URI uri = URI.create(call.url());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            byte[] body = call.body().orElse(new byte[0]);
            StringBuilder head =
                    new StringBuilder(call.method())
                            .append(' ')
                            .append(uri.getRawPath().isEmpty() ? "/" : uri.getRawPath());
            head.append(uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
            head.append(" HTTP/1.1\r\nHost: ").append(uri.getAuthority()).append("\r\n");
            Headers headers =
                    call.headers().withDefault("Accept", "application/json, text/plain, */*");
            headers.fields()
                    .forEach(field ->
                            head.append(field.name())
                                    .append(": ")
                                    .append(field.value())
                                    .append("\r\n"));
            if (call.body().isPresent()) {
                head.append("Content-Length: ").append(body.length).append("\r\n");
            }
            socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            return read(socket.getInputStream());
        } catch (ConnectException e) {
            return new HttpFailure(
                    Reason.NETWORK,
                    Effect.NONE,
                    Optional.of("ECONNREFUSED"),
                    "connect ECONNREFUSED 127.0.0.1:" + uri.getPort());
        } catch (IOException e) {
            return hangUp();
        }
    }

    private static HttpResult hangUp() {
        return new HttpFailure(
                Reason.NETWORK, Effect.UNKNOWN, Optional.of("ECONNRESET"), "socket hang up");
    }

    private static HttpResult read(InputStream in) throws IOException {
        String status = line(in);
        if (status.isEmpty()) {
            return hangUp();
        }
        List<Headers.Field> fields = new ArrayList<>();
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
            int colon = field.indexOf(':');
            fields.add(
                    new Headers.Field(
                            field.substring(0, colon), field.substring(colon + 1).strip()));
        }
        String[] parts = status.split(" ", 3);
        return new HttpReply(
                Integer.parseInt(parts[1]), parts[2], new Headers(fields), in.readAllBytes());
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                bytes.write(b);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public Result clientCredentials(ClientCredentials grant) {
        if (token.isPresent()) {
            return new Result.Token(token.get());
        }
        Map<String, String> form = new HashMap<>();
        form.put("client_id", grant.clientId());
        form.put("client_secret", grant.clientSecret().reveal());
        grant.scope().ifPresent(scope -> form.put("scope", scope));
        form.putAll(grant.additionalFields());
        form.put("grant_type", "client_credentials");
        return switch (send(Bodies.form(HttpCall.of("POST", grant.tokenUrl()), form))) {
            case HttpFailure failure -> new Result.Unreachable(failure);
            case HttpReply reply -> {
                var answer = reply.data();
                if (reply.status() != 200 || !answer.path("access_token").isString()) {
                    yield new Result.Refused(reply);
                }
                Secret secret =
                        new Secret(
                                answer.path("token_type").asString()
                                        + " "
                                        + answer.path("access_token").asString());
                token = Optional.of(secret);
                yield new Result.Token(secret);
            }
        };
    }

    @Override
    public void discard() {
        token = Optional.empty();
    }
}
