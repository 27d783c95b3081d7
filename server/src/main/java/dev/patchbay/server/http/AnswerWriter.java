package dev.patchbay.server.http;

import dev.patchbay.sdk.http.Headers;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Sends answers: standard headers, compression where it pays, a known body in one write.
 * Thread-safe.
 */
final class AnswerWriter {

    /** Smaller bodies are sent as they are, as Kibana's server does. */
    static final int LEAST_COMPRESSED = 1024;

    private static final HttpField GZIP =
            new PreEncodedHttpField(HttpHeader.CONTENT_ENCODING, "gzip");
    private static final HttpField VARY =
            new PreEncodedHttpField(HttpHeader.VARY, "accept-encoding");
    private static final HttpField JSON =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, Answer.JSON);

    private final List<HttpField> standard;
    private final CrossOrigin crossOrigin;
    private final boolean compression;

    AnswerWriter(List<HttpField> standard, CrossOrigin crossOrigin, boolean compression) {
        this.standard = standard;
        this.crossOrigin = crossOrigin;
        this.compression = compression;
    }

    /**
     * Sends it and completes the callback.
     *
     * @param done runs when nothing more is made for the client, before the connection is used
     *     again
     */
    void write(
            Request request,
            Response response,
            Callback callback,
            Answer answer,
            Optional<HttpField> version,
            boolean elasticsearch,
            Runnable done) {
        HttpFields.Mutable headers = response.getHeaders();
        response.setStatus(answer.status());
        addStandard(headers, answer.headers());
        version.ifPresent(headers::add);
        for (Headers.Field field : answer.headers().fields()) {
            headers.add(field.name(), field.value());
        }
        if (!elasticsearch) {
            boolean preflight = crossOrigin.isPreflight(request.getMethod(), request.getHeaders());
            crossOrigin.addTo(request.getHeaders(), headers, preflight);
        }
        if (answer.contentType().equals(Answer.JSON)) {
            headers.add(JSON);
        } else if (!answer.contentType().isEmpty()) {
            headers.add(HttpHeader.CONTENT_TYPE, answer.contentType());
        }
        switch (answer.body()) {
            case Answer.Bytes(byte[] bytes) -> {
                done.run();
                writeBytes(request, response, callback, answer, bytes);
            }
            case Answer.Stream(Answer.Writer writer) ->
                    writeStream(request, response, callback, writer, done);
        }
    }

    private void addStandard(HttpFields.Mutable headers, Headers own) {
        List<Headers.Field> fields = own.fields();
        for (int i = 0; i < standard.size(); i++) {
            HttpField field = standard.get(i);
            if (fields.isEmpty() || !named(fields, field.getName())) {
                headers.add(field);
            }
        }
    }

    private static boolean named(List<Headers.Field> fields, String name) {
        for (Headers.Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    private void writeBytes(
            Request request, Response response, Callback callback, Answer answer, byte[] bytes) {
        HttpFields.Mutable headers = response.getHeaders();
        byte[] sent = bytes;
        if (compression
                && bytes.length >= LEAST_COMPRESSED
                && isCompressible(answer.contentType())
                && !headers.contains(HttpHeader.CONTENT_ENCODING)) {
            headers.add(VARY);
            if (acceptsGzip(request.getHeaders().get(HttpHeader.ACCEPT_ENCODING))) {
                headers.add(GZIP);
                sent = gzip(bytes);
            }
        }
        if (answer.status() != 204 && answer.status() != 304) {
            headers.add(HttpHeader.CONTENT_LENGTH, sent.length);
        }
        boolean bodiless = sent.length == 0 || request.getMethod().equals("HEAD");
        response.write(true, bodiless ? null : ByteBuffer.wrap(sent), callback);
    }

    private static void writeStream(
            Request request,
            Response response,
            Callback callback,
            Answer.Writer writer,
            Runnable done) {
        if (request.getMethod().equals("HEAD")) {
            done.run();
            callback.succeeded();
            return;
        }
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
            writer.writeTo(out);
        } catch (IOException | RuntimeException e) {
            done.run();
            callback.failed(e);
            return;
        }
        done.run();
        callback.succeeded();
    }

    private static boolean isCompressible(String contentType) {
        return contentType.startsWith("application/json")
                || contentType.startsWith("text/")
                || contentType.startsWith("application/javascript")
                || contentType.startsWith("image/svg+xml")
                || contentType.startsWith("application/vnd.elasticsearch+json")
                || contentType.startsWith("application/openmetrics-text");
    }

    /** {@code gzip} or {@code *} in the list, unless with {@code q=0}. */
    static boolean acceptsGzip(String header) {
        if (header == null) {
            return false;
        }
        for (String part : header.toLowerCase(Locale.ROOT).split(",")) {
            String[] pieces = part.strip().split(";");
            String coding = pieces[0].strip();
            if (coding.equals("gzip") || coding.equals("*")) {
                return pieces.length < 2 || !pieces[1].strip().matches("q=0(\\.0*)?");
            }
        }
        return false;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 3 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
